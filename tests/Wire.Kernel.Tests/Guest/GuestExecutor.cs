using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel.Tests.Guest;

/// <summary>Wire's executor and monitor in a test's namespace: names of links are plain there.</summary>
internal sealed class GuestExecutor : IDisposable
{
    /// <summary>Above what the kernel gives out by itself.</summary>
    public const uint FirstIndex = 1 << 20;

    private readonly RealNetlink _kernel;
    private readonly KernelExecutor _executor;
    private readonly Dictionary<string, uint> _indexes = [];

    public GuestExecutor(GuestNetns netns, IKeyStore? keys = null)
    {
        _kernel = new RealNetlink(netns.Name, keys);
        _executor = KernelExecutor.Open(_kernel);
    }

    /// <summary>Tells the index of a link that ip(8) made.</summary>
    public void Knows(string link, uint index) => _indexes[link] = index;

    public void Create(params Link[] links) => AssertDone(Execute([.. links.Select((link, at) => Creation(link, at))]));

    public void Make(params Resource[] resources) =>
        AssertDone(Execute([.. resources.Select((resource, at) => new Operation(at, OperationVerb.Create, null, resource, null, [], null))]));

    public void Change<T>(T before, T after, params string[] attributes) where T : Resource =>
        AssertDone(Execute([new Operation(0, OperationVerb.Change, before, after, null, [.. attributes], null)]));

    public void Delete(params Link[] links) =>
        AssertDone(Execute([.. links.Select((link, at) => new Operation(at, OperationVerb.Delete, link, null, null, [], null))]));

    /// <summary>What the kernel answers to a creation that it must not carry out.</summary>
    public KernelRefusal RefusalOf(Link link)
    {
        ExecutionResult result = Execute([Creation(link, 0)]);
        Assert.Equal([false], result.Acknowledged);
        return Assert.NotNull(result.Refused).Refusal;
    }

    /// <inheritdoc cref="RefusalOf(Link)"/>
    public KernelRefusal RefusalOf(Resource resource) => Assert.NotNull(Execute([new Operation(0, OperationVerb.Create, null, resource, null, [], null)]).Refused).Refusal;

    /// <summary>What the kernel answers to a change that it must not carry out.</summary>
    public KernelRefusal RefusalOfChange(Resource before, Resource after, params string[] attributes) =>
        Assert.NotNull(Execute([new Operation(0, OperationVerb.Change, before, after, null, [.. attributes], null)]).Refused).Refusal;

    public KernelMonitor OpenMonitor(int receiveBufferBytes = KernelMonitor.ReceiveBufferBytesDefault) => KernelMonitor.Open(_kernel, null, receiveBufferBytes);

    /// <summary>A link as Wire's own listing tells it.</summary>
    public T Observe<T>(string name) where T : Link
    {
        using KernelMonitor monitor = OpenMonitor();
        return Assert.IsType<T>(monitor.Dump(out _).OfType<Link>().Single(link => link.Name == name));
    }

    public void Dispose() => _executor.Dispose();

    private Operation Creation(Link link, int at)
    {
        uint index = FirstIndex + (uint)_indexes.Count;
        _indexes[link.Reference] = index;
        return new Operation(at, OperationVerb.Create, null, link with { Index = index }, null, [], null);
    }

    private ExecutionResult Execute(ImmutableArray<Operation> operations)
    {
        using Prepared prepared = _executor.Prepare(operations, _indexes);
        return _executor.Execute(prepared);
    }

    private static void AssertDone(ExecutionResult result)
    {
        Assert.Null(result.Refused);
        Assert.All(result.Acknowledged, Assert.True);
    }
}
