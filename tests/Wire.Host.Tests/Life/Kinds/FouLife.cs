using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class FouLife
{
    private const string Setup = "ip link add d0 type dummy; ip address add 192.0.2.1/24 dev d0; ip link set d0 up";

    public static KindLife Life { get; } = new()
    {
        Kind = "fou",
        Name = "5555",
        Setup = [Setup],
        Text = "fou 5555 { ipproto 4 }",
        Look = "ip -j fou show",
        At = "[port=5555]",
        Shows = [Is("ipproto", 4)],
        Anew = new("ipproto 4", "gue", Is("ipproto", null)),
        Foreign = ["ip fou del port 5555; ip fou add port 5555 ipproto 41"],
    };

    /// <summary>Bound to an address and a link, and open for one sender.</summary>
    public static KindLife Bound { get; } = new()
    {
        Kind = "fou",
        Variant = "bound",
        Name = "5556 local 192.0.2.1 dev d0",
        Setup = [Setup],
        Text = "fou 5556 { ipproto 47; local 192.0.2.1; dev d0; peer 192.0.2.9; peer-port 7000 }",
        Look = "ip -j fou show",
        At = "[port=5556]",
        Shows = [Is("ipproto", 47), Is("local", "192.0.2.1"), Is("dev", "d0"), Is("peer", "192.0.2.9"), Is("peer_port", 7000)],
        Anew = new("peer 192.0.2.9; peer-port 7000", "peer 192.0.2.8; peer-port 7001", Is("peer", "192.0.2.8"), Is("peer_port", 7001)),
        Foreign = ["ip fou del port 5556 local 192.0.2.1 peer 192.0.2.8 peer_port 7001 dev d0"],
    };
}
