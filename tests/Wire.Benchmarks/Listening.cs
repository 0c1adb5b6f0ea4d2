using System.Diagnostics;
using Wire.Domain;
using Wire.Kernel;

namespace Wire.Benchmarks;

/// <summary>Events that another program causes, as fast as it can: how many arrive, and what an event costs up to the journal's door.</summary>
internal static class Listening
{
    private const int IdleMs = 2_000;

    /// <summary>
    /// Says "ready", then counts route events until <paramref name="count"/> are there or none come any more, and prints: events,
    /// overruns, milliseconds from the first to the last, microseconds of CPU an event.
    /// </summary>
    public static void Measure(int count, string netns)
    {
        RealNetlink kernel = new(netns);
        using KernelMonitor monitor = KernelMonitor.Open(kernel);
        Requests.CauseEvents(kernel, monitor.Dump(out _));
        List<Observation> into = new(8192);
        while (monitor.Receive(into, 100, out _))
        {
        }
        Console.WriteLine("ready");
        int events = 0, overruns = 0;
        long first = 0, last = 0;
        TimeSpan cpuAtFirst = default;
        while (events < count && (last == 0 || Stopwatch.GetElapsedTime(last).TotalMilliseconds < IdleMs))
        {
            into.Clear();
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            monitor.Receive(into, IdleMs, out bool overrun);
            overruns += overrun ? 1 : 0;
            if (into.Count == 0)
            {
                continue;
            }
            last = Stopwatch.GetTimestamp();
            if (first == 0)
            {
                (first, cpuAtFirst) = (last, cpu);
            }
            events += into.Count(o => o.Resource is Route);
        }
        double cost = (Environment.CpuUsage.TotalTime - cpuAtFirst).TotalMicroseconds / Math.Max(events, 1);
        Console.WriteLine(FormattableString.Invariant($"{events} {overruns} {Stopwatch.GetElapsedTime(first, last).TotalMilliseconds:F1} {cost:F2}"));
    }
}
