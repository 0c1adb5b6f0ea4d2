using System.Collections.Immutable;
using CsCheck;

namespace Wire.Domain.Tests.Planning;

/// <summary>What holds for every pair of a desired and a live network. A failure prints the seed that repeats it.</summary>
public sealed class PlanProperties
{
    private const int Runs = 300;

    private static readonly Gen<(ImmutableDictionary<ResourceKey, Declared> First, (int What, int Which)[] Drift, ImmutableDictionary<ResourceKey, Declared> Then, int Cut)> Cases =
        Gen.Select(RandomNetworks.Desired, RandomNetworks.Drift, RandomNetworks.Desired, Gen.Int[0, 1000]);

    [Fact]
    public void ExecutedPlanLeavesNothingToDoAndIsNeverRefused() => Cases.Sample(c =>
    {
        ModelKernel kernel = Lived(c.First, c.Drift);
        Settle(kernel, c.Then);
    }, iter: Runs, print: Print);

    [Fact]
    public void ForeignObjectsSurviveUnlessTheyHangOnWhatGoes() => Cases.Sample(c =>
    {
        ModelKernel kernel = Lived(c.First, c.Drift);
        List<Resource> foreign = [.. kernel.State.All.Where(r => r is Link { Name: "eth0" or "eth1" or "guest" } or Vlan { Id: 4000 } or Address { Protocol: 0 })];
        Plan plan = Settle(kernel, c.Then);
        HashSet<ResourceKey> gone = [.. plan.Operations.Where(o => o.Verb == OperationVerb.Delete).SelectMany(o => o.Companion is { } other ? new[] { o.Key, other.Key } : [o.Key])];
        Assert.All(foreign, f => Assert.True(
            kernel.State.TryGet(f.Key, out _) || f.Dependencies.Any(gone.Contains), $"{f.Title} is lost"));
    }, iter: Runs, print: Print);

    [Fact]
    public void ForeignPortStaysInARecreatedBridge() => Cases.Sample(c =>
    {
        ModelKernel kernel = Lived(c.First, c.Drift);
        string? master = ((Link)Get(kernel, ResourceKey.Link("guest"))!).Master;
        Settle(kernel, c.Then);
        bool asked = c.Then.ContainsKey(ResourceKey.Link("guest")) || c.First.ContainsKey(ResourceKey.Link("guest"));
        bool there = master is { Length: > 0 } && c.Then.TryGetValue(ResourceKey.Link(master), out Declared? declared) && declared.Resource is Bridge;
        Assert.True(asked || !there || ((Link)Get(kernel, ResourceKey.Link("guest"))!).Master == master);
    }, iter: Runs, print: Print);

    [Fact]
    public void PrefixAndItsInversesLeaveWireAsItWas() => Cases.Sample(c =>
    {
        ModelKernel kernel = Lived(c.First, c.Drift);
        string before = Owned(kernel);
        Plan plan = Plan(kernel, c.Then);
        List<Operation> done = [.. plan.Operations.Take(c.Cut % (plan.Operations.Length + 1))];
        done.ForEach(kernel.Execute);
        foreach (Operation inverse in Rollback.Of(done))
        {
            kernel.Execute(inverse);
        }
        Assert.Equal(before, Owned(kernel));
    }, iter: Runs, print: Print);

    [Fact]
    public void OrderOfTheInputsHasNoMeaning() => Cases.Sample(c =>
    {
        ModelKernel kernel = Lived(c.First, c.Drift);
        PlanRequest request = Request(kernel, c.Then);
        Plan plan = Planner.Plan(request);
        Plan again = Planner.Plan(request with
        {
            Desired = new Dictionary<ResourceKey, Declared>(c.Then.Reverse()),
            Live = new Topology(kernel.State.All.Reverse()),
            OwnedLinks = new HashSet<string>(kernel.OwnedLinks.Reverse()),
        });
        Assert.Equal(plan.Transcript(), again.Transcript());
    }, iter: Runs, print: Print);

