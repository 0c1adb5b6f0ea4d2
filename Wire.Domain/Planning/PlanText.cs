using System.Globalization;
using System.Text;

namespace Wire.Domain;

/// <summary>A plan as plain text: one block for each object, and a summary line.</summary>
public static class PlanText
{
    private const string Indent = "    ";

    /// <summary>Blocks, conflicts and the summary line, each line ended by a line feed.</summary>
    public static string Render(Plan plan)
    {
        StringBuilder text = new();
        foreach (PlannedChange change in plan.Changes)
        {
            Append(text, change);
        }
        foreach (PlanConflict conflict in plan.Conflicts)
        {
            text.Append("! ").Append(conflict.Origin is { } origin ? $"{origin}: " : "").Append(conflict.Message).Append('\n');
        }
        if (text.Length > 0)
        {
            text.Append('\n');
        }
        return text.Append(Summary(plan)).Append('\n').ToString();
    }

    /// <summary>The blocks alone: what a diff shows.</summary>
    public static string Render(IEnumerable<PlannedChange> changes)
    {
        StringBuilder text = new();
        foreach (PlannedChange change in changes)
        {
            Append(text, change);
        }
        return text.ToString();
    }

    /// <summary>"Plan: 3 to add, 1 to change, 0 to recreate, 2 to delete.", "Nothing to do." or how many conflicts there are.</summary>
    public static string Summary(Plan plan)
    {
        if (plan.Conflicts.Length > 0)
        {
            return $"{plan.Conflicts.Length} conflict{(plan.Conflicts.Length == 1 ? "" : "s")}: nothing can be done before {(plan.Conflicts.Length == 1 ? "it is" : "they are")} solved.";
        }
        if (plan.IsEmpty)
        {
            return "Nothing to do.";
        }
        int Count(ChangeMark mark) => plan.Changes.Count(c => c.Mark == mark);
        return string.Create(CultureInfo.InvariantCulture,
            $"Plan: {Count(ChangeMark.Create)} to add, {Count(ChangeMark.Change)} to change, {Count(ChangeMark.Recreate)} to recreate, {Count(ChangeMark.Delete)} to delete.");
    }

    /// <summary>The sign of a mark: "+", "~", "-/+" or "-".</summary>
    public static string Sign(ChangeMark mark) => mark switch
    {
        ChangeMark.Create => "+",
        ChangeMark.Change => "~",
        ChangeMark.Recreate => "-/+",
        _ => "-",
    };

    private static void Append(StringBuilder text, PlannedChange change)
    {
        text.Append(Sign(change.Mark)).Append(' ').Append(change.Resource.Title).Append('\n');
        foreach (AttributeChange attribute in change.Attributes)
        {
            text.Append(Indent).Append(attribute.Name).Append(' ').Append(Values(change.Mark, attribute));
            text.Append(attribute.ForcesRecreation ? "  (cannot be changed in place)\n" : "\n");
        }
        if (change.Interrupts is not null)
        {
            text.Append(Indent).Append("interrupts ").Append(change.Interrupts).Append('\n');
        }
    }

    private static string Values(ChangeMark mark, AttributeChange attribute) =>
        mark is ChangeMark.Create || (mark is ChangeMark.Recreate && attribute is { Old: null, ForcesRecreation: false }) ? Value(attribute.New)
        : mark is ChangeMark.Delete ? Value(attribute.Old)
        : $"{Value(attribute.Old)} → {Value(attribute.New)}";

    private static string Value(string? text) => text switch
    {
        null => "none",
        "" => "\"\"",
        _ => text,
    };
}
