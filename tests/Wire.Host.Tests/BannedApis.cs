using System.Text.RegularExpressions;

namespace Wire.Host.Tests;

/// <summary>What a pure project must not call, found in the text of a source file outside comments.</summary>
internal static partial class BannedApis
{
    internal readonly record struct Use(int Line, string Api);

    public static IReadOnlyList<Use> In(string source)
    {
        var code = StringOrComment().Replace(source, match =>
            match.Groups["comment"].Success ? BlankKeepingLines(match.Value) : match.Value);

        return [.. Banned().Matches(code).Select(match => new Use(
            Line: 1 + code.AsSpan(0, match.Index).Count('\n'),
            Api: Spaces().Replace(match.Value, "")))];
    }

    private static string BlankKeepingLines(string comment) => Regex.Replace(comment, "[^\n]", " ");

    // Strings are matched so that a // inside one starts no comment; they stay, because an interpolated one holds code.
    [GeneratedRegex(""""
        """[\s\S]*?""" | @\$?"(?:[^"]|"")*" | \$@"(?:[^"]|"")*" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+' | (?<comment>//[^\n]*|/\*[\s\S]*?\*/)
        """", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex StringOrComment();

    [GeneratedRegex("""
        \b(?: DateTime(?:Offset)?\s*\.\s*(?:Now|UtcNow|Today)\b
            | Guid\s*\.\s*(?:NewGuid|CreateVersion7)\b
            | (?:Random|RandomNumberGenerator)\b
            | (?:Environment|File|Stopwatch)\s*\. )
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Banned();

    [GeneratedRegex("""\s+""")]
    private static partial Regex Spaces();
}