    [Fact]
    public void HealingOnlyWhatVanishedHealsAll() => Cases.Sample(c =>
    {
        ModelKernel kernel = Lived(c.Then, []);
        List<Resource> ours = [.. kernel.State.All.Where(r => Request(kernel, c.Then).IsOurs(r)).OrderBy(r => r.Key)];
        if (ours.Count == 0)
        {
            return;
        }
        Resource victim = ours[c.Cut % ours.Count];
        List<ResourceKey> before = [.. kernel.State.All.Select(r => r.Key)];
        kernel.Delete(victim.Key);
        HashSet<ResourceKey> only = victim is Link ? [victim.Key] : [.. before.Where(k => !kernel.State.TryGet(k, out _))];
        Execute(kernel, Planner.Plan(Request(kernel, c.Then) with { Only = only }));
        Assert.Equal("Nothing to do.\n", PlanText.Render(Plan(kernel, c.Then)));
    }, iter: Runs, print: Print);

    [Fact]
    public void FitsIsThePlannersOwnOpinion() => Cases.Sample(c =>
    {
        ModelKernel kernel = Lived(c.First, c.Drift);
        Plan plan = Plan(kernel, c.Then);
        bool fits = c.Then.Values.All(d => Planner.Fits(d, kernel.State));
        Assert.True(fits || !plan.IsEmpty);
        Assert.True(!fits || plan.Changes.All(p => p.Mark == ChangeMark.Delete || p.Origin is null));
    }, iter: Runs, print: Print);

    private static ModelKernel Lived(ImmutableDictionary<ResourceKey, Declared> desired, (int What, int Which)[] drift)
    {
        ModelKernel kernel = new(RandomNetworks.Hardware);
        Settle(kernel, desired);
        RandomNetworks.Apply(kernel, drift);
        return kernel;
    }

    private static Plan Settle(ModelKernel kernel, ImmutableDictionary<ResourceKey, Declared> desired)
    {
        Plan plan = Plan(kernel, desired);
        Execute(kernel, plan);
        Assert.Equal("Nothing to do.\n", PlanText.Render(Plan(kernel, desired)));
        return plan;
    }

    private static void Execute(ModelKernel kernel, Plan plan)
    {
        Assert.Empty(plan.Conflicts);
        foreach (Operation operation in plan.Operations)
        {
            kernel.Execute(operation);
        }
    }

    private static Plan Plan(ModelKernel kernel, ImmutableDictionary<ResourceKey, Declared> desired) => Planner.Plan(Request(kernel, desired));

    private static PlanRequest Request(ModelKernel kernel, ImmutableDictionary<ResourceKey, Declared> desired) => new()
    {
        Desired = desired,
        Live = kernel.State,
        OwnedLinks = kernel.OwnedLinks,
        OwnedObjects = kernel.OwnedObjects,
        Baselines = ImmutableDictionary<ResourceKey, Resource>.Empty,
    };

    private static Resource? Get(ModelKernel kernel, ResourceKey key) => kernel.State.TryGet(key, out Resource? found) ? found : null;

    /// <summary>All of Wire's objects with all that can be asked of them, and where each port is.</summary>
    private static string Owned(ModelKernel kernel)
    {
        PlanRequest request = Request(kernel, ImmutableDictionary<ResourceKey, Declared>.Empty);
        // A bond opens the ports that it is given, also one that somebody had set down.
        bool Opened(Resource r) => r is Link { Master: { Length: > 0 } master } && Get(kernel, ResourceKey.Link(master)) is Bond;
        IEnumerable<string> ours = kernel.State.All.Where(request.IsOurs).OrderBy(r => r.Key)
            .Select(r => r.Title + string.Concat(r.Kind.Attributes.Where(a => a.Mutability != Mutability.Observed && a.IsSet(r) && a.Format(r) != a.Default && !(a.Name == "up" && Opened(r))).Select(a => $" {a.Name} {a.Format(r)}")));
        IEnumerable<string> ports = kernel.State.All.OfType<Link>().Where(l => l.Master is { Length: > 0 }).Select(l => $"{l.Name} in {l.Master}").Order(StringComparer.Ordinal);
        return string.Join('\n', ours.Concat(ports));
    }

    private static string Print((ImmutableDictionary<ResourceKey, Declared> First, (int What, int Which)[] Drift, ImmutableDictionary<ResourceKey, Declared> Then, int Cut) c) =>
        $"""

        first
        {Text(c.First)}
        drift {string.Join(' ', c.Drift)}
        then
        {Text(c.Then)}
        cut {c.Cut}
        """;

    private static string Text(ImmutableDictionary<ResourceKey, Declared> desired) => PlanText.Render(StateDiff.Between([], desired.Values.Select(d => d.Resource)));
}
