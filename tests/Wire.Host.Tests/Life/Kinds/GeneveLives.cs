using static Wire.Host.Tests.Life.Kinds.TunnelLives;
using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class GeneveLives
{
    public static KindLife Life { get; } = Of("geneve", ethernet: true,
        Lines("id 42", "remote 10.0.0.9", "ttl 64", "tos 4", "df set", "dstport 6082", "udpcsum on", "innerprotoinherit off"),
        [
            Is(Data + "id", 42), Is(Data + "remote", "10.0.0.9"), Is(Data + "ttl", 64), Is(Data + "tos", "0x4"), Is(Data + "df", "set"), Is(Data + "port", 6082),
            Is(Data + "udp_csum", true),
        ],
        [
            new("remote 10.0.0.9", "remote 10.0.0.8", Is(Data + "remote", "10.0.0.8")),
            new("ttl 64", "ttl inherit", Is(Data + "ttl", null)),
            new("ttl inherit", "ttl auto", Is(Data + "ttl", 0)),
            new("tos 4", "tos inherit", Is(Data + "tos", "0x1")),
            new("df set", "df inherit", Is(Data + "df", "inherit")),
        ],
        new("id 42", "id 43", Is(Data + "id", 43)),
        "ip link set dev t0 type geneve id 43 remote 10.0.0.7");

    public static KindLife V6 { get; } = Alone("geneve", "IPv6", "id 42; remote fd00::9; flowlabel 5; udp6zerocsumtx on; udp6zerocsumrx on",
        Is(Data + "remote6", "fd00::9"), Is(Data + "label", "0x5"), Is(Data + "udp_zero_csum6_tx", true), Is(Data + "udp_zero_csum6_rx", true)) with
    {
        InPlace =
        [
            new("remote fd00::9", "remote fd00::8", Is(Data + "remote6", "fd00::8")),
            new("flowlabel 5", "flowlabel 6", Is(Data + "label", "0x6")),
        ],
        Anew = new("remote fd00::8; flowlabel 6; udp6zerocsumtx on; udp6zerocsumrx on", "remote 10.0.0.9", Is(Data + "remote", "10.0.0.9"),
            Is(Data + "remote6", null), Is(Data + "label", null), Is(Data + "udp_zero_csum6_tx", null), Is(Data + "udp_zero_csum6_rx", true)),
    };

    /// <summary>Its links have no Ethernet address.</summary>
    public static KindLife External { get; } = Alone("geneve", "external", "external on; innerprotoinherit on", Is(Data + "external", true), Is(Data + "inner_proto_inherit", true));
}
