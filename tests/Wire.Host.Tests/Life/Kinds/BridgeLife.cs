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
                group-address 01:80:c2:00:00:05
                group-fwd-mask 0x8
                no-linklocal-learn on
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
            Is("linkinfo.info_data.group_addr", "01:80:c2:00:00:05"),
            Is("linkinfo.info_data.group_fwd_mask", "0x8"),
            Is("linkinfo.info_data.no_linklocal_learn", 1),
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
            new("00:05", "00:06", Is("linkinfo.info_data.group_addr", "01:80:c2:00:00:06")),
            new("0x8", "0x4008", Is("linkinfo.info_data.group_fwd_mask", "0x4008")),
            new("no-linklocal-learn on", "", Is("linkinfo.info_data.no_linklocal_learn", 0)),
        ],
        Foreign =
        [
            "ip link set dev br0 type bridge stp_state 1 forward_delay 400 ageing_time 0",
            "ip link set dev br0 down mtu 1200 alias foreign address 02:00:00:00:01:03",
            "ip link set dev br0 down name br7",
            "ip link delete dev br0",
        ],
        Except = new Dictionary<string, string>
        {
            ["master"] = "a bridge is no port of a bridge, and the kernel gives a bond no bridge",
            ["mst"] = "iproute2 6.1 does not show it: Wire.Kernel.Tests, Guest/GuestBondAndBridgeTests",
            ["fdb-max-learned"] = "iproute2 6.1 does not show it: Wire.Kernel.Tests, Guest/GuestBondAndBridgeTests",
            ["nf-call-iptables"] = "the lab's kernel is built without br_netfilter",
            ["nf-call-ip6tables"] = "the lab's kernel is built without br_netfilter",
            ["nf-call-arptables"] = "the lab's kernel is built without br_netfilter",
        },
    };

    public static KindLife Vlans { get; } = new()
    {
        Kind = "bridge",
        Variant = "with VLANs",
        Name = "br0",
        Look = KindLife.LinkLook("br0"),
        Text = """
            bridge br0 {
                vlan-filtering on
                vlan-protocol 802.1ad
                vlan-default-pvid 7
                vlan-stats-enabled on
                vlan-stats-per-port on
                mcast-vlan-snooping on
            }
            """,
        Shows =
        [
            Is("linkinfo.info_data.vlan_filtering", 1),
            Is("linkinfo.info_data.vlan_protocol", "802.1ad"),
            Is("linkinfo.info_data.vlan_default_pvid", 7),
            Is("linkinfo.info_data.vlan_stats_enabled", 1),
            Is("linkinfo.info_data.vlan_stats_per_port", 1),
            Is("linkinfo.info_data.mcast_vlan_snooping", 1),
        ],
        InPlace =
        [
            new("pvid 7", "pvid 0", Is("linkinfo.info_data.vlan_default_pvid", 0)),
            new("pvid 0", "pvid 9", Is("linkinfo.info_data.vlan_default_pvid", 9)),
            new("802.1ad", "802.1Q", Is("linkinfo.info_data.vlan_protocol", "802.1Q")),
            new("enabled on", "enabled off", Is("linkinfo.info_data.vlan_stats_enabled", 0)),
            new("per-port on", "per-port off", Is("linkinfo.info_data.vlan_stats_per_port", 0)),
            new("mcast-vlan-snooping on", "", Is("linkinfo.info_data.mcast_vlan_snooping", 0)),
            new("filtering on", "filtering off", Is("linkinfo.info_data.vlan_filtering", 0)),
        ],
        Foreign = ["ip link set dev br0 type bridge vlan_filtering 1 vlan_default_pvid 3", "ip link delete dev br0"],
    };

    public static KindLife Multicast { get; } = new()
    {
        Kind = "bridge",
        Variant = "with multicast",
        Name = "br0",
        Look = KindLife.LinkLook("br0"),
        Text = """
            bridge br0 {
                mcast-snooping off
                mcast-router off
                mcast-querier on
                mcast-query-use-ifaddr on
                mcast-hash-max 512
                mcast-last-member-count 3
                mcast-startup-query-count 4
                mcast-last-member-interval 0.5
                mcast-membership-interval 100
                mcast-querier-interval 120
                mcast-query-interval 60
                mcast-query-response-interval 5.24
                mcast-startup-query-interval 20
                mcast-stats-enabled on
                mcast-igmp-version 3
                mcast-mld-version 2
            }
            """,
        // Times are in hundredths of a second there.
        Shows =
        [
            Is("linkinfo.info_data.mcast_snooping", 0),
            Is("linkinfo.info_data.mcast_router", 0),
            Is("linkinfo.info_data.mcast_querier", 1),
            Is("linkinfo.info_data.mcast_query_use_ifaddr", 1),
            Is("linkinfo.info_data.mcast_hash_max", 512),
            Is("linkinfo.info_data.mcast_last_member_cnt", 3),
            Is("linkinfo.info_data.mcast_startup_query_cnt", 4),
            Is("linkinfo.info_data.mcast_last_member_intvl", 50),
            Is("linkinfo.info_data.mcast_membership_intvl", 10000),
            Is("linkinfo.info_data.mcast_querier_intvl", 12000),
            Is("linkinfo.info_data.mcast_query_intvl", 6000),
            Is("linkinfo.info_data.mcast_query_response_intvl", 524),
            Is("linkinfo.info_data.mcast_startup_query_intvl", 2000),
            Is("linkinfo.info_data.mcast_stats_enabled", 1),
            Is("linkinfo.info_data.mcast_igmp_version", 3),
            Is("linkinfo.info_data.mcast_mld_version", 2),
        ],
        InPlace =
        [
            new("snooping off", "snooping on", Is("linkinfo.info_data.mcast_snooping", 1)),
            new("router off", "router on", Is("linkinfo.info_data.mcast_router", 2)),
            new("querier on", "querier off", Is("linkinfo.info_data.mcast_querier", 0)),
            new("ifaddr on", "ifaddr off", Is("linkinfo.info_data.mcast_query_use_ifaddr", 0)),
            new("hash-max 512", "hash-max 1024", Is("linkinfo.info_data.mcast_hash_max", 1024)),
            new("member-count 3", "member-count 1", Is("linkinfo.info_data.mcast_last_member_cnt", 1)),
            new("query-count 4", "query-count 5", Is("linkinfo.info_data.mcast_startup_query_cnt", 5)),
            new("interval 0.5", "interval 0.76", Is("linkinfo.info_data.mcast_last_member_intvl", 76)),
            new("interval 100", "interval 200", Is("linkinfo.info_data.mcast_membership_intvl", 20000)),
            new("interval 120", "interval 130", Is("linkinfo.info_data.mcast_querier_intvl", 13000)),
            new("interval 60", "interval 61", Is("linkinfo.info_data.mcast_query_intvl", 6100)),
            new("interval 5.24", "interval 6", Is("linkinfo.info_data.mcast_query_response_intvl", 600)),
            new("mcast-startup-query-interval 20", "", Has("linkinfo.info_data.mcast_startup_query_intvl", "3125, or 3124 where a jiffy is 4 ms", found => (int?)found is 3124 or 3125)),
            new("enabled on", "enabled off", Is("linkinfo.info_data.mcast_stats_enabled", 0)),
            new("igmp-version 3", "igmp-version 2", Is("linkinfo.info_data.mcast_igmp_version", 2)),
            new("mld-version 2", "mld-version 1", Is("linkinfo.info_data.mcast_mld_version", 1)),
        ],
        Foreign = ["ip link set dev br0 type bridge mcast_querier 1 mcast_hash_max 99", "ip link delete dev br0"],
    };
}
