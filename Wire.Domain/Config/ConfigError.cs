using System.Text;

namespace Wire.Domain;

/// <summary>One thing that is wrong in a configuration.</summary>
/// <param name="Location">Where.</param>
/// <param name="Line">The line of the text; null when the text is not at hand (a declaration of an older change).</param>
/// <param name="CaretLength">Characters from the column on that are meant, 1 or more.</param>
/// <param name="Message">What is wrong: "unknown word 'brigde'".</param>
/// <param name="Advice">What would be right: "did you mean 'bridge'?", "expected a number from 1 to 4094".</param>
public sealed record ConfigError(SourceLocation Location, string? Line, int CaretLength, string Message, string? Advice)
{
    /// <summary>Place and message, the line, a caret under what is meant, and the advice; without a line end at the end.</summary>
    public string Render()
    {
        StringBuilder text = new();
        text.Append(Location).Append(": error: ").Append(Message);
        if (Line is not null)
        {
            AppendLineAndCaret(text, Line);
        }
        if (Advice is not null)
        {
            text.Append("\n  ").Append(Advice);
        }
        return text.ToString();
    }

    public override string ToString() => Render();

    private void AppendLineAndCaret(StringBuilder text, string line)
    {
        List<Rune> runes = [.. line.EnumerateRunes()];
        int caret = Math.Min(Location.Column - 1, runes.Count);
        int first = runes.Count <= ConfigLimits.LineShownMax ? 0 : Math.Max(0, caret - ConfigLimits.LineShownMax / 2);
        int last = Math.Min(runes.Count, first + ConfigLimits.LineShownMax);

        string before = first > 0 ? "…" : "";
        text.Append("\n  ").Append(before);
        runes[first..last].ForEach(r => text.Append(r.ToString()));
        text.Append(last < runes.Count ? "…" : "");

        // A tab stays a tab, so that the caret stands under its word however wide the terminal draws it.
        text.Append("\n  ").Append(' ', before.Length);
        runes[first..caret].ForEach(r => text.Append(r.Value == '\t' ? '\t' : ' '));
        text.Append('^', Math.Clamp(CaretLength, 1, Math.Max(last - caret, 1)));
    }
}
