using System.Text.RegularExpressions;

namespace VerifyXunit;

/// <summary>
/// Replaces what changes from run to run by a name: <c>Guid_1</c>, <c>DateTime_1</c>. The same value gets the
/// same name, so a golden file still shows which ids and times are equal.
/// </summary>
internal static partial class Scrubber
{
    public static string Scrub(string text) => Number(IsoTimestamp(), "DateTime", Number(Guid(), "Guid", text));

    private static string Number(Regex pattern, string name, string text)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return pattern.Replace(text, match =>
        {
            if (!names.TryGetValue(match.Value, out var numbered))
            {
                numbered = $"{name}_{names.Count + 1}";
                names.Add(match.Value, numbered);
            }

            return numbered;
        });
    }

    [GeneratedRegex("""\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Guid();

    [GeneratedRegex("""\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?""", RegexOptions.CultureInvariant)]
    private static partial Regex IsoTimestamp();
}
