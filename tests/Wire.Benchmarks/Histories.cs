using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Wire.Domain;
using Wire.Journal;
using Wire.Projections;

namespace Wire.Benchmarks;

/// <summary>A long life of a network: opened, read, and folded into what a plan is made from.</summary>
internal static class Histories
{
    private const int BatchEvents = 100;

    /// <summary>Links that come, and then change their MTU again and again.</summary>
    public static void Write(int events, int objects, string directory)
    {
        using EventJournal journal = EventJournal.Open(directory);
        List<NewEvent> batch = [];
        for (int i = 0; i < events; i++)
        {
            Bridge link = new() { Name = $"br{i % objects}", Index = (uint)(1000 + (i % objects)), Mtu = (uint)(1500 + (i / objects % 7000)), Up = true, Master = "" };
            ArrayBufferWriter<byte> payload = new();
            StoredEventName name = EventCodec.Encode(new ResourceObserved(link, ObservationCause.Kernel), payload);
            batch.Add(new("kernel", name.Name, name.Version, payload.WrittenMemory));
            if (batch.Count == BatchEvents || i == events - 1)
            {
                journal.Enqueue(new() { Actor = "kernel", Source = "netlink", Events = [.. batch] });
                batch.Clear();
            }
        }
        journal.WaitDurableAsync(journal.LastPosition).GetAwaiter().GetResult();
    }

    /// <summary>Prints "EVENTS OPEN_MS READ_US FOLD_US RESIDENT_BYTES": reading and folding an event, and the memory at the end of it.</summary>
    public static void Measure(string directory)
    {
        long started = Stopwatch.GetTimestamp();
        EventJournal.Open(directory).Dispose();
        double openMs = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        using JournalReader reader = JournalReader.Open(directory);
        long events = 0;
        started = Stopwatch.GetTimestamp();
        foreach (RecordedEvent recorded in reader.Read())
        {
            events += recorded.Payload.Length > 0 ? 1 : 0;
        }
        double readUs = Stopwatch.GetElapsedTime(started).TotalMicroseconds / events;
        NodeState state = new();
        started = Stopwatch.GetTimestamp();
        reader.Read().Fold(state);
        double foldUs = Stopwatch.GetElapsedTime(started).TotalMicroseconds / events;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{events} {openMs:F1} {readUs:F3} {foldUs:F3} {Environment.WorkingSet}"));
        GC.KeepAlive(state);
    }
}
