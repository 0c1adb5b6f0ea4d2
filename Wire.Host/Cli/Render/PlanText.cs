using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>A plan, as the best of its kind read.</summary>
internal static class PlanText
{
    public static void Write(Report report, PlanReply plan)
    {
        ChangesText.Write(report, plan.Changes);
        if (plan.Changes.Count > 0)
        {
            report.Line();
        }

        NotesText.Write(report, plan.Notes);
        foreach (string conflict in plan.Conflicts)
        {
            report.Line($"{report.Palette.Bad("in the way:")} {conflict}");
        }

        report.Line(Summary(plan));
    }

    private static string Summary(PlanReply plan) => plan switch
    {
        { Conflicts.Count: > 0 } => "Plan: cannot be applied, nothing would be done.",
        { Changes.Count: 0 } => "Nothing to do: the kernel shows what is declared.",
        _ => $"Plan: {ChangesText.Summary(plan.Changes, done: false)}; {Quantity.Count(plan.Operations, "operation")}.",
    };
}
