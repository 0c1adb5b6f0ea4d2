using Wire.Domain;

namespace Wire.Projections.Tests;

public sealed class LostPortsTests
{
    private static readonly Bridge Br0 = new() { Name = "br0", Index = 7 };
    private static readonly Tap Tap0 = new() { Name = "tap0", Master = "br0" };
    private static readonly Tap Tap1 = new() { Name = "tap1", Master = "br0" };
    private static readonly Tap Other = new() { Name = "tap2", Master = "br1" };

    private readonly OwnershipProjection _ownership = new(new Topology());
    private readonly Story _story;

    public LostPortsTests()
    {
        _story = new(_ownership);
        _story.Applies(new Bridge { Name = "br0" }).Sees(Br0, Tap0, Tap1, Other);
    }

    [Fact]
    public void PortsOfADeletedBridgeAreRememberedUntilTheyHaveAMasterAgain()
    {
        _story.Kernel(Free(Tap0), Free(Tap1), Free(Other), Gone(Br0));
        Assert.Equal(["tap0", "tap1"], _ownership.LostPorts["br0"]);
        Assert.Single(_ownership.LostPorts);

        _story.Sees(Tap0);
        Assert.Equal(["tap1"], _ownership.LostPorts["br0"]);

        _story.Loses(Tap1);
        Assert.Empty(_ownership.LostPorts);
    }

    [Fact]
    public void BridgeMayBeToldGoneInTheNextBatch()
    {
        _story.BatchTakes = TimeSpan.FromMilliseconds(500);
        _story.Kernel(Free(Tap0)).Kernel(Gone(Br0));

        Assert.Equal(["tap0"], _ownership.LostPorts["br0"]);
    }

    [Fact]
    public void DeletionThatTakesManyBatchesLosesNoPort()
    {
        _story.BatchTakes = TimeSpan.FromMilliseconds(100);
        _story.Kernel(Free(Tap0)).Sees(Other).Sees(Other with { Mtu = 1400 }).Sees(Other).Kernel(Gone(Br0));

        Assert.Equal(["tap0"], _ownership.LostPorts["br0"]);
    }

    [Fact]
    public void PortThatSomebodyDetachedBeforeStaysDetached()
    {
        _story.BatchTakes = TimeSpan.FromMinutes(1);
        _story.Kernel(Free(Tap0)).Kernel(Free(Tap1), Gone(Br0));

        Assert.Equal(["tap1"], _ownership.LostPorts["br0"]);
    }

    [Fact]
    public void PortsOfABridgeThatWireHasNothingToDoWithAreNotItsConcern()
    {
        _story.Kernel(Free(Other), Gone(new Bridge { Name = "br1" }));

        Assert.Empty(_ownership.LostPorts);
    }

    private static ResourceObserved Free(Tap port) => new(port with { Master = "" }, ObservationCause.Kernel);

    private static ResourceVanished Gone(Bridge bridge) => new(bridge, ObservationCause.Kernel);
}
