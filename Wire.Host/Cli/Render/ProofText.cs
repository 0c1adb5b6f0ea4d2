using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

internal static class ProofText
{
    public static void Write(Report report, ProvedView proved)
    {
        if (proved.Event is { } item)
        {
            EventText.Write(report, item);
            report.Line($"{report.Palette.Good("proved:")} it is in journal {proved.Journal}, as one of {Quantity.Count(proved.Size, "position")}");
        }
        else
        {
            report.Line($"{report.Palette.Good("proved:")} journal {proved.Journal} with {Quantity.Count(proved.Size, "position")} begins with the {Quantity.Count(proved.OldSize!.Value, "position")} of before");
        }
        report.Line($"root {proved.Root}");
    }
}
