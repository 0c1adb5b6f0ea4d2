using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>An event on one line.</summary>
internal static class EventText
{
    public static void Write(Report report, EventView item) =>
        report.Line($"{report.Palette.Faint(report.PreciseTime(item.Time))} {report.Palette.Strong($"@{item.Position}")} {item.Name}  {item.Summary}  {report.Palette.Faint($"({item.Actor}, {item.Source})")}");
}
