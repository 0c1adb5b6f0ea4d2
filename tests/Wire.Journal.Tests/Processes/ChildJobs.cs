using System.Globalization;

namespace Wire.Journal.Tests.Processes;

/// <summary>What a child process does.</summary>
internal static class ChildJobs
{
    public const string Load = "load";
    public const string Hold = "hold";
    public const string Echo = "echo";
    public const string FullDisk = "full disk";
    public const string ReadOnlyDisk = "read-only disk";
    public const string PowerLosses = "power losses";

    private static readonly Lock Printing = new();

    public static void Run(string job, string directory)
    {
        switch (job)
        {
            case Load:
                AppendForEver(directory);
                break;
            case Hold:
                using (EventJournal.Open(directory))
                {
                    Print("open");
                    Thread.Sleep(Timeout.Infinite);
                }

                break;
            case Echo:
                EchoEvents(directory).GetAwaiter().GetResult();
                break;
            case FullDisk:
                RealDiskJobs.FillAndRecover(directory).GetAwaiter().GetResult();
                break;
            case ReadOnlyDisk:
                RealDiskJobs.GoReadOnlyAndComeBack(directory);
                break;
            case PowerLosses:
                RealDiskJobs.LosePowerAgainAndAgain(directory);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(job), job, null);
        }
    }

    /// <summary>Four callers append and print each position once it is acknowledged; a fifth enqueues.</summary>
    private static void AppendForEver(string directory)
    {
        var journal = EventJournal.Open(directory, new JournalOptions { SegmentBytes = 512 * 1024 });
        Print($"open {journal.LastPosition} {journal.Recovery.CutBytes}");
        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var id = Guid.CreateVersion7();
                var result = await journal.AppendAsync(Batches.Of($"{id}", Random.Shared.Next(3000)) with { Id = id }).ConfigureAwait(false);
                Print($"{result.FirstPosition} {id}");
            }
        }));
        var observer = Task.Run(async () =>
        {
            while (true)
            {
                journal.Enqueue(Batches.Of("observed", 100));
                await Task.Delay(1).ConfigureAwait(false);
            }
        });
        Task.WaitAll([.. callers, observer]);
    }

    /// <summary>Prints each event of a journal that another process writes.</summary>
    private static async Task EchoEvents(string directory)
    {
        using var reader = JournalReader.Open(directory);
        Print("open");
        await foreach (var e in reader.SubscribeAsync(1, CancellationToken.None).ConfigureAwait(false))
        {
            Print(string.Create(CultureInfo.InvariantCulture, $"{e.Position} {e.Batch}"));
        }
    }

    public static void Print(string line)
    {
        lock (Printing)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
