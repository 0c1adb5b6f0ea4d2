using System.Globalization;
using System.Text;

namespace Wire.Host.Cli.Render;

/// <summary>
/// Names of links and programs and aliases may have any byte, and whoever has a network namespace of his own may choose them: what
/// a terminal would obey is shown instead. Colours (ECMA-48 SGR) stay.
/// </summary>
internal static class TerminalText
{
    /// <summary>The text with every control character but line feed and tab as <c>\xHH</c>.</summary>
    public static string Harmless(string text)
    {
        if (!text.Any(IsObeyed))
        {
            return text;
        }
        StringBuilder shown = new(text.Length + 16);
        for (int at = 0; at < text.Length;)
        {
            int colour = ColourLength(text.AsSpan(at));
            if (colour > 0)
            {
                shown.Append(text, at, colour);
                at += colour;
                continue;
            }
            char c = text[at++];
            _ = IsObeyed(c) ? shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}") : shown.Append(c);
        }
        return shown.ToString();
    }

    private static bool IsObeyed(char c) => char.IsControl(c) && c is not ('\n' or '\t');

    /// <summary>The length of ESC [ digits and semicolons m; 0 when the text does not begin so.</summary>
    private static int ColourLength(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("\e[", StringComparison.Ordinal))
        {
            return 0;
        }
        int end = 2;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == ';'))
        {
            end++;
        }
        return end < text.Length && text[end] == 'm' ? end + 1 : 0;
    }
}
