using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

internal static class BisectText
{
    public static void Write(Report report, BisectStep step)
    {
        foreach (string note in step.Notes)
        {
            report.Line(report.Palette.Faint($"      {note}"));
        }
        string verdict = step.Verdict switch
        {
            "good" => report.Palette.Good(step.Verdict),
            "bad" => report.Palette.Bad(step.Verdict),
            _ => report.Palette.Changed(step.Verdict),
        };
        report.Line($"{report.Palette.Strong($"@{step.Position}")} {verdict}  {report.Palette.Faint($"{Quantity.Count(step.Objects, "object")}, exit code {step.ExitCode}")}");
        report.Flush();
    }

    public static void Write(Report report, BisectReply found)
    {
        report.Line(found.Suspects.Count == 1 ? "Turned by" : $"Turned by one of {Quantity.Count(found.Suspects.Count, "event")}, as the program could not tell");
        foreach (EventView suspect in found.Suspects)
        {
            EventText.Write(report, suspect);
        }
    }
}
