using System.Diagnostics;
using System.Text.Json;
using Wire.Domain;

namespace Wire.Kernel.Tests.Guest;

/// <summary>Packets through bonds and bridges that Wire made, and what is newer than iproute2 6.1.</summary>
[Trait("Category", "Guest")]
public sealed class GuestBondAndBridgeTests : IDisposable
{
    private readonly GuestNetns _here = new();
    private readonly GuestNetns _there = new();
    private readonly GuestExecutor _wire;

    public GuestBondAndBridgeTests() => _wire = new GuestExecutor(_here);

    public void Dispose()
    {
        _wire.Dispose();
        _there.Dispose();
        _here.Dispose();
    }

    [Fact]
    public void PingGoesOnWhenTheActiveMemberLosesItsCarrierAndThePrimaryTakesOverAgain()
    {
        _there.Ip("link add sw up type bridge");
        _there.Ip("address add 10.0.0.2/24 dev sw");
        Cable("m1", "sw");
        Cable("m2", "sw");
        Bond team = new() { Name = "team", Mode = 1, Miimon = 50, Up = true };
        _wire.Create(team);
        Join("m1", "team");
        Join("m2", "team");
        _wire.Change(team, team with { Primary = "m1" }, "primary");
        _here.Ip("address add 10.0.0.1/24 dev team");
        Within(() => _here.Reaches("10.0.0.2"));
        Assert.Equal("m1", ActiveSlave());

        using (KernelMonitor watching = _wire.OpenMonitor())
        {
            watching.Dump(out _);
            _there.Ip("link set m1-far down");
            Within(() => ActiveSlave() == "m2");
            Within(() => _here.Reaches("10.0.0.2"));

            Assert.Contains(Events(watching).OfType<Bond>(), bond => bond.ActiveSlave == "m2");
        }

        _there.Ip("link set m1-far up");
        Within(() => ActiveSlave() == "m1");
        Within(() => _here.Reaches("10.0.0.2"));
    }

    [Fact]
    public void TwoBondsAgreeByLacpAndOneMemberIsEnough()
    {
        using GuestExecutor there = new(_there);
        Cable("m1", null);
        Cable("m2", null);
        Bond bond = new() { Name = "team", Mode = 4, LacpRate = 1, AdActorSysPrio = 100, XmitHashPolicy = 1, Up = true };
        _wire.Create(bond);
        there.Create(bond with { Name = "mate" });
        foreach (string member in (string[])["m1", "m2"])
        {
            Join(member, "team");
            Knows(there, _there, $"{member}-far");
            there.Change(new Interface { Name = $"{member}-far", Up = false }, new Interface { Name = $"{member}-far", Master = "mate" }, "master");
        }
        _here.Ip("address add 10.0.0.1/24 dev team");
        _there.Ip("address add 10.0.0.2/24 dev mate");

        Within(() => Info(_here, "team").GetProperty("ad_info").GetProperty("num_ports").GetInt32() == 2);
        Assert.Equal(_there.Show("mate").GetProperty("address").GetString(), Info(_here, "team").GetProperty("ad_info").GetProperty("partner_mac").GetString());
        Within(() => _here.Reaches("10.0.0.2"));

        _there.Ip("link set m1-far down");
        Within(() => Info(_here, "team").GetProperty("ad_info").GetProperty("num_ports").GetInt32() == 1);
        Within(() => _here.Reaches("10.0.0.2"));
    }

    [Fact]
    public void IsolatedPortsReachTheOthersAndNotEachOther()
    {
        using GuestNetns third = new();
        GuestNetns[] hosts = [_there, third, new()];
        using GuestNetns last = hosts[2];
        _wire.Create(new Bridge { Name = "br0", Up = true });
        for (int i = 1; i <= hosts.Length; i++)
        {
            _here.Ip($"link add v{i} up type veth peer name far netns {hosts[i - 1].Name}");
            hosts[i - 1].Ip("link set far up");
            hosts[i - 1].Ip($"address add 10.0.0.{i}/24 dev far");
            Knows(_wire, _here, $"v{i}");
            _wire.Change(new Interface { Name = $"v{i}" }, new Interface { Name = $"v{i}", Master = "br0" }, "master");
        }
        BridgePort port = new() { Dev = "v1" };
        Within(() => hosts[0].Reaches("10.0.0.2"));

        _wire.Change(port, port with { Isolated = true }, "isolated");
        _wire.Change(port with { Dev = "v2" }, port with { Dev = "v2", Isolated = true }, "isolated");

        Within(() => hosts[0].Reaches("10.0.0.3") && hosts[1].Reaches("10.0.0.3"));
        Assert.False(hosts[0].Reaches("10.0.0.2"));
    }

