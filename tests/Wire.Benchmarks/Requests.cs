using System.Collections.Immutable;
using System.Diagnostics;
using Wire.Domain;
using Wire.Kernel;

namespace Wire.Benchmarks;

/// <summary>Objects of one kind made in a namespace that has what they need: the executor alone, from operations to acknowledgements.</summary>
internal static class Requests
{
    private const uint FirstIndex = 1 << 20;

    /// <summary>Objects made and deleted before the clock runs: every method is compiled then, as it is in the program.</summary>
    private const int WarmUpObjects = 8;

    /// <summary>Prints microseconds an object: to put the requests together, and to have them carried out.</summary>
    public static void Measure(string kind, int count, string netns)
    {
        RealNetlink kernel = new(netns);
        Dictionary<string, uint> indexes = [];
        using (KernelMonitor monitor = KernelMonitor.Open(kernel))
        {
            // Closed before the clock runs: nobody listens while the floor and ip(8) are timed either.
            Note(monitor.Dump(out _), indexes);
        }
        ImmutableArray<Operation> operations = [.. Enumerable.Range(0, count).Select(i => Creation(kind, i, indexes))];
        using KernelExecutor executor = KernelExecutor.Open(kernel);
        MakeAndDelete(executor, operations[..WarmUpObjects], indexes);
        GC.Collect();

        (TimeSpan preparing, TimeSpan executing) = Run(executor, operations, indexes);
        Console.WriteLine(FormattableString.Invariant($"{preparing.TotalMicroseconds / count:F3} {executing.TotalMicroseconds / count:F3}"));
    }

    /// <summary>One route, made and deleted: so that somebody who listens has heard each sort of event once.</summary>
    public static void CauseEvents(RealNetlink kernel, IEnumerable<Resource> present)
    {
        Dictionary<string, uint> indexes = [];
        Note(present, indexes);
        using KernelExecutor executor = KernelExecutor.Open(kernel);
        MakeAndDelete(executor, [new(0, OperationVerb.Create, null, new Route { Prefix = Prefix(0xc0000201u), Dev = "lo" }, null, [], null)], indexes);
    }

    private static void Note(IEnumerable<Resource> present, Dictionary<string, uint> indexes)
    {
        foreach (Link link in present.OfType<Link>())
        {
            indexes[link.Reference] = link.Index!.Value;
        }
    }

    private static void MakeAndDelete(KernelExecutor executor, ImmutableArray<Operation> creations, Dictionary<string, uint> indexes)
    {
        Run(executor, creations, indexes);
        Run(executor, [.. creations.Select(c => c.Inverse())], indexes);
    }

    private static (TimeSpan Preparing, TimeSpan Executing) Run(KernelExecutor executor, ImmutableArray<Operation> operations, Dictionary<string, uint> indexes)
    {
        long start = Stopwatch.GetTimestamp();
        using Prepared prepared = executor.Prepare(operations, indexes);
        TimeSpan preparing = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        ExecutionResult result = executor.Execute(prepared);
        TimeSpan executing = Stopwatch.GetElapsedTime(start);

        if (result.Refused is { } refused)
        {
            throw new InvalidOperationException($"{operations[refused.Index].Subject.Title}: {refused.Refusal}");
        }
        return (preparing, executing);
    }

    private static Operation Creation(string kind, int i, Dictionary<string, uint> indexes)
    {
        (Resource resource, Resource? companion) = Object(kind, i);
        if (resource is Link link)
        {
            resource = link with { Index = Numbered(link, 2 * i, indexes) };
        }
        if (companion is Link other)
        {
            companion = other with { Index = Numbered(other, (2 * i) + 1, indexes) };
        }
        return new(i, OperationVerb.Create, null, resource, companion, [], null);
    }

    private static uint Numbered(Link link, int i, Dictionary<string, uint> indexes) => indexes[link.Reference] = FirstIndex + (uint)i;

    /// <summary>The same objects as the floor makes of that word.</summary>
    private static (Resource Resource, Resource? Companion) Object(string kind, int i) => kind switch
    {
        "bridge" => (new Bridge { Name = $"br{i}" }, null),
        "veth" => (new Veth { Name = $"v{i}", Peer = $"p{i}" }, new Veth { Name = $"p{i}", Peer = $"v{i}" }),
        "vxlan" => (new Vxlan { Name = $"x{i}", Vni = (uint)(1000 + i), Port = 4789 }, null),
        "addr4one" => (new Address { Link = "b0", Prefix = new(V4(0x0a000001u + ((uint)i << 8)), 24) }, null),
        "route4" => (new Route { Prefix = Prefix(0x64000000u + (uint)i), Via = V4(0x0a000002u), Dev = "b0" }, null),
        "fdb" => (new FdbEntry { Mac = MacAddress.FromBytes([2, 0, (byte)(i >> 24), (byte)(i >> 16), (byte)(i >> 8), (byte)i]), Dev = "v0" }, null),
        "rule4" => (new Rule { Priority = (uint)(1000 + i), Family = 2, From = Prefix(0x0b000000u + (uint)i), Table = 100 }, null),
        _ => throw new ArgumentException($"no objects of kind '{kind}'", nameof(kind)),
    };

    private static IpAddr V4(uint bits) => IpAddr.FromBytes([(byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]);

    private static IpPrefix Prefix(uint bits) => new(V4(bits), 32);
}
