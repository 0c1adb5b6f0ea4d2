using static Wire.Host.Tests.Life.Kinds.TunnelLives;
using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class IpTunnelLives
{
    public static KindLife IpIp { get; } = Of("ipip", ethernet: false, Lines(V4, "mode ipip"), [.. V4Shows, Is(Data + "proto", "ipip")], V4Changes,
        new("mode ipip", "mode any", Is(Data + "proto", "any")),
        "ip link set dev t0 type ipip local 10.0.0.7 ttl 3",
        "ip link delete dev u1");

    public static KindLife IpIpExternal { get; } = Alone("ipip", "external", "external on", Is(Data + "external", true));

    public static KindLife Sit { get; } = Of("sit", ethernet: false, Lines(V4, "mode ip6ip"), [.. V4Shows, Is(Data + "proto", "ip6ip")], V4Changes,
        new("mode ip6ip", "mode any", Is(Data + "proto", "any")),
        "ip link set dev t0 type sit local 10.0.0.7 ttl 3",
        "ip link delete dev u1");

    public static KindLife SitIsatap { get; } = Alone("sit", "isatap", "local 10.0.0.1; isatap on", Is(Data + "isatap", true));

    public static KindLife SixRd { get; } = Alone("sit", "6rd", "local 10.0.0.1; 6rd-prefix 2001:db8::/32; 6rd-relay-prefix 10.0.0.0/8",
        Is(Data + "prefix", "2001:db8::"), Is(Data + "prefixlen", 32), Is(Data + "relay_prefix", "10.0.0.0"), Is(Data + "relay_prefixlen", 8)) with
    {
        InPlace =
        [
            new("2001:db8::/32", "2001:db8:700::/40", Is(Data + "prefix", "2001:db8:700::"), Is(Data + "prefixlen", 40)),
            new("10.0.0.0/8", "10.1.0.0/16", Is(Data + "relay_prefix", "10.1.0.0"), Is(Data + "relay_prefixlen", 16)),
        ],
    };

    public static KindLife Ip6Tnl { get; } = Of("ip6tnl", ethernet: false, Lines(V6, "mode ip6ip6"), [.. V6Shows, Is(Data + "proto", "ip6ip6")],
        [.. V6Changes, new("mode ip6ip6", "mode any", Is(Data + "proto", "any"))],
        new("local fd00::2\n    remote fd00::8", "external on", EndsGone),
        "ip link delete dev u1");
}
