namespace Wire.Host.Cli.Render;

/// <summary>What the reader should know besides.</summary>
internal static class NotesText
{
    public static void Write(Report report, IEnumerable<string> notes)
    {
        foreach (string note in notes)
        {
            report.Line($"{report.Palette.Changed("note:")} {note}");
        }
    }
}
