using Wire.Journal.Tests.Disk;
using static Wire.Journal.Tests.Torture.Ledger;

namespace Wire.Journal.Tests.Torture;

/// <summary>Everything that writes a journal's files.</summary>
internal static class Scenarios
{
    private const int CopiedTo = 15;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Of("appends one by one", stage => Lives(stage, Appends(8))),
        Of("groups of several batches", stage => Lives(stage, Groups(3, 4, -1))),
        Of("a segment is full", stage => Lives(stage, Appends(6, 1200))),
        Of("one group fills several segments", stage => Lives(stage, Groups(2, 6, 1300))),
        Of("batches of many sectors", stage => Lives(stage, Appends(3, 2500))),
        Of("opened and closed again and again", stage => Lives(stage, Appends(2), Appends(0), Groups(1, 2, -1), Appends(2, 1500))),
        Of("the same ids again, across segments and starts", stage => Lives(stage, Repeats(4, -1), Repeats(6, 900), Repeats(2, -1))),
        Of("a full disk, and room again", FullDisk),
        Of("a sync fails", FailingSync),
        new("opening after a loss of power", TornTail, stage => Lives(stage, Appends(2)), CheckJournal),
        new("opening after a kill that left a new segment", KilledInRoll, stage => Lives(stage, Appends(2)), CheckJournal),
        new("copy", Filled, stage => JournalCopy.CopyPrefix(Stage.Source, Stage.Copy, CopiedTo, stage.Disk), CheckCopy),
        new("archive", Filled, stage => JournalArchive.Archive(Stage.Source, DateTimeOffset.MaxValue, long.MaxValue, stage.Disk, pieceBytes: 4096, CancellationToken.None), CheckJournal),
        new("repair", Damaged, stage => JournalRepair.Repair(Stage.Source, Stage.Copy, TortureOptions.On(stage.Disk)), CheckRepair),
    ];

    private static Scenario Of(string name, Action<Stage> run) => new(name, _ => { }, run, CheckJournal);

    private static void Lives(Stage stage, params Action<Stage, EventJournal>[] lives)
    {
        foreach (var live in lives)
        {
            using var journal = stage.Open();
            stage.Ledger.Check(journal);
            live(stage, journal);
        }
    }

    private static Action<Stage, EventJournal> Appends(int count, int bytes = -1) => (stage, journal) =>
    {
        for (var i = 0; i < count; i++)
        {
            stage.Ledger.Append(journal, bytes);
        }
    };

    private static Action<Stage, EventJournal> Groups(int count, int batches, int bytes) => (stage, journal) =>
    {
        for (var group = 0; group < count; group++)
        {
            for (var i = 1; i < batches; i++)
            {
                stage.Ledger.Enqueue(journal, bytes);
            }

            stage.Ledger.Append(journal, bytes);
        }
    };

    private static Action<Stage, EventJournal> Repeats(int count, int bytes) => (stage, journal) =>
    {
        for (var i = 0; i < count; i++)
        {
            stage.Ledger.AppendAgain(journal);
            stage.Ledger.Append(journal, bytes);
            stage.Ledger.Enqueue(journal);
            stage.Ledger.AppendAgain(journal);
        }
    };

    private static void FullDisk(Stage stage)
    {
        using var journal = stage.Open();
        stage.Machine.Capacity = 25_000;
        var full = 0;
        for (var i = 0; i < 12; i++)
        {
            try
            {
                stage.Ledger.Append(journal, 1000);
            }
            catch (JournalFullException)
            {
                stage.Ledger.Refused();
                full++;
                stage.Machine.Capacity = full > 2 ? long.MaxValue : stage.Machine.Capacity;
            }
        }

        Require(full == 3, $"the disk was full {full} times");
    }

    private static void FailingSync(Stage stage)
    {
        foreach (var sync in new[] { 3, 6, 4 })
        {
            stage.Machine.FailSync = stage.Machine.Syncs + sync;
            Require(!Stage.Survives(() => Lives(stage, Groups(4, 2, 1500))) || stage.Machine.Syncs < stage.Machine.FailSync, "a failed sync went unnoticed");
            stage.Machine.ThrowIfStopped();
            stage.Machine.StartAfterKill(keepCrash: true);
        }
    }

    private static void Filled(Stage stage)
    {
        Lives(stage, Appends(8, 1300));
        stage.Before = stage.Files(Stage.Source);
        Require(stage.Before.Count > 2, "there is nothing to copy");
    }

    private static void Damaged(Stage stage)
    {
        Filled(stage);
        foreach (var (path, bytes) in stage.Before.Take(2))
        {
            stage.Machine.FileOf(path)[bytes.Length / 2] ^= 1;
        }

        stage.Before = stage.Files(Stage.Source);
    }

    private static void TornTail(Stage stage)
    {
        Lives(stage, Appends(2));
        stage.Machine.CrashAtOperation = stage.Machine.Operations + 2; // in the sync of the first group
        Require(!Stage.Survives(() => Lives(stage, Groups(1, 4, 700))), "the group was written");
        stage.Machine.StartAfterPowerLoss(PowerLoss.Garbles);
    }

    private static void KilledInRoll(Stage stage)
    {
        Require(!Stage.Survives(() =>
        {
            using var journal = stage.Open();
            while (!stage.Machine.Paths.Any(path => path.EndsWith(".new", StringComparison.Ordinal)))
            {
                stage.Ledger.Enqueue(journal, 1000);
            }

            stage.Machine.CrashAtOperation = stage.Machine.Operations + 5; // the old segment is sealed, the new one has no name
            stage.Ledger.Append(journal);
        }), "the segments were written");
        stage.Machine.StartAfterKill();
        Require(stage.Machine.Paths.Any(path => path.EndsWith(".new", StringComparison.Ordinal)), "there is no new segment");
    }

    /// <summary>It opens, has what it must have, goes on, and all of it is whole.</summary>
    private static void CheckJournal(Stage stage)
    {
        stage.Machine.Capacity = long.MaxValue;
        VerifyBeforeOpening(Stage.Source, stage.Disk);
        using (var journal = stage.Open())
        {
            stage.Ledger.Check(journal);
            stage.Ledger.Append(journal);
            stage.Ledger.Append(journal, 600);
        }

        using (var again = stage.Open())
        {
            Require(again.Recovery.CutBytes == 0, "a closed journal has a torn tail");
            stage.Ledger.Check(again);
        }

        var report = JournalVerifier.Verify(Stage.Source, stage.Disk);
        Require(report is { IsWhole: true, TornBytes: 0 }, $"the verifier found {string.Join("; ", report.Damage)}");
    }

    private static void CheckCopy(Stage stage)
    {
        CheckSource(stage);
        if (IsThere(stage))
        {
            var copy = stage.Files(Stage.Copy);
            Require(copy.Zip(stage.Before).All(pair => pair.First.Bytes.AsSpan().SequenceEqual(pair.Second.Bytes.AsSpan(0, pair.First.Bytes.Length))), "the copy differs");
            Require(JournalVerifier.Verify(Stage.Copy, stage.Disk) is { IsWhole: true, TornBytes: 0, LastPosition: >= CopiedTo }, "the copy is not all of it");
        }
    }

    private static void CheckRepair(Stage stage)
    {
        CheckSource(stage);
        if (IsThere(stage))
        {
            var report = JournalVerifier.Verify(Stage.Copy, stage.Disk);
            Require(report.IsWhole && report.Gaps.Count == 2, $"the verifier found {string.Join("; ", report.Damage)}");
            var last = stage.Before[^1].Path;
            Require(report.LastPosition > long.Parse(Path.GetFileNameWithoutExtension(last), System.Globalization.CultureInfo.InvariantCulture), "the repair ends too early");
            TortureOptions.Open(Stage.Copy, stage.Disk).Dispose();
        }
    }

    private static void CheckSource(Stage stage) =>
        Require(stage.Files(Stage.Source).Zip(stage.Before).All(pair => pair.First.Path == pair.Second.Path && pair.First.Bytes.AsSpan().SequenceEqual(pair.Second.Bytes)), "the source was changed");

    /// <summary>A copy is there, or is none, or says itself that it was not finished.</summary>
    private static bool IsThere(Stage stage)
    {
        try
        {
            using var reader = JournalReader.Open(Stage.Copy, stage.Disk);
            return true;
        }
        catch (Exception error) when (error is JournalNotFoundException or JournalUnfinishedException)
        {
            return false;
        }
    }
}
