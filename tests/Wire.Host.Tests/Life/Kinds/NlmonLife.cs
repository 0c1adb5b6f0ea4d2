using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class NlmonLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "nlmon",
        Name = "nl0",
        Setup = [],
        Look = KindLife.LinkLook("nl0"),
        Text = """
            nlmon nl0 {
                mtu 1400
                alias "first floor"
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "nlmon"),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("ifalias", "first floor"),
        ],
        InPlace =
        [
            new("nlmon nl0 {", "nlmon nl0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("first floor", "second floor", Is("ifalias", "second floor")),
        ],
        Foreign =
        [
            "ip link set dev nl0 mtu 1200 down",
            "ip link delete dev nl0",
        ],
        Except = new Dictionary<string, string> { ["master"] = "it has no Ethernet header: it is no port", ["mac"] = "it has no Ethernet header" },
    };
}
