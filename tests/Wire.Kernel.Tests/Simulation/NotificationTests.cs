using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>What the simulated kernel tells, and to whom.</summary>
public sealed class NotificationTests : IDisposable
{
    private readonly SimulatedKernel _kernel = new();
    private readonly INetlinkSocket _listener;
    private readonly ForeignActor _ip;

    public NotificationTests()
    {
        _listener = _kernel.Open(NetlinkFamily.Route, null);
        _ip = _kernel.As(4711);
        foreach (int group in (int[])[RTNLGRP_LINK, RTNLGRP_NEIGH, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_IFADDR, RTNLGRP_IPV6_ROUTE])
        {
            _listener.Join(group);
        }
    }

    [Fact]
    public void AddressAndRouteEventsNameThePortThatAskedAndLinkEventsDoNot()
    {
        _ip.CreateBridge("br0");
        _ip.AddAddress("br0", "10.0.0.1/24");
        _ip.AddRoute("10.9.0.0/16", "10.0.0.7");

        ILookup<ushort, Message> told = Told().ToLookup(m => m.Type);

        Assert.All(told[RTM_NEWLINK], m => Assert.Equal(0u, m.PortId));
        Assert.Equal(4711u, told[RTM_NEWADDR].Single(m => m.U8(0) == AF_INET).PortId);
        Assert.Equal(4711u, told[RTM_NEWROUTE].Single(m => m.U8(0) == AF_INET && m.U8(5) == RTPROT_BOOT).PortId);
        Assert.All(told[RTM_NEWROUTE].Where(m => m.U8(5) == RTPROT_KERNEL), m => Assert.Equal(0u, m.PortId));
    }

    [Fact]
    public void LinkEventsNameThePortThatAskedForAnEcho()
    {
        _ip.Do(LinkBytes.Create(new() { Name = "br0", Kind = "bridge" }, NLM_F_CREATE | NLM_F_ECHO, sequence: 77));

        Message told = Told().Single(m => m.Type == RTM_NEWLINK);

        Assert.Equal((4711u, 77u), (told.PortId, told.Sequence));
    }

    [Fact]
    public void PeerIsToldBeforeTheLinkItWasMadeWith()
    {
        _ip.CreateVeth("v0", "v1");

        Assert.Equal(["v1", "v0"], Told().Where(m => m.Type == RTM_NEWLINK).Select(NameOf));
    }

    [Fact]
    public void DeletedLinkIsToldAfterItsAddressesAndItsPeerGoesWithIt()
    {
        _ip.CreateVeth("v0", "v1");
        _ip.AddAddress("v0", "10.0.0.1/24");
        Told();

        _ip.DeleteLink("v1");

        List<Message> told = Told();
        Assert.Equal([RTM_DELLINK, RTM_DELADDR, RTM_DELROUTE, RTM_DELLINK], told.Select(m => m.Type).Where(t => t % 4 == 1));
        Assert.Equal(["v1", "v0"], told.Where(m => m.Type == RTM_DELLINK).Select(NameOf));
    }

    [Fact]
    public void PortThatLeavesABridgeIsToldByFamilyBridgeAndStillExists()
    {
        _ip.CreateBridge("br0");
        _ip.CreateVeth("v0", "v1");
        _ip.SetMaster("v0", "br0");
        Told();

        _ip.SetMaster("v0", null);

        Message gone = Told().Single(m => m.Type == RTM_DELLINK);
        Assert.Equal(AF_BRIDGE, gone.U8(0));
        Assert.True(_ip.IndexOf("v0") > 0);
    }

    [Fact]
    public void FullReceiveBufferLosesEverythingUntilItIsEmptyAndSaysSoOnce()
    {
        _listener.SetReceiveBuffer(4096);
        for (int i = 0; i < 20; i++)
        {
            _ip.CreateBridge($"br{i}", up: false);
        }

        NetlinkException overrun = Assert.Throws<NetlinkException>(Told);
        List<Message> kept = Told();
        _ip.CreateBridge("late", up: false);

        Assert.True(overrun.IsOverrun);
        Assert.InRange(kept.Count(m => m.Type == RTM_NEWLINK), 1, 19);
        Assert.Equal("late", NameOf(Told().Last(m => m.Type == RTM_NEWLINK)));
    }

    [Fact]
    public void OverrunOnDemandReachesThoseWhoListen()
    {
        _kernel.Overrun();

        Assert.True(Assert.Throws<NetlinkException>(Told).IsOverrun);
        Assert.Empty(Told());
    }

    public void Dispose()
    {
        _listener.Dispose();
        _ip.Dispose();
    }

    private List<Message> Told()
    {
        List<Message> told = [];
        while (_listener.ReceiveMessages(0) is { } messages)
        {
            told.AddRange(messages);
        }
        return told;
    }

    private static string? NameOf(Message link) => link.Attributes(16).Text(IFLA_IFNAME);
}
