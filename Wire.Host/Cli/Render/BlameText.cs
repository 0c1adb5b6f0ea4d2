using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>Each attribute of an object: its value, when it got it, and from whom.</summary>
internal static class BlameText
{
    public static void Write(Report report, BlameReply blame)
    {
        foreach (BlameObjectView item in blame.Objects)
        {
            report.Line($"{item.Kind} {report.Palette.Strong(item.Name)}{(item.Exists ? "" : report.Palette.Bad("  (gone)"))}");
            Table lines = new();
            foreach (BlameLineView line in item.Attributes)
            {
                lines.Add(line.Name, ValueText.Quote(line.Value), report.Time(line.Time), line.By);
            }

            lines.Paint((column, text) => column == 2 ? report.Palette.Faint(text) : text).Write(report, "  ");
        }
    }
}
