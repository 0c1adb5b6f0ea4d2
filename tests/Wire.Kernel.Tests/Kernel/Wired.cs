using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>Wire's executor in a test's namespace, and operations written as the planner would write them.</summary>
internal sealed class Wired : IDisposable
{
    private readonly Dictionary<string, uint> _indexes = [];
    private readonly KernelExecutor _executor;
    private uint _nextIndex = 1 << 20;

    public Wired(TestNetns netns)
    {
        Netns = netns;
        Kernel = new RealNetlink(netns.Name);
        _executor = KernelExecutor.Open(Kernel);
    }

    public TestNetns Netns { get; }

    public RealNetlink Kernel { get; }

    public uint PortId => _executor.PortId;

    /// <summary>Lets operations name a link that ip(8) made.</summary>
    public void Learn(string name) => _indexes[name] = Netns.Link(name).GetProperty("ifindex").GetUInt32();

    public uint IndexOf(string reference) => _indexes[reference];

    public static Operation Creation(Resource resource, Resource? companion = null) => new(0, OperationVerb.Create, null, resource, companion, [], null);

    public static Operation Deletion(Resource resource) => new(0, OperationVerb.Delete, resource, null, null, [], null);

    /// <summary>A change of all attributes that differ.</summary>
    public static Operation Difference(Resource before, Resource after) => new(0, OperationVerb.Change, before, after, null,
        [.. after.Kind.Attributes.Where(a => !a.SameValue(before, after)).Select(a => a.Name)], null);

    public Link Indexed(Link link)
    {
        _indexes[link.Reference] = _nextIndex;
        return link with { Index = _nextIndex++ };
    }

    public ExecutionResult Execute(params ImmutableArray<Operation> operations)
    {
        using Prepared prepared = _executor.Prepare(operations, _indexes);
        return _executor.Execute(prepared);
    }

    public Prepared Prepare(params ImmutableArray<Operation> operations) => _executor.Prepare(operations, _indexes);

    public ExecutionResult Execute(Prepared prepared, Action<int, int> acknowledged) => _executor.Execute(prepared, acknowledged);

    /// <summary>Executes operations that the kernel must take.</summary>
    public void Do(params ImmutableArray<Operation> operations)
    {
        ExecutionResult result = Execute(operations);
        Assert.Null(result.Refused);
        Assert.All(result.Acknowledged, Assert.True);
    }

    public void Create(params Resource[] resources) => Do([.. resources.Select(r => Creation(r is Link link ? Indexed(link) : r))]);

    /// <summary>All that Wire sees in the namespace.</summary>
    public IReadOnlyList<Resource> Look()
    {
        using KernelMonitor monitor = KernelMonitor.Open(Kernel);
        return monitor.Dump(out _);
    }

    public T See<T>(string id) where T : Resource => Assert.IsType<T>(Assert.Single(Look(), r => r is T && r.Key.Id == id));

    public void Dispose() => _executor.Dispose();
}
