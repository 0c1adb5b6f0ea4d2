using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using static Wire.Journal.Tests.Processes.RealDisk;

namespace Wire.Journal.Tests.Processes;

/// <summary>Jobs of a process with mounts of its own. Each prints what it saw, and ends with an exception when that is wrong.</summary>
internal static class RealDiskJobs
{
    private static readonly JournalOptions _options = new() { SegmentBytes = 512 * 1024, ReservedBytes = 64 * 1024 };

    /// <summary>How long a job may take: seconds, or as long as <c>ops/test torture</c> was told.</summary>
    public static TimeSpan Time { get; } = Environment.GetEnvironmentVariable("WIRE_TORTURE_MINUTES") is { } minutes
        ? TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture))
        : TimeSpan.FromSeconds(8);

    public static async Task FillAndRecover(string directory)
    {
        Run("mount", "-t", "tmpfs", "-o", "size=1m", "wire-journal-test", directory);
        var folder = Path.Combine(directory, "journal");
        await FailingDiskTests.FillAndRecover(
            folder, new JournalOptions { SegmentBytes = 256 * 1024 }, () => Run("mount", "-o", "remount,size=4m", directory)).ConfigureAwait(false);
        Require(JournalVerifier.Verify(folder).IsWhole, "the journal is damaged");
        ChildJobs.Print("refused, and went on");
    }

    public static void GoReadOnlyAndComeBack(string directory)
    {
        var disk = new RealDisk(directory);
        var folder = Path.Combine(disk.Folder, "journal");
        var acknowledged = new ConcurrentDictionary<long, Guid>();
        using (var journal = EventJournal.Open(folder, _options))
        {
            var load = Load(disk, journal, acknowledged);
            Thread.Sleep(100);
            disk.GoReadOnly();
            ChildJobs.Print(EndOf(load));
            try
            {
                EventJournal.Open(Path.Combine(disk.Folder, "another")).Dispose();
            }
            catch (IOException error)
            {
                ChildJobs.Print(error.Message);
            }

            // Questions are still answered.
            using var reader = journal.OpenReader();
            Check(reader, acknowledged);
        }

        disk.Repair();
        using var again = EventJournal.Open(folder, _options);
        using (var reader = again.OpenReader())
        {
            Check(reader, acknowledged);
        }

        again.AppendAsync(Batches.Of("it goes on")).AsTask().GetAwaiter().GetResult();
        Require(JournalVerifier.Verify(folder).IsWhole, "the journal is damaged");
        ChildJobs.Print($"whole {acknowledged.Count}");
    }

    public static void LosePowerAgainAndAgain(string directory)
    {
        var disk = new RealDisk(directory);
        var folder = Path.Combine(disk.Folder, "journal");
        var acknowledged = new ConcurrentDictionary<long, Guid>();
        var (watch, round, cut) = (Stopwatch.StartNew(), 0, 0L);
        for (; watch.Elapsed < Time; round++)
        {
            if (new DriveInfo(disk.Folder).AvailableFreeSpace < 8 * 1024 * 1024)
            {
                Directory.Delete(folder, recursive: true);
                acknowledged.Clear();
            }

            using (var journal = EventJournal.Open(folder, _options))
            {
                cut += journal.Recovery.CutBytes;
                using (var reader = journal.OpenReader())
                {
                    Check(reader, acknowledged);
                }

                var load = Load(disk, journal, acknowledged);
                Thread.Sleep(Random.Shared.Next(60));
                disk.LosePower();
                if (round == 0)
                {
                    ChildJobs.Print(EndOf(load));
                }
                else
                {
                    EndOf(load);
                }
            }

            disk.Repair();
        }

        EventJournal.Open(folder, _options).Dispose();
        Require(JournalVerifier.Verify(folder).IsWhole, "the journal is damaged");
        using var last = JournalReader.Open(folder);
        Check(last, acknowledged);
        ChildJobs.Print($"whole {acknowledged.Count} {round} {cut}");
    }

    /// <summary>Four callers that append, and note what is acknowledged, until the journal ends.</summary>
    private static Task[] Load(RealDisk disk, EventJournal journal, ConcurrentDictionary<long, Guid> acknowledged) =>
    [
        .. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var id = Guid.CreateVersion7();
                journal.Enqueue(Batches.Of("observed", 100));
                var result = await journal.AppendAsync(Batches.Of($"{id}", Random.Shared.Next(3000)) with { Id = id }).ConfigureAwait(false);
                if (!disk.IsDown)
                {
                    acknowledged[result.FirstPosition] = id;
                }
            }
        })),
    ];

    /// <summary>What all callers are told when the disk fails.</summary>
    private static string EndOf(Task[] load)
    {
        try
        {
            Task.WaitAll(load);
            throw new InvalidOperationException("the load ended by itself");
        }
        catch (AggregateException errors) when (errors.InnerExceptions.All(error => error is JournalPoisonedException))
        {
            return errors.InnerExceptions[0].Message;
        }
    }

    private static void Check(JournalReader reader, ConcurrentDictionary<long, Guid> acknowledged)
    {
        var seen = reader.Read().ToDictionary(e => e.Position, e => e.Batch);
        foreach (var (position, id) in acknowledged)
        {
            Require(seen.TryGetValue(position, out var batch) && batch == id, $"position {position} was acknowledged, and is lost");
        }
    }
}
