using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>One screen: is it running, is all as declared, what happened last, what waits for somebody.</summary>
internal static class StatusText
{
    public static void Write(Report report, StatusReply status)
    {
        Palette palette = report.Palette;
        Table facts = new();
        facts.Add("wire", $"{status.Version}, {(status.Daemon is { } daemon ? Daemon(report, daemon) : "no daemon runs")}");
        if (status.Netns is { } netns)
        {
            facts.Add("works in", $"namespace {netns}");
        }

        facts.Add("journal", Journal(status.Journal));
        facts.Add("last change", status.LastChange is { } last ? Last(report, last) : "none yet");
        facts.Add("drift", status.Drift.Count == 0 ? "none: the kernel shows what is declared" : $"{Quantity.Count(status.Drift.Count, "object")}, below");
        facts.Paint((column, text) => column == 0 ? palette.Faint(text) : text).Write(report);

        report.Line();
        Kinds(report, status);
        foreach (string drift in status.Drift)
        {
            report.Line($"{palette.Bad("drift:")} {drift}");
        }

        if (status.PendingConfirm is { } pending)
        {
            report.Line($"{palette.Changed($"change #{pending.Change}")} is undone at {report.Time(pending.ConfirmBy)} unless you keep it: wire confirm");
        }

        foreach (string warning in status.Warnings)
        {
            report.Line($"{palette.Changed("warning:")} {warning}");
        }
    }

    private static string Daemon(Report report, DaemonView daemon) =>
        $"daemon {daemon.Pid} since {report.Time(daemon.Since)}, {Quantity.Bytes(daemon.ResidentBytes)}";

    private static string Journal(JournalView journal)
    {
        long behind = journal.Position - journal.Durable;
        string durable = behind == 0 ? "all durable" : $"{Quantity.Count(behind, "event")} on the way to the disk";
        return $"{journal.Directory}: @{journal.Position}, {durable}, {Quantity.Count(journal.Segments, "segment")}, {Quantity.Bytes(journal.Bytes)}";
    }

    private static string Last(Report report, LogEntryView last) =>
        $"{LogText.Id(last)} {report.Time(last.Time)} {last.Actor}: {last.Verb}{(last.Outcome is null ? "" : $", {last.Outcome}")}";

    private static void Kinds(Report report, StatusReply status)
    {
        Table kinds = new Table("KIND", "DECLARED", "LIVE").AlignRight(1, 2);
        foreach (string kind in status.Live.Keys.Union(status.Declared.Keys, StringComparer.Ordinal))
        {
            kinds.Add(kind, Number(status.Declared, kind), Number(status.Live, kind));
        }

        kinds.Write(report);
    }

    private static string Number(IReadOnlyDictionary<string, int> counts, string kind) =>
        counts.GetValueOrDefault(kind).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
