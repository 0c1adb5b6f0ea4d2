using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class MacsecLife
{
    public const string Cable = "ip link add u0 type veth peer name u1; ip link set u0 up; ip link set u1 up";

    public static KindLife Life { get; } = new()
    {
        Kind = "macsec",
        Name = "ms0",
        Setup = [Cable],
        Look = KindLife.LinkLook("ms0"),
        Text = """
            bridge br0
            macsec ms0 {
                parent u0
                port 2
                cipher gcm-aes-256
                icvlen 12
                encrypt on
                send-sci off
                end-station off
                scb off
                protect on
                replay off
                validate strict
                encodingsa 1
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
                master br0
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "macsec"),
            Is("link", "u0"),
            Has("linkinfo.info_data.sci", "…0002", found => ((string?)found)?.EndsWith("0002", StringComparison.Ordinal) == true),
            Is("linkinfo.info_data.cipher_suite", "GCM-AES-256"),
            Is("linkinfo.info_data.icv_len", 12),
            Is("linkinfo.info_data.encrypt", true),
            Is("linkinfo.info_data.inc_sci", false),
            Is("linkinfo.info_data.es", false),
            Is("linkinfo.info_data.scb", false),
            Is("linkinfo.info_data.protect", true),
            Is("linkinfo.info_data.replay_protect", false),
            Is("linkinfo.info_data.validation", "strict"),
            Is("linkinfo.info_data.encoding_sa", 1),
            Is("linkinfo.info_data.offload", "off"),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
            Is("master", "br0"),
        ],
        InPlace =
        [
            new("macsec ms0 {", "macsec ms0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("encrypt on", "encrypt off", Is("linkinfo.info_data.encrypt", false)),
            new("end-station off", "end-station on", Is("linkinfo.info_data.es", true)),
            new("end-station on", "end-station off", Is("linkinfo.info_data.es", false)),
            new("scb off", "scb on", Is("linkinfo.info_data.scb", true)),
            new("scb on", "scb off", Is("linkinfo.info_data.scb", false)),
            new("send-sci off", "send-sci on", Is("linkinfo.info_data.inc_sci", true)),
            new("protect on", "protect off", Is("linkinfo.info_data.protect", false)),
            new("replay off", "replay on; window 32", Is("linkinfo.info_data.replay_protect", true), Is("linkinfo.info_data.window", 32)),
            new("window 32", "window 64", Is("linkinfo.info_data.window", 64)),
            new("replay on", "replay off", Is("linkinfo.info_data.replay_protect", false), Is("linkinfo.info_data.window", null)),
            new("replay off", "replay on", Is("linkinfo.info_data.replay_protect", true), Is("linkinfo.info_data.window", 64)),
            new("validate strict", "validate check", Is("linkinfo.info_data.validation", "check")),
            new("encodingsa 1", "encodingsa 3", Is("linkinfo.info_data.encoding_sa", 3)),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("master br0", "master none", Is("master", null)),
            new("master none", "master br0", Is("master", "br0")),
        ],
        Anew = new("port 2", "sci 02aa000000010007", Is("linkinfo.info_data.sci", "02aa000000010007")),
        Foreign =
        [
            "ip link set dev ms0 type macsec encrypt on validate disabled",
            "ip link set dev ms0 down nomaster",
            "ip link delete dev ms0",
        ],
    };

    /// <summary>A simulated network card does the cryptography.</summary>
    public static KindLife Offloaded { get; } = new()
    {
        Kind = "macsec",
        Variant = "offloaded",
        Name = "ms0",
        Setup = ["echo \"4$N 1\" > /sys/bus/netdevsim/new_device; ip link set dev $(ls /sys/bus/netdevsim/devices/netdevsim4$N/net) name sim0 netns $NETNS; ip -n $NETNS link set sim0 up"],
        Teardown = ["echo 4$N > /sys/bus/netdevsim/del_device"],
        Look = KindLife.LinkLook("ms0"),
        Text = "macsec ms0 { parent sim0; offload mac; encrypt on }",
        Shows = [Is("link", "sim0"), Is("linkinfo.info_data.offload", "mac")],
        Anew = new("offload mac", "offload off", Is("linkinfo.info_data.offload", "off")),
        Foreign = ["ip link delete dev ms0"],
    };
}
