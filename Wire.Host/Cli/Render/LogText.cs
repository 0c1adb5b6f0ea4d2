using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>The log, newest first: for each entry its number, time, who, from where, what for, and what it touched.</summary>
internal static class LogText
{
    /// <summary>Objects of one entry on one screen line or two; more are counted.</summary>
    private const int ObjectsMax = 6;

    public static void Write(Report report, LogReply log)
    {
        foreach (LogEntryView entry in log.Entries)
        {
            Entry(report, entry);
        }

        if (log.Entries.Count == 0)
        {
            report.Line("No change yet.");
        }

        if (log.Truncated)
        {
            report.Line(report.Palette.Faint("(there are older ones: -n NUMBER shows more)"));
        }
    }

    /// <summary>"#12", or the position of what is no change.</summary>
    public static string Id(LogEntryView entry) => entry.Change is { } number ? $"#{number}" : $"@{entry.Position}";

    private static void Entry(Report report, LogEntryView entry)
    {
        string outcome = entry.Outcome is null ? "" : $"  {Outcome(report.Palette, entry.Outcome)}";
        report.Line($"{report.Palette.Strong(Id(entry).PadRight(5))} {report.Time(entry.Time)}  {entry.Actor}, {entry.Source}: {entry.Verb}{outcome}");
        if (entry.Message is not null)
        {
            report.Line($"      {entry.Message}");
        }

        if (entry.Patch is { } patch)
        {
            ChangesText.Write(report, patch, "    ");
        }
        else if (entry.Objects.Count > 0)
        {
            IEnumerable<string> more = entry.Objects.Count > ObjectsMax ? [$"and {entry.Objects.Count - ObjectsMax} more"] : [];
            foreach (string line in Wrapping.List(entry.Objects.Take(ObjectsMax).Concat(more), Wrapping.Columns - 6))
            {
                report.Line("      " + report.Palette.Faint(line));
            }
        }
    }

    private static string Outcome(Palette palette, string outcome) =>
        outcome == "applied" ? palette.Good(outcome)
        : outcome.StartsWith("rolled back", StringComparison.Ordinal) ? palette.Bad(outcome)
        : palette.Changed(outcome);
}
