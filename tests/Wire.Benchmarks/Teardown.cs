using System.Collections.Immutable;
using System.Diagnostics;
using Wire.Domain;
using Wire.Kernel;

namespace Wire.Benchmarks;

/// <summary>All bridges and veth pairs of a namespace deleted by one plan's worth of operations.</summary>
internal static class Teardown
{
    /// <summary>Prints the links and milliseconds.</summary>
    public static void Measure(string netns)
    {
        RealNetlink kernel = new(netns);
        using KernelMonitor monitor = KernelMonitor.Open(kernel);
        ImmutableArray<Link> links = [.. monitor.Dump(out _).OfType<Link>().Where(l => l is Bridge || (l is Veth { Peer: { } peer } && string.CompareOrdinal(l.Name, peer) < 0))];
        ImmutableArray<Operation> operations = [.. links.Select((l, i) => new Operation(i, OperationVerb.Delete, l, null, null, [], null))];
        using KernelExecutor executor = KernelExecutor.Open(kernel);
        long start = Stopwatch.GetTimestamp();
        using Prepared prepared = executor.Prepare(operations, links.ToDictionary(l => l.Reference, l => l.Index!.Value));
        ExecutionResult result = executor.Execute(prepared);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (result.Refused is { } refused)
        {
            throw new InvalidOperationException($"{operations[refused.Index].Subject.Title}: {refused.Refusal}");
        }
        Console.WriteLine(FormattableString.Invariant($"{links.Length} {elapsed:F1}"));
    }
}
