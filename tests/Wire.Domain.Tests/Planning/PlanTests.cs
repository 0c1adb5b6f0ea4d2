using VerifyXunit;
using static Wire.Domain.Tests.Planning.Networks;

namespace Wire.Domain.Tests.Planning;

/// <summary>Golden plans: what a person sees, then the operations in their order.</summary>
public sealed class PlanTests
{
    [Fact]
    public Task EmptyNodeGetsEverythingFromTheRoots() => Verifier.Verify(Planner.Plan(Request(
        desired:
        [
            new Bridge { Name = "vswitch0", Up = true, Mtu = 9000, Mac = Mac1, Stp = false },
            new Veth { Name = "v-a", Peer = "v-b", Up = true, Master = "vswitch0", Alias = "uplink" },
            new Veth { Name = "v-b", Peer = "v-a", Up = true },
            new Vxlan { Name = "vx100", Vni = 100, Remote = IpAddr.Parse("192.0.2.2"), Master = "vswitch0", Up = true },
            new Vlan { Name = "v-b.7", Parent = "v-b", Id = 7, Up = true },
            Address("vswitch0", "10.0.0.1/24"),
            Route("default", "10.9.0.1"),
            Route("10.9.0.0/24", dev: "vswitch0"),
            new Rule { Priority = 1000, From = IpPrefix.Parse("10.1.0.0/16"), Table = 100 },
            new FdbEntry { Mac = Mac1, Dev = "vx100", Remote = IpAddr.Parse("10.0.0.9") },
        ],
        live: [new Interface { Name = "lo" }.Live(1)],
        owned: [])).Transcript());

    [Fact]
    public Task RecreatedVxlanBringsBackItsPlaceInTheBridgeItsEntriesAndItsAddresses() => Verifier.Verify(Planner.Plan(Request(
        desired:
        [
            new Bridge { Name = "br0", Up = true },
            new Vxlan { Name = "vx100", Vni = 200, Master = "br0", Up = true },
            Address("vx100", "10.0.0.1/24"),
            new Vlan { Name = "vx100.5", Parent = "vx100", Id = 5, Up = true },
            Route("198.51.100.0/24", "10.0.0.254"),
        ],
        live:
        [
            new Bridge { Name = "br0" }.Live(10),
            new Vxlan { Name = "vx100", Vni = 100, Master = "br0" }.Live(11),
            new Vlan { Name = "vx100.5", Parent = "vx100", Id = 5 }.Live(12),
            new Dummy { Name = "their" }.Live(13),
            Address("vx100", "10.0.0.1/24", Ownership.Protocol),
            Address("vx100", "10.0.0.77/32", 0),
            Route("10.0.0.0/24", dev: "vx100", protocol: 2),
            Route("198.51.100.0/24", "10.0.0.254", "vx100", Ownership.Protocol),
        ],
        owned: ["br0", "vx100", "vx100.5"])).Transcript());
}
