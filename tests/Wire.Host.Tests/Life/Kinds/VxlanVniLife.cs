using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class VxlanVniLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "vxlan-vni",
        Name = "vx0",
        Setup = ["ip link add d-u type dummy", "ip link add vx0 up type vxlan external vnifilter dev d-u dstport 4789", "bridge vni add vni 7 dev vx0"],
        Look = "bridge -j vni show",
        At = "[ifname=vx0].vnis",
        Text = "vxlan-vni vx0 { vni 100-105; vni 200 remote 10.0.0.9; vni 400 group 239.1.1.5 }",
        Shows =
        [
            Is("[vni=7].vni", null),
            Is("[vni=100].vniEnd", 105),
            Is("[vni=200].remote", "10.0.0.9"),
            Is("[vni=400].group", "239.1.1.5"),
        ],
        InPlace =
        [
            new("vni 100-105", "vni 100-102", Is("[vni=100].vniEnd", 102)),
            new("200 remote 10.0.0.9", "200-201 remote fd00::9", Is("[vni=200].remote", "fd00::9"), Is("[vni=200].vniEnd", 201)),
            new("200-201 remote fd00::9", "200", Is("[vni=200].remote", null), Is("[vni=200].vniEnd", null), Is("[vni=200].vni", 200)),
            new("239.1.1.5", "239.1.1.6", Is("[vni=400].group", "239.1.1.6")),
        ],
        Foreign = ["bridge vni add vni 300-310 dev vx0", "bridge vni delete vni 101 dev vx0", "bridge vni add vni 200 dev vx0 remote 10.0.0.8"],
    };
}
