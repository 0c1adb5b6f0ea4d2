using Wire.Domain;

namespace Wire.Projections.Tests;

public sealed class LiveTopologyTests
{
    private static readonly Bridge Br0 = new() { Name = "br0", Index = 7 };
    private static readonly Route ByA = new() { Prefix = IpPrefix.Parse("10.0.0.0/8"), Via = IpAddr.Parse("192.0.2.1"), Dev = "eth0", Protocol = 3 };
    private static readonly Route ByB = ByA with { Via = IpAddr.Parse("192.0.2.2") };

    private readonly LiveTopology _live = new();
    private readonly Story _story;

    public LiveTopologyTests() => _story = new(_live);

    [Fact]
    public void ObservedIsThereAndVanishedIsGone()
    {
        _story.Sees(Br0, ByA).Sees(Br0 with { Mtu = 1400 }).Loses(ByA);

        Assert.Equal([Br0 with { Mtu = 1400 }], _live.All);
        Assert.Equal(4, _live.Position);
    }

    [Fact]
    public void DeletionOfOneOfTwoRoutesWithOneKeyDoesNotHideTheOther()
    {
        _story.Sees(ByA).Sees(ByB).Loses(ByA);

        Assert.Equal([ByB], _live.All);
    }

    [Fact]
    public void DeletionOfALinkWhoseNameBelongsToAnotherOneIsNotItsDeletion()
    {
        _story.Sees(Br0 with { Index = 9 }).Loses(Br0);

        Assert.Equal(1, _live.Count);
    }

    [Fact]
    public void VanishedRuleOfAnotherProgramLeavesWires()
    {
        Rule ours = new() { Priority = 1000, Protocol = Ownership.Protocol };
        _story.Sees(ours, ours with { Protocol = 3 }).Loses(ours with { Protocol = 3 });

        Assert.Equal([ours], _live.All);
    }

    [Fact]
    public void NothingIsCompleteBeforeADumpAndAfterAGap()
    {
        Assert.False(_live.IsComplete);
        _story.Sees(Br0).Resyncs();
        Assert.True(_live.IsComplete);

        _story.Batch("wire", "daemon", new KernelGap("ENOBUFS"));
        Assert.False(_live.IsComplete);
        Assert.Equal((1, "ENOBUFS", 1), (_live.Gaps, _live.LastGap?.Reason, _live.Resyncs));

        _story.Resyncs().Batch("wire", "daemon", new NodeStarted("0.1.0", 1, null, "daemon"));
        Assert.False(_live.IsComplete);
    }
}
