using System.Text.Json.Nodes;
using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class BondLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "bond",
        Name = "team",
        Look = KindLife.LinkLook("team"),
        Text = """
            bridge br0
            dummy leg
            dummy spare
            bond team {
                member leg
                member spare
                mode active-backup
                miimon 100
                updelay 200
                downdelay 300
                peer-notify-delay 400
                use-carrier on
                primary leg
                primary-reselect better
                fail-over-mac none
                xmit-hash-policy layer2
                resend-igmp 2
                num-grat-arp 2
                all-slaves-active on
                min-links 1
                lp-interval 2
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
                master br0
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "bond"),
            Is("linkinfo.info_data.mode", "active-backup"),
            Is("linkinfo.info_data.miimon", 100),
            Is("linkinfo.info_data.updelay", 200),
            Is("linkinfo.info_data.downdelay", 300),
            Is("linkinfo.info_data.peer_notify_delay", 400),
            Is("linkinfo.info_data.use_carrier", 1),
            Is("linkinfo.info_data.primary", "leg"),
            Is("linkinfo.info_data.primary_reselect", "better"),
            Is("linkinfo.info_data.fail_over_mac", "none"),
            Is("linkinfo.info_data.xmit_hash_policy", "layer2"),
            Is("linkinfo.info_data.resend_igmp", 2),
            Is("linkinfo.info_data.num_peer_notif", 2),
            Is("linkinfo.info_data.all_slaves_active", 1),
            Is("linkinfo.info_data.min_links", 1),
            Is("linkinfo.info_data.lp_interval", 2),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
            Is("master", "br0"),
            Is("ip -j link show dev leg", "[0].master", "team"),
        ],
        InPlace =
        [
            new("bond team {", "bond team { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("master br0", "master none", Is("master", null)),
            new("master none", "master br0", Is("master", "br0")),
            // The kernel keeps the delays in units of miimon, and changes them with it.
            new("miimon 100", "miimon 50", Is("linkinfo.info_data.miimon", 50)),
            new("updelay 200", "updelay 250", Is("linkinfo.info_data.updelay", 250)),
            new("downdelay 300", "downdelay 350", Is("linkinfo.info_data.downdelay", 350)),
            new("delay 400", "delay 450", Is("linkinfo.info_data.peer_notify_delay", 450)),
            new("use-carrier on", "use-carrier off", Is("linkinfo.info_data.use_carrier", 0)),
            new("primary leg", "primary spare", Is("linkinfo.info_data.primary", "spare")),
            new("reselect better", "reselect failure", Is("linkinfo.info_data.primary_reselect", "failure")),
            new("policy layer2", "policy vlan+srcmac", Is("linkinfo.info_data.xmit_hash_policy", "vlan+srcmac")),
            new("resend-igmp 2", "resend-igmp 3", Is("linkinfo.info_data.resend_igmp", 3)),
            new("num-grat-arp 2", "num-grat-arp 0", Is("linkinfo.info_data.num_peer_notif", 0)),
            new("all-slaves-active on", "", Is("linkinfo.info_data.all_slaves_active", 0)),
            new("min-links 1", "min-links 2", Is("linkinfo.info_data.min_links", 2)),
            new("lp-interval 2", "lp-interval 7", Is("linkinfo.info_data.lp_interval", 7)),
        ],
        Anew = new("fail-over-mac none", "fail-over-mac follow", Is("linkinfo.info_data.fail_over_mac", "follow")),
        Foreign =
        [
            "ip link set dev team type bond miimon 150",
            "ip link set dev team type bond primary leg",
            "ip link set dev leg nomaster",
            "ip link delete dev team",
        ],
        Except = new Dictionary<string, string> { ["coupled-control"] = "iproute2 6.1 does not show it: Wire.Kernel.Tests, Guest/GuestBondAndBridgeTests" },
    };

    public static KindLife Lacp { get; } = new()
    {
        Kind = "bond",
        Variant = "802.3ad",
        Name = "team",
        Look = KindLife.LinkLook("team"),
        Text = """
            dummy leg
            bond team {
                member leg
                mode 802.3ad
                lacp-rate fast
                lacp-active off
                ad-select bandwidth
                ad-user-port-key 7
                ad-actor-sys-prio 100
                ad-actor-system 02:00:00:00:0a:01
            }
            """,
        Shows =
        [
            Is("linkinfo.info_data.mode", "802.3ad"),
            Is("linkinfo.info_data.miimon", 100),
            Is("linkinfo.info_data.ad_lacp_rate", "fast"),
            Is("linkinfo.info_data.ad_lacp_active", "off"),
            Is("linkinfo.info_data.ad_select", "bandwidth"),
            Is("linkinfo.info_data.ad_user_port_key", 7),
            Is("linkinfo.info_data.ad_actor_sys_prio", 100),
            Is("linkinfo.info_data.ad_actor_system", "02:00:00:00:0a:01"),
            Is("flags[=UP]", "UP"),
        ],
        InPlace =
        [
            new("rate fast", "rate slow", Is("linkinfo.info_data.ad_lacp_rate", "slow")),
            new("active off", "active on", Is("linkinfo.info_data.ad_lacp_active", "on")),
            new("select bandwidth", "select count", Is("linkinfo.info_data.ad_select", "count")),
            new("key 7", "key 1023", Is("linkinfo.info_data.ad_user_port_key", 1023)),
            new("sys-prio 100", "sys-prio 200", Is("linkinfo.info_data.ad_actor_sys_prio", 200)),
            new("0a:01", "0a:02", Is("linkinfo.info_data.ad_actor_system", "02:00:00:00:0a:02")),
            new("ad-actor-system 02:00:00:00:0a:02", "", Is("linkinfo.info_data.ad_actor_system", "00:00:00:00:00:00")),
        ],
        Anew = new("mode 802.3ad\n    lacp-rate slow", "mode 802.3ad\n    fail-over-mac follow\n    lacp-rate slow", Is("linkinfo.info_data.fail_over_mac", "follow")),
        Foreign = ["ip link set dev team type bond ad_actor_sys_prio 5", "ip link delete dev team"],
    };

    public static KindLife Arp { get; } = new()
    {
        Kind = "bond",
        Variant = "watched by ARP",
        Name = "team",
        Look = KindLife.LinkLook("team"),
        Text = """
            dummy leg
            bond team {
                member leg
                mode active-backup
                arp-interval 1000
                arp-ip-target 10.0.0.1
                arp-ip-target 10.0.0.2
                ns-ip6-target fd00::1
                arp-validate all
                arp-all-targets all
                arp-missed-max 3
            }
            """,
        Shows =
        [
            Is("linkinfo.info_data.arp_interval", 1000),
            Has("linkinfo.info_data.arp_ip_target", "10.0.0.1, 10.0.0.2", Lists("10.0.0.1", "10.0.0.2")),
            Has("linkinfo.info_data.ns_ip6_target", "fd00::1", Lists("fd00::1")),
            Is("linkinfo.info_data.arp_validate", "all"),
            Is("linkinfo.info_data.arp_all_targets", "all"),
            Is("linkinfo.info_data.arp_missed_max", 3),
        ],
        InPlace =
        [
            new("arp-interval 1000", "arp-interval 2000", Is("linkinfo.info_data.arp_interval", 2000)),
            new("target 10.0.0.2", "target 10.0.0.3", Has("linkinfo.info_data.arp_ip_target", "10.0.0.1, 10.0.0.3", Lists("10.0.0.1", "10.0.0.3"))),
            new("ns-ip6-target fd00::1", "ns-ip6-target fd00::2", Has("linkinfo.info_data.ns_ip6_target", "fd00::2", Lists("fd00::2"))),
            new("ns-ip6-target fd00::2", "", Is("linkinfo.info_data.ns_ip6_target", null)),
            new("validate all", "validate filter-active", Is("linkinfo.info_data.arp_validate", "filter_active")),
            new("all-targets all", "all-targets any", Is("linkinfo.info_data.arp_all_targets", "any")),
            new("missed-max 3", "missed-max 4", Is("linkinfo.info_data.arp_missed_max", 4)),
        ],
        Foreign = ["ip link set dev team type bond arp_ip_target 10.9.9.9", "ip link set dev team type bond miimon 100"],
    };

    private static Func<JsonNode?, bool> Lists(params string[] items) =>
        found => found is JsonArray list && list.Select(n => n!.GetValue<string>()).SequenceEqual(items);

    public static KindLife Tlb { get; } = new()
    {
        Kind = "bond",
        Variant = "balance-tlb",
        Name = "team",
        Look = KindLife.LinkLook("team"),
        Text = "dummy leg\nbond team { mode balance-tlb; member leg; primary leg; tlb-dynamic-lb off }",
        Shows = [Is("linkinfo.info_data.tlb_dynamic_lb", 0), Is("linkinfo.info_data.primary", "leg"), Is("flags[=UP]", "UP")],
        InPlace = [new("lb off", "lb on", Is("linkinfo.info_data.tlb_dynamic_lb", 1))],
        Foreign = ["ip link delete dev team"],
    };

    public static KindLife RoundRobin { get; } = new()
    {
        Kind = "bond",
        Variant = "balance-rr",
        Name = "team",
        Look = KindLife.LinkLook("team"),
        Text = "dummy leg\nbond team { mode balance-rr; member leg; packets-per-slave 3 }",
        Shows = [Is("linkinfo.info_data.packets_per_slave", 3)],
        InPlace = [new("slave 3", "slave 0", Is("linkinfo.info_data.packets_per_slave", 0))],
        Anew = new("mode balance-rr; member leg; packets-per-slave 0", "mode balance-xor; member leg", Is("linkinfo.info_data.packets_per_slave", 1), Is("linkinfo.info_data.mode", "balance-xor")),
        Foreign = ["ip link delete dev leg"],
    };
}
