using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>What the executor says was done is what was done, also when the kernel refuses something in the middle.</summary>
[Trait("Category", "Kernel")]
public sealed class ExecutorTests : IDisposable
{
    private readonly TestNetns _netns = new();
    private readonly Wired _wire;

    public ExecutorTests() => _wire = new Wired(_netns);

    public void Dispose()
    {
        _wire.Dispose();
        _netns.Dispose();
    }

    private Operation MakeBridge(string name) => Wired.Creation(_wire.Indexed(new Bridge { Name = name }));

    private static ImmutableArray<int> Positions(ImmutableArray<bool> acknowledged) =>
        [.. acknowledged.Select((done, at) => done ? at : -1).Where(at => at >= 0)];

    [Fact]
    public void RefusalInTheMiddleOfABatchLeavesExactlyWhatIsAcknowledged()
    {
        _netns.Ip("link add b3 type bridge");
        ImmutableArray<Operation> operations = [.. Enumerable.Range(0, 6).Select(i => MakeBridge($"b{i}"))];

        ExecutionResult result = _wire.Execute(operations);

        (int index, KernelRefusal refusal) = Assert.NotNull(result.Refused);
        Assert.Equal((3, "EEXIST"), (index, refusal.Name));
        Assert.Equal([0, 1, 2, 4, 5], Positions(result.Acknowledged));
        // The kernel agrees: those have the indexes that were asked for, and b3 is still the foreign one.
        Assert.All(new[] { 0, 1, 2, 4, 5 }, i => Assert.Equal(_wire.IndexOf($"b{i}"), _netns.Link($"b{i}").GetProperty("ifindex").GetUInt32()));
        Assert.NotEqual(_wire.IndexOf("b3"), _netns.Link("b3").GetProperty("ifindex").GetUInt32());
    }

    [Fact]
    public void InversesOfWhatIsAcknowledgedLeaveNothingBehind()
    {
        _netns.Ip("link add b3 type bridge");
        ImmutableArray<Operation> operations = [.. Enumerable.Range(0, 6).Select(i => MakeBridge($"b{i}"))];
        ExecutionResult result = _wire.Execute(operations);

        _wire.Do([.. Positions(result.Acknowledged).Reverse().Select(at => operations[at].Inverse())]);

        Assert.Equal(["b3", "lo"], _netns.LinkNames().Order());
    }

    [Fact]
    public void NothingIsSentAfterTheBatchWithTheRefusal()
    {
        ImmutableArray<Operation> operations =
        [
            Wired.Creation(new Route { Prefix = IpPrefix.Parse("10.0.0.0/24"), Via = IpAddr.Parse("192.0.2.1") }),
            .. Enumerable.Range(0, 600).Select(i => Wired.Creation(new Route { Prefix = new(IpAddr.FromBytes([10, 1, (byte)(i >> 8), (byte)i]), 32), Type = Route.Unicast + 5 })),
        ];
        List<(int First, int Count)> told = [];
        using Prepared prepared = _wire.Prepare(operations);

        ExecutionResult result = _wire.Execute(prepared, (first, count) => told.Add((first, count)));

        Assert.Equal(0, Assert.NotNull(result.Refused).Index);
        Assert.Equal([(1, 255)], told);
        Assert.Equal(255, result.Acknowledged.Count(done => done));
        Assert.Equal(255, _netns.IpJson("-4 route show type blackhole").Length);
    }

    [Fact]
    public void AcknowledgementsComeBatchByBatchAndCoverEveryOperationOnce()
    {
        ImmutableArray<Operation> operations = [.. Enumerable.Range(0, 1000)
            .Select(i => Wired.Creation(new Route { Prefix = new(IpAddr.FromBytes([10, 1, (byte)(i >> 8), (byte)i]), 32), Type = 6 }))];
        List<int> told = [];
        using Prepared prepared = _wire.Prepare(operations);

        ExecutionResult result = _wire.Execute(prepared, (first, count) => told.AddRange(Enumerable.Range(first, count)));

        Assert.Null(result.Refused);
        Assert.Equal(Enumerable.Range(0, 1000), told);
        Assert.Equal(1000, _netns.IpJson("-4 route show type blackhole").Length);
    }

