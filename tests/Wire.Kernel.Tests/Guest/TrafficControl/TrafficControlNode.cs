using System.Collections.Immutable;
using System.Text;
using Wire.Domain;

namespace Wire.Kernel.Tests.Guest.TrafficControl;

/// <summary>Wire's language, planner, executor and listings in a test's namespace, and a memory of what it made, without a journal.</summary>
internal sealed class TrafficControlNode : IDisposable
{
    private readonly RealNetlink _kernel;
    private readonly KernelExecutor _executor;
    private readonly HashSet<ResourceKey> _made = [];

    public TrafficControlNode(GuestNetns netns)
    {
        _kernel = new RealNetlink(netns.Name);
        _executor = KernelExecutor.Open(_kernel);
    }

    public KernelMonitor OpenMonitor() => KernelMonitor.Open(_kernel);

    public Topology Look()
    {
        using KernelMonitor monitor = OpenMonitor();
        return new Topology(monitor.Dump(out _));
    }

    /// <summary>Makes the text real; a second look finds nothing left to do.</summary>
    /// <returns>What was done, as "verb key".</returns>
    public IReadOnlyList<string> Apply(string text)
    {
        Plan plan = Plan(text);
        Assert.Empty(plan.Conflicts.Select(c => c.Message));
        using Prepared prepared = _executor.Prepare(plan);
        ExecutionResult result = _executor.Execute(prepared);
        Assert.True(result.Refused is null, result.Refused is { } refused ? $"{plan.Operations[refused.Index].Subject.Title}: {refused.Refusal}" : null);
        foreach (Operation operation in plan.Operations)
        {
            _ = operation.Verb == OperationVerb.Delete ? _made.Remove(operation.Key) : operation.Verb == OperationVerb.Create && _made.Add(operation.Key);
        }
        Assert.Equal("", Differences(Plan(text)));
        return [.. plan.Operations.Select(o => $"{o.Verb} {o.Key}")];
    }

    public Plan Plan(string text)
    {
        Topology live = Look();
        ConfigReading reading = ConfigReader.Read(Encoding.UTF8.GetBytes(text), "net.wire", live);
        Assert.True(reading.IsValid, reading.RenderErrors());
        return Planner.Plan(new PlanRequest
        {
            Desired = reading.Desired.ToDictionary(d => d.Key),
            Live = live,
            OwnedLinks = _made.Where(k => k.IsLink).Select(k => k.Id).ToHashSet(),
            OwnedObjects = _made,
            Baselines = ImmutableDictionary<ResourceKey, Resource>.Empty,
        });
    }

    private static string Differences(Plan plan) => string.Join('\n', plan.Changes.Select(c =>
        $"{c.Mark} {c.Resource.Title}: " + string.Join(", ", c.Attributes.Select(a => $"{a.Name} {a.Old} -> {a.New}"))));

    public void Dispose() => _executor.Dispose();
}
