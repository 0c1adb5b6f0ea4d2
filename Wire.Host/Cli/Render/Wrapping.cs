namespace Wire.Host.Cli.Render;

/// <summary>Text in lines that fit a terminal.</summary>
internal static class Wrapping
{
    /// <summary>What every terminal has.</summary>
    public const int Columns = 80;

    /// <summary>Broken at blanks; a word longer than a line has one of its own.</summary>
    public static IEnumerable<string> Lines(string text, int width) => Fill(text.Split(' '), width);

    /// <summary>Items with commas between them, none broken.</summary>
    public static IEnumerable<string> List(IEnumerable<string> items, int width)
    {
        string[] all = [.. items];
        return Fill(all.Select((item, index) => index < all.Length - 1 ? item + "," : item), width);
    }

    private static IEnumerable<string> Fill(IEnumerable<string> pieces, int width)
    {
        string line = "";
        foreach (string piece in pieces)
        {
            if (line.Length > 0 && line.Length + 1 + piece.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? piece : $"{line} {piece}";
        }

        yield return line;
    }
}
