using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class BridgeLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "bridge",
        Name = "br0",
        Everywhere = true,
        Look = KindLife.LinkLook("br0"),
        Text = """
            bridge br0 {
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
                stp on
                priority 4096
                forward-delay 10
                hello-time 1
                max-age 12
                ageing 60
            }
            """,
        // Times are in hundredths of a second there (USER_HZ).
        Shows =
        [
            Is("linkinfo.info_kind", "bridge"),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
            Is("linkinfo.info_data.stp_state", 1),
            Is("linkinfo.info_data.priority", 4096),
            Is("linkinfo.info_data.forward_delay", 1000),
            Is("linkinfo.info_data.hello_time", 100),
            Is("linkinfo.info_data.max_age", 1200),
            Is("linkinfo.info_data.ageing_time", 6000),
        ],
        InPlace =
        [
            new("bridge br0 {", "bridge br0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("priority 4096", "priority 8192", Is("linkinfo.info_data.priority", 8192)),
            new("forward-delay 10", "forward-delay 20", Is("linkinfo.info_data.forward_delay", 2000)),
            new("hello-time 1", "hello-time 3", Is("linkinfo.info_data.hello_time", 300)),
            new("max-age 12", "max-age 30", Is("linkinfo.info_data.max_age", 3000)),
            new("ageing 60", "ageing 90", Is("linkinfo.info_data.ageing_time", 9000)),
            new("ageing 90", "", Is("linkinfo.info_data.ageing_time", 30000)),
            new("stp on", "stp off", Is("linkinfo.info_data.stp_state", 0)),
        ],
        Foreign =
        [
            "ip link set dev br0 type bridge stp_state 1 forward_delay 400 ageing_time 0",
            "ip link set dev br0 down mtu 1200 alias foreign address 02:00:00:00:01:03",
            "ip link set dev br0 down name br7",
            "ip link delete dev br0",
        ],
        Except = new Dictionary<string, string> { ["master"] = "a bridge is no port of a bridge, and the kernel gives a bond no bridge" },
    };
}