    [Fact]
    public void OperationOfSeveralMessagesIsAcknowledgedOnlyWhenAllAreDone()
    {
        // The veth is made; its second message (up and alias) cannot be: the alias is longer than IFALIASZ.
        Veth near = (Veth)_wire.Indexed(new Veth { Name = "near", Peer = "far", Alias = new string('x', 300) });
        Link far = _wire.Indexed(new Veth { Name = "far", Peer = "near" });

        ExecutionResult result = _wire.Execute(Wired.Creation(near, far));

        (int index, KernelRefusal refusal) = Assert.NotNull(result.Refused);
        Assert.Equal((0, "IFLA_IFALIAS"), (index, refusal.Attribute));
        Assert.Equal([false], result.Acknowledged);
        Assert.Contains("near", _netns.LinkNames());
    }

    [Fact]
    public void RefusalNamesTheAttributeAndTheKernelsWords()
    {
        ExecutionResult result = _wire.Execute(Wired.Creation(_wire.Indexed(new Bridge { Name = "br0", Mtu = 70_000 })));

        KernelRefusal refusal = Assert.NotNull(result.Refused).Refusal;
        Assert.Equal(("EINVAL", "mtu greater than device maximum"), (refusal.Name, refusal.Message));
    }

    [Fact]
    public void ManyLinksAreDeletedTogetherAndForeignOnesStay()
    {
        _netns.Ip("link add foreign type ifb");
        ImmutableArray<Link> links = [.. Enumerable.Range(0, 300).Select(i => _wire.Indexed(new Ifb { Name = $"i{i}" }))];
        _wire.Do([.. links.Select(l => Wired.Creation(l))]);

        long started = Environment.TickCount64;
        _wire.Do([.. links.Select(l => Wired.Deletion(l))]);
        long together = Environment.TickCount64 - started;

        Assert.Equal(["foreign", "lo"], _netns.LinkNames().Order());
        // One by one each waits for a grace period of 16 ms and more.
        Assert.True(together < 300 * 16 / 2, $"{together} ms for 300 links");
    }

    [Fact]
    public void DeletionOfManyLinksNamesTheOneThatCannotBeDeleted()
    {
        ImmutableArray<Link> links = [.. Enumerable.Range(0, 3).Select(i => _wire.Indexed(new Ifb { Name = $"i{i}" }))];
        _wire.Do([.. links.Select(l => Wired.Creation(l))]);
        Interface loopback = new() { Name = "lo", Index = 1 };

        ExecutionResult result = _wire.Execute([Wired.Deletion(links[0]), Wired.Deletion(loopback), Wired.Deletion(links[2])]);

        (int index, KernelRefusal refusal) = Assert.NotNull(result.Refused);
        Assert.Equal((1, "EOPNOTSUPP"), (index, refusal.Name));
        Assert.Equal([true, false, true], result.Acknowledged);
        Assert.Equal(["i1", "lo"], _netns.LinkNames().Order());
        Assert.Equal("default", _netns.Link("lo").GetProperty("group").GetString());
    }

    [Fact]
    public void SequenceNumbersTellWhichOperationAnEventComesFrom()
    {
        using KernelMonitor monitor = KernelMonitor.Open(_wire.Kernel);
        monitor.Dump(out _);
        ImmutableArray<Operation> operations =
        [
            MakeBridge("b0"),
            Wired.Creation(new Rule { Priority = 99, Table = 99 }),
            Wired.Creation(_wire.Indexed(new Veth { Name = "near", Peer = "far" }), _wire.Indexed(new Veth { Name = "far", Peer = "near" })),
            Wired.Creation(new Route { Prefix = IpPrefix.Parse("10.0.0.0/8"), Type = 6 }),
        ];
        using Prepared prepared = _wire.Prepare(operations);
        Assert.Null(_wire.Execute(prepared, (_, _) => { }).Refused);

        List<Observation> seen = [];
        while (monitor.Receive(seen, 300, out _))
        {
        }
        // The kernel names nobody for the second end of a pair, nor for a change of a link.
        Dictionary<ResourceKey, int?> causes = seen.Where(o => o.PortId == _wire.PortId)
            .GroupBy(o => o.Resource.Key).ToDictionary(g => g.Key, g => prepared.OperationOf(g.First().Sequence));
        Assert.Equal(0, causes[ResourceKey.Link("b0")]);
        Assert.Equal(1, causes[operations[1].Key]);
        Assert.Equal(2, causes[ResourceKey.Link("near")]);
        Assert.Equal(3, causes[operations[3].Key]);
    }
}
