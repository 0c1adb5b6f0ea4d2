using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>What differs between two points.</summary>
internal static class DiffText
{
    public static void Write(Report report, DiffReply diff)
    {
        report.Line($"from {Point(report, diff.From)}");
        report.Line($"to   {Point(report, diff.To)}");
        report.Line();
        ChangesText.Write(report, diff.Changes);
        report.Line(diff.Changes.Count == 0 ? "No difference." : $"{Environment.NewLine}{Quantity.Count(diff.Changes.Count, "object")} differ.".Replace("object differ", "object differs", StringComparison.Ordinal));
    }

    private static string Point(Report report, PointView point) =>
        point.Time is { } time ? $"{report.Time(time)} (@{point.Position})" : $"@{point.Position}";
}
