using System.Globalization;
using Wire.Host.Api;
using Wire.Journal;

namespace Wire.Host.Cli.Render;

/// <summary>What the journal's files are, and what is wrong with them.</summary>
internal static class JournalText
{
    public static void Write(Report report, VerificationReport found)
    {
        foreach (JournalFinding damage in found.Damage)
        {
            report.Line($"{report.Palette.Bad("damaged:")} {damage}");
        }

        Lost(report, "lost before:", found.Gaps);
        if (found.TornBytes > 0)
        {
            report.Line($"{report.Palette.Changed("torn:")} {Quantity.Bytes(found.TornBytes)} at the end were never acknowledged; the next start cuts them");
        }

        string verdict = found.IsWhole ? report.Palette.Good("whole") : report.Palette.Bad($"{Quantity.Count(found.Damage.Count, "place")} damaged");
        report.Line($"journal {found.JournalId}: {verdict}");
        report.Line($"{Quantity.Count(found.Events, "event")} in {Quantity.Count(found.Batches, "batch").Replace("batchs", "batches", StringComparison.Ordinal)} and {Quantity.Count(found.Segments, "segment")}, {Quantity.Bytes(found.Bytes)}, up to @{found.LastPosition}");
        report.Line($"last hash {found.LastHash}");
    }

    public static void Write(Report report, JournalStatReply stat)
    {
        Table facts = new();
        facts.Add("journal", stat.Id.ToString());
        facts.Add("size", $"{Quantity.Bytes(stat.Bytes)} in {Quantity.Count(stat.Segments, "segment")}{(stat.Archived > 0 ? $", {stat.Archived} archived" : "")}");
        facts.Add("events", stat.Events.ToString(CultureInfo.InvariantCulture));
        facts.Add("batches", stat.Batches.ToString(CultureInfo.InvariantCulture));
        facts.Add("last", $"@{stat.LastPosition}");
        facts.Add("from", stat.FirstTime is { } first ? report.Time(first) : "-");
        facts.Add("to", stat.LastTime is { } last ? report.Time(last) : "-");
        facts.Add("last hash", stat.LastHash);
        facts.Write(report);
        report.Line();
        Table streams = new Table("STREAM", "EVENTS").AlignRight(1);
        foreach ((string name, long events) in stat.Streams)
        {
            streams.Add(name, events.ToString(CultureInfo.InvariantCulture));
        }

        streams.Write(report);
    }

    public static void Write(Report report, RepairReport done)
    {
        foreach (JournalFinding damage in done.Damage)
        {
            report.Line($"{report.Palette.Bad("damaged:")} {damage}");
        }

        Lost(report, "lost:", done.Lost);
        report.Line($"Saved {Quantity.Count(done.KeptEvents, "event")}, up to @{done.LastPosition}.");
    }

    public static void Write(Report report, ArchiveReport done) => report.Line(done.Segments == 0
        ? "Nothing to archive: no segment is full, as old as that and behind a checkpoint."
        : $"Archived {Quantity.Count(done.Segments, "segment")}, up to @{done.LastPosition}: {Quantity.Bytes(done.BytesBefore)} became {Quantity.Bytes(done.BytesAfter)}.");

    private static void Lost(Report report, string label, IEnumerable<LostPositions> lost)
    {
        foreach (LostPositions positions in lost)
        {
            string last = positions.LastPosition is { } known ? $"@{known}" : "an unknown end";
            report.Line($"{report.Palette.Bad(label)} @{positions.FirstPosition} to {last}: {positions.Why}");
        }
    }
}