    /// <summary>The kernel tells back what it was told, and each where its own rule says that it is the right one.</summary>
    [Fact]
    public void WhatIsNewerThanIproute2IsTakenByTheKernel()
    {
        Bridge bridge = new() { Name = "br0", VlanDefaultPvid = 0, Mst = true, FdbMaxLearned = 7, Up = true };
        _wire.Create(bridge, new Dummy { Name = "port", Master = "br0", Up = true });
        BridgePort port = new() { Dev = "port", Learning = true, Locked = true, Mab = true, NeighVlanSuppress = true, McastMaxGroups = 9, BackupNhid = 5 };

        _wire.Change(new BridgePort { Dev = "port" }, port, "learning", "locked", "mab", "neigh-vlan-suppress", "mcast-max-groups", "backup-nhid");

        Bridge told = _wire.Observe<Bridge>("br0");
        Assert.Equal((true, 7u), (told.Mst, told.FdbMaxLearned));
        BridgePort toldOfPort = Port("port");
        Assert.Equal((true, true, 9u, 5u), (toldOfPort.Mab, toldOfPort.NeighVlanSuppress, toldOfPort.McastMaxGroups, toldOfPort.BackupNhid));
        // br_setport refuses mab without locked, and br_mst_set_enabled a change while there are VLANs.
        Assert.Contains("MAB", _wire.RefusalOfChange(port, port with { Locked = false }, "locked").Message, StringComparison.Ordinal);
        _here.Exec("bridge vlan add vid 7 dev port");
        Assert.Contains("MST", _wire.RefusalOfChange(bridge, bridge with { Mst = false }, "mst").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CoupledControlIsToldBackAndChangedWhileTheBondIsDown()
    {
        Bond bond = new() { Name = "team", Mode = 4, CoupledControl = false, Up = true };
        _wire.Create(bond);
        Assert.False(_wire.Observe<Bond>("team").CoupledControl);

        _wire.Change(bond, bond with { CoupledControl = true }, "coupled-control");

        Assert.Equal((true, true), (_wire.Observe<Bond>("team").CoupledControl, _wire.Observe<Bond>("team").Up));
    }

    private BridgePort Port(string name)
    {
        using KernelMonitor monitor = _wire.OpenMonitor();
        return monitor.Dump(out _).OfType<BridgePort>().Single(port => port.Dev == name);
    }

    private string? ActiveSlave() => Info(_here, "team").TryGetProperty("active_slave", out JsonElement active) ? active.GetString() : null;

    private static JsonElement Info(GuestNetns netns, string link) => netns.Show(link).GetProperty("linkinfo").GetProperty("info_data");

    /// <summary>A veth from here to there, where its end is up and a port of <paramref name="master"/>.</summary>
    private void Cable(string name, string? master)
    {
        _here.Ip($"link add {name} type veth peer name {name}-far netns {_there.Name}");
        if (master is not null)
        {
            _there.Ip($"link set {name}-far up master {master}");
        }
    }

    private void Join(string link, string master)
    {
        Knows(_wire, _here, link);
        _wire.Change(new Interface { Name = link, Up = false }, new Interface { Name = link, Master = master }, "master");
    }

    private static void Knows(GuestExecutor wire, GuestNetns netns, string link) => wire.Knows(link, netns.Show(link).GetProperty("ifindex").GetUInt32());

    private static List<Resource> Events(KernelMonitor monitor)
    {
        const int QuietMs = 300;
        List<Observation> events = [];
        while (monitor.Receive(events, QuietMs, out bool overrun))
        {
            Assert.False(overrun);
        }
        return events.ConvertAll(e => e.Resource);
    }

    /// <summary>LACP takes some seconds to agree.</summary>
    private static void Within(Func<bool> holds)
    {
        const int SecondsMax = 20;
        Stopwatch watch = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(watch.Elapsed.TotalSeconds < SecondsMax, $"not within {SecondsMax} s");
            Thread.Sleep(50);
        }
    }
}
