using System.Diagnostics;
using Wire.Domain;
using Wire.Kernel;

namespace Wire.Benchmarks;

/// <summary>All that a namespace has, listed and decoded into resources.</summary>
internal static class Listings
{
    private const int Rounds = 5;

    /// <summary>Prints the routes found and the milliseconds of the median round and the bytes it allocated for each route.</summary>
    public static void Measure(string netns)
    {
        List<double> rounds = [];
        int routes = 0;
        long bytes = 0;
        using KernelMonitor monitor = KernelMonitor.Open(new RealNetlink(netns));
        for (int i = 0; i < Rounds; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            long start = Stopwatch.GetTimestamp();
            IReadOnlyList<Resource> found = monitor.Dump(out _);
            rounds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            routes = found.Count(r => r is Route);
        }
        rounds.Sort();
        Console.WriteLine(FormattableString.Invariant($"{routes} {rounds[Rounds / 2]:F2} {bytes / Math.Max(routes, 1)}"));
    }
}
