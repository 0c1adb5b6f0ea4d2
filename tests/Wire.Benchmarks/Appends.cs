using System.Diagnostics;
using System.Globalization;
using Wire.Journal;

namespace Wire.Benchmarks;

/// <summary>Durable appends: each caller waits for the disk before its next one.</summary>
internal static class Appends
{
    private const int PayloadBytes = 200;

    /// <summary>Prints "US_PER_EVENT P50_US P99_US BYTES_PER_EVENT": time and garbage an event, and how long an append took.</summary>
    public static void Measure(int callers, int batchEvents, int events, string directory)
    {
        NewBatch batch = BatchOf(batchEvents);
        int each = Math.Max(1, events / callers / batchEvents);
        using EventJournal journal = EventJournal.Open(directory);
        Run(journal, batch, callers, Math.Max(1, each / 10));
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        double[] took = Run(journal, batch, callers, each);
        double us = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        long garbage = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        double count = (double)each * callers * batchEvents;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{us / count:F3} {took[took.Length / 2]:F1} {took[(int)(took.Length * 0.99)]:F1} {garbage / count:F1}"));
    }

    public static NewBatch BatchOf(int events)
    {
        byte[] payload = new byte[PayloadBytes];
        new Random(1).NextBytes(payload);
        return new() { Actor = "bench", Source = "bench", Events = [.. Enumerable.Repeat(new NewEvent("bench", "bench.happened", 1, payload), events)] };
    }

    /// <summary>Microseconds of each append, in order.</summary>
    private static double[] Run(EventJournal journal, NewBatch batch, int callers, int each)
    {
        double[] took = new double[callers * each];
        Task[] tasks = [.. Enumerable.Range(0, callers).Select(caller => callers == 1 ? AppendAsync(journal, batch, took.AsMemory()) : Task.Run(() => AppendAsync(journal, batch, took.AsMemory(caller * each, each))))];
        Task.WaitAll(tasks);
        Array.Sort(took);
        return took;
    }

    private static async Task AppendAsync(EventJournal journal, NewBatch batch, Memory<double> took)
    {
        for (int i = 0; i < took.Length; i++)
        {
            long started = Stopwatch.GetTimestamp();
            await journal.AppendAsync(batch).ConfigureAwait(false);
            took.Span[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }
    }
}
