using Wire.Domain;
using Wire.Testing.Simulation;

namespace Wire.Kernel.Tests.Messages;

/// <summary>Objects whose changes nobody announces are found by looking again, and only what differs is told.</summary>
public sealed class UnannouncedObjects : IDisposable
{
    private readonly Shelf _shelf = new();
    private readonly KernelDump _dump;
    private readonly EventDecoder _decoder;
    private readonly PolledObjects _polled;
    private readonly LinkTable _links = new(null);

    public UnannouncedObjects()
    {
        _dump = new(new SimulatedKernel(), null);
        _decoder = new(new ObjectContext(_links) { Dump = _dump }, new ObjectSources([LinkSource.The, _shelf]));
        _polled = new(_decoder, _dump);
    }

    public void Dispose() => _dump.Dispose();

    private List<Observation> Look(bool afterOwn = false)
    {
        List<Observation> found = [];
        _polled.Look(found, afterOwn);
        return found;
    }

    private static Rule Rule(uint priority, uint table = 254) => new() { Family = 2, Priority = priority, Table = table };

    [Fact]
    public void OnlyWhatDiffersFromTheLastLookIsTold()
    {
        _shelf.Now = [Rule(1), Rule(2)];
        Assert.Equal([Rule(1), Rule(2)], Look().Select(o => o.Resource));
        Assert.Empty(Look());

        Rule marked = Rule(2) with { Unknown = new(new byte[] { 4, 0, 1, 0 }) };
        _shelf.Now = [marked, Rule(3)];
        List<Observation> found = Look();

        Assert.Equal([(false, marked), (false, Rule(3)), (true, Rule(1))], found.Select(o => (o.Vanished, (Rule)o.Resource)));
        Assert.Empty(Look());
    }

    [Fact]
    public void WhatIsFoundRightAfterAPlanOfOnesOwnSaysSo()
    {
        _shelf.Now = [Rule(1)];
        Assert.True(Assert.Single(Look(afterOwn: true)).FoundAfterOwn);
        _shelf.Now = [];
        Assert.False(Assert.Single(Look()).FoundAfterOwn);
    }

    [Fact]
    public void NamespaceWithoutSuchObjectsIsNotLookedAt()
    {
        _shelf.IsWorthIt = false;
        Assert.False(_polled.AreThere);
        Assert.Empty(Look());
        Assert.Equal(0, _shelf.Looks);

        _shelf.IsWorthIt = true;
        _shelf.Now = [Rule(1)];
        Assert.Single(Look());

        // What was there is looked for until it is gone.
        _shelf.IsWorthIt = false;
        _shelf.Now = [];
        Assert.True(_polled.AreThere);
        Assert.True(Assert.Single(Look()).Vanished);
        Assert.False(_polled.AreThere);
    }

    /// <summary>Rules stand for objects that only a look shows.</summary>
    private sealed class Shelf : ObjectSource
    {
        public Rule[] Now { get; set; } = [];

        public bool IsWorthIt { get; set; } = true;

        public int Looks { get; private set; }

        public override bool IsPolled => true;

        public override bool FollowsLinks => false;

        public override bool IsWorthPolling(ObjectContext context) => IsWorthIt;

        public override void Read(ObjectContext context, List<Resource> into)
        {
            Looks++;
            into.AddRange(Now);
        }
    }
}
