using System.Globalization;
using System.Text.RegularExpressions;

namespace Wire.Kernel.Tests.Vectors.Capture;

/// <summary>The enumerations of the system's kernel headers: what a number is called, among those that a known name stands with.</summary>
internal static partial class HeaderEnums
{
    private static readonly Lazy<Dictionary<string, Dictionary<int, string>>> _byMember = new(() => Read("/usr/include/linux"));

    /// <param name="member">Any name of the enumeration, such as IFLA_UNSPEC.</param>
    /// <param name="value">The number.</param>
    /// <returns>Null when the headers do not say.</returns>
    public static string? Name(string? member, int value) =>
        member is not null && _byMember.Value.TryGetValue(member, out Dictionary<int, string>? names) ? names.GetValueOrDefault(value) : null;

    private static Dictionary<string, Dictionary<int, string>> Read(string directory)
    {
        Dictionary<string, Dictionary<int, string>> byMember = [];
        foreach (string file in Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*.h", SearchOption.AllDirectories) : [])
        {
            foreach (Match block in Block().Matches(NoCode().Replace(File.ReadAllText(file), "")))
            {
                Dictionary<string, int> members = Members(block.Groups[1].Value);
                Dictionary<int, string> names = [];
                foreach ((string name, int value) in members.Where(m => !m.Key.StartsWith("__", StringComparison.Ordinal)))
                {
                    names[value] = name; // RTM_BASE is the number of what comes after it
                }
                foreach (string name in members.Keys)
                {
                    byMember.TryAdd(name, names);
                }
            }
        }
        return byMember;
    }

    /// <summary>In their order: each is one more than the one before, unless it says otherwise.</summary>
    private static Dictionary<string, int> Members(string body)
    {
        Dictionary<string, int> members = [];
        int next = 0;
        foreach (string item in body.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = item.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2)
            {
                if (Number(parts[1], members) is not { } value)
                {
                    break;
                }
                next = value;
            }
            members.TryAdd(parts[0], next++);
        }
        return members;
    }

    private static int? Number(string text, Dictionary<string, int> members) =>
        members.TryGetValue(text, out int known) ? known
        : text.StartsWith("0x", StringComparison.Ordinal) && int.TryParse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int hex) ? hex
        : int.TryParse(text, CultureInfo.InvariantCulture, out int number) ? number
        : null;

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*|^[ \t]*#(\\\n|[^\n])*", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"\benum\b[^{};]*\{([^}]*)\}")]
    private static partial Regex Block();
}
