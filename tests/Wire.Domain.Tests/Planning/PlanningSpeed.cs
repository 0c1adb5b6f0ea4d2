using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using static Wire.Domain.Tests.Planning.Networks;

namespace Wire.Domain.Tests.Planning;

/// <summary>Planning grows with what is planned, not with its square, and healing with what is healed.</summary>
public sealed class PlanningSpeed
{
    [Fact]
    public void EightTimesTheObjectsDoNotTakeSixtyFourTimesTheTime()
    {
        TimeSpan few = PlansOf(1000, attempts: 5), many = PlansOf(8000, attempts: 2);

        Assert.True(many < few * 32, $"plans of 4000 objects took {few}, those of 32000 took {many}");
    }

    /// <summary>The time of three plans: all is made, nothing is to do, all is withdrawn. The best of several attempts, as others may have the processor.</summary>
    private static TimeSpan PlansOf(int units, int attempts)
    {
        Resource[] desired = [.. Units(units)];
        PlanRequest fromNothing = Request(desired, [], []);
        PlanRequest again = Request(desired, [.. desired.Select(Kernels)], [.. desired.OfType<Link>().Select(l => l.Reference)]);
        PlanRequest withdrawn = again with { Desired = ImmutableDictionary<ResourceKey, Declared>.Empty };
        TimeSpan best = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < attempts; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            Assert.Equal(4 * units, Planner.Plan(fromNothing).Changes.Length);
            Assert.True(Planner.Plan(again).IsEmpty);
            Assert.Equal(4 * units, Planner.Plan(withdrawn).Changes.Length);
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            best = taken < best ? taken : best;
        }
        return best;
    }

    [Fact]
    public void HealingOneAddressLooksAtFewLiveObjects()
    {
        Resource[] desired = [.. Units(1000)];
        ResourceKey lost = Address("b500", "10.1.244.1/24").Key;
        Counted live = new(new Topology(desired.Select(Kernels).Where(r => r.Key != lost)));
        PlanRequest request = Request(desired, [], [.. desired.OfType<Link>().Select(l => l.Reference)]) with
        {
            Live = live,
            Only = new HashSet<ResourceKey> { lost },
        };

        Assert.Equal(lost, Planner.Plan(request).Operations.Single().Key);
        Assert.InRange(live.Looks, 1, 20);
    }

    [Fact]
    public void HealingOneBridgeLooksThroughTheLiveLinksOnceForAnIndex()
    {
        Resource[] desired = [.. Units(1000)];
        Counted live = new(new Topology(desired.Select(Kernels).Where(r => r is not Bridge { Name: "b500" } and not Wire.Domain.Address { Link: "b500" })));
        PlanRequest request = Request(desired, [], [.. desired.OfType<Link>().Select(l => l.Reference)]) with
        {
            Live = live,
            Only = new HashSet<ResourceKey> { ResourceKey.Link("b500") },
        };

        Assert.Equal(2, Planner.Plan(request).Operations.Length);
        Assert.InRange(live.Looks, 3998, 4100);
    }

    /// <summary>A bridge, a pair with one end as its port, and an address.</summary>
    private static IEnumerable<Resource> Units(int count) => Enumerable.Range(0, count).SelectMany(i => new Resource[]
    {
        new Bridge { Name = $"b{i}", Up = true },
        new Veth { Name = $"p{i}", Peer = $"q{i}", Master = $"b{i}", Up = true },
        new Veth { Name = $"q{i}", Peer = $"p{i}", Up = true },
        Address($"b{i}", $"10.{i / 256}.{i % 256}.1/24"),
    });

    private static Resource Kernels(Resource declared, int i) => declared switch
    {
        Link link => link.Live((1u << 20) + (uint)i),
        Address address => address with { Protocol = Ownership.Protocol },
        _ => declared,
    };

    /// <summary>Counts each object that is looked at.</summary>
    private sealed class Counted(ITopology inner) : ITopology
    {
        public int Looks { get; private set; }

        public int Count => inner.Count;

        public IEnumerable<Resource> All => inner.All.Select(Look);

        public bool TryGet(ResourceKey key, [NotNullWhen(true)] out Resource? resource)
        {
            Looks++;
            return inner.TryGet(key, out resource);
        }

        public IEnumerable<Resource> DependentsOf(ResourceKey key) => inner.DependentsOf(key).Select(Look);

        private Resource Look(Resource resource)
        {
            Looks++;
            return resource;
        }
    }
}
