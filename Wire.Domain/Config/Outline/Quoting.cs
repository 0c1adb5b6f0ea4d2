using System.Buffers;

namespace Wire.Domain;

/// <summary>Writes a word so that the lexer reads it back.</summary>
internal static class Quoting
{
    private static readonly SearchValues<char> Special = SearchValues.Create(" \t\r\n{};#\"");

    public static string Quote(string word) =>
        word.Length > 0 && !word.AsSpan().ContainsAny(Special)
            ? word
            : '"' + word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';
}
