using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>Differences by object: a mark, the object, and below it each attribute with its old and new value.</summary>
internal static class ChangesText
{
    /// <summary>"-/+" is the widest mark.</summary>
    private const int MarkWidth = 3;

    /// <summary>So many objects fit a screen or two; a longer list says only how many more there are.</summary>
    private const int BriefMax = 50;

    public static void Write(Report report, IEnumerable<ChangeView> changes, string indent = "")
    {
        foreach (ChangeView change in changes)
        {
            Head(report, change, indent);
            Attributes(report, change, indent);
        }
    }

    /// <summary>One line an object, attributes only where a value gave way to another; the first <see cref="BriefMax"/>. What is a change of the node can be read whole in the log.</summary>
    public static void WriteBrief(Report report, IReadOnlyList<ChangeView> changes, bool isLogged)
    {
        foreach (ChangeView change in changes.Take(BriefMax))
        {
            Head(report, change, "");
            if (change.Mark is "~" or "-/+")
            {
                Attributes(report, change, "");
            }
        }

        if (changes.Count > BriefMax)
        {
            report.Line($"    and {changes.Count - BriefMax} more{(isLogged ? ": wire log -p -n 1 has them all" : "")}");
        }
    }

    /// <summary>"1 to create, 2 to change", or "1 created, 2 changed".</summary>
    public static string Summary(IReadOnlyList<ChangeView> changes, bool done) => string.Join(", ",
        new (string Mark, string Plain, string Past)[]
        {
            ("+", "create", "created"), ("~", "change", "changed"), ("-/+", "recreate", "recreated"), ("-", "delete", "deleted"),
        }
        .Select(verb => (Count: changes.Count(change => change.Mark == verb.Mark), verb.Plain, verb.Past))
        .Where(verb => verb.Count > 0)
        .Select(verb => done ? $"{verb.Count} {verb.Past}" : $"{verb.Count} to {verb.Plain}"));

    private static void Head(Report report, ChangeView change, string indent)
    {
        string mark = report.Palette.ByMark(change.Mark, change.Mark.PadLeft(MarkWidth));
        string interrupts = change.Interrupts is null ? "" : report.Palette.Bad($"  interrupts {change.Interrupts}");
        report.Line($"{indent}{mark} {change.Kind} {report.Palette.Strong(change.Name)}{interrupts}");
    }

    private static void Attributes(Report report, ChangeView change, string indent)
    {
        int width = change.Attributes.Count == 0 ? 0 : change.Attributes.Max(attribute => attribute.Name.Length);
        foreach (AttributeChangeView attribute in change.Attributes)
        {
            string why = attribute.ForcesRecreation ? report.Palette.Faint("  (cannot change in place)") : "";
            report.Line($"{indent}      {attribute.Name.PadRight(width)}  {Values(change.Mark, attribute, report.Palette)}{why}");
        }
    }

    private static string Values(string mark, AttributeChangeView attribute, Palette palette) => mark switch
    {
        "+" => ValueText.Quote(attribute.New),
        "-" => ValueText.Quote(attribute.Old),
        _ => $"{palette.Bad(ValueText.Quote(attribute.Old))} → {palette.Good(ValueText.Quote(attribute.New))}",
    };
}
