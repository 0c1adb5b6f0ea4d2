namespace Wire.Kernel.Tests.Guest.TrafficControl;

/// <summary>One after the other on one link.</summary>
public sealed record TcCase(string Name, params TcStep[] Steps)
{
    public override string ToString() => Name;
}

/// <param name="Text">For Wire, on link a.</param>
/// <param name="Tc">What makes the same on link b, which has nothing: one command of tc(8) a line.</param>
/// <param name="InPlace">From the step before, everything is changed and nothing made anew.</param>
public sealed record TcStep(string Text, string Tc, bool InPlace = true);

/// <summary>The cases of <see cref="AsTcDoesTests"/>: each kind with all of its attributes, and then with others.</summary>
internal static class TcCases
{
    public static IReadOnlyList<TcCase> All { get; } =
    [
        new("htb without a word", new TcStep("htb a { handle 1: }", "qdisc add dev b root handle 1: htb")),
        new("htb",
            new TcStep("htb a { handle 1:; default 10; r2q 20; direct-qlen 500 }", "qdisc add dev b root handle 1: htb default 10 r2q 20 direct_qlen 500"),
            new TcStep("htb a { handle 1:; default 20; r2q 20; direct-qlen 500 }", "qdisc add dev b root handle 1: htb default 20 r2q 20 direct_qlen 500", InPlace: false)),
        new("htb-class",
            new TcStep("""
                htb a { handle 1:; default 10 }
                htb-class a { classid 1:1; rate 100mbit }
                htb-class a { classid 1:10; parent 1:1; rate 10mbit; ceil 50mbit; burst 15k; cburst 25000; prio 2; quantum 3000; overhead 14; mpu 64; linklayer atm }
                htb-class a { classid 1:20; parent 1:1; rate 40gbit; burst 75000; cburst 75000 }
                """,
                """
                qdisc add dev b root handle 1: htb default 10
                class add dev b parent 1: classid 1:1 htb rate 100mbit
                class add dev b parent 1:1 classid 1:10 htb rate 10mbit ceil 50mbit burst 15k cburst 25000 prio 2 quantum 3000 overhead 14 mpu 64 linklayer atm
                class add dev b parent 1:1 classid 1:20 htb rate 40gbit burst 75000 cburst 75000
                """),
            new TcStep("""
                htb a { handle 1:; default 10 }
                htb-class a { classid 1:1; rate 80mbit; ceil 80mbit }
                htb-class a { classid 1:10; parent 1:1; rate 20mbit; ceil 60mbit; burst 25000; cburst 30000; prio 3; quantum 4000 }
                htb-class a { classid 1:20; parent 1:1; rate 40gbit; burst 75000; cburst 75000 }
                """,
                """
                qdisc add dev b root handle 1: htb default 10
                class add dev b parent 1: classid 1:1 htb rate 80mbit ceil 80mbit
                class add dev b parent 1:1 classid 1:10 htb rate 20mbit ceil 60mbit burst 25000 cburst 30000 prio 3 quantum 4000
                class add dev b parent 1:1 classid 1:20 htb rate 40gbit burst 75000 cburst 75000
                """)),
        new("leaf",
            new TcStep("""
                htb a { handle 1: }
                htb-class a { classid 1:10; rate 10mbit }
                htb a { parent 1:10; handle 10: }
                htb-class a { classid 10:1; rate 5mbit }
                fq-codel a { parent 10:1; handle 20: }
                """,
                """
                qdisc add dev b root handle 1: htb
                class add dev b parent 1: classid 1:10 htb rate 10mbit
                qdisc add dev b parent 1:10 handle 10: htb
                class add dev b parent 10: classid 10:1 htb rate 5mbit
                qdisc add dev b parent 10:1 handle 20: fq_codel
                """)),
        new("prio",
            new TcStep("prio a { handle 1: }", "qdisc add dev b root handle 1: prio"),
            new TcStep("prio a { handle 1:; bands 4; priomap 3,2,2,2,1,2,0,0,1,1,1,1,1,1,1,1 }", "qdisc add dev b root handle 1: prio bands 4 priomap 3 2 2 2 1 2 0 0 1 1 1 1 1 1 1 1"),
            new TcStep("prio a { handle 1:; bands 2; priomap 1,1,1,1,1,1,0,0,1,1,1,1,1,1,1,1 }", "qdisc add dev b root handle 1: prio bands 2 priomap 1 1 1 1 1 1 0 0 1 1 1 1 1 1 1 1")),
        new("below a band",
            new TcStep("prio a { handle 1: }\ntbf a { parent 1:2; handle 20:; rate 1mbit; burst 10k; limit 20k }",
                "qdisc add dev b root handle 1: prio\nqdisc add dev b parent 1:2 handle 20: tbf rate 1mbit burst 10k limit 20k")),
        new("tbf",
            new TcStep("tbf a { handle 1:; rate 10mbit; burst 10k; limit 30k }", "qdisc add dev b root handle 1: tbf rate 10mbit burst 10k limit 30k"),
            new TcStep("tbf a { handle 1:; rate 20mbit; burst 20k; latency 50ms; peakrate 40mbit; mtu 2000; overhead 4; mpu 64; linklayer atm }",
                "qdisc add dev b root handle 1: tbf rate 20mbit burst 20k latency 50ms peakrate 40mbit mtu 2000 overhead 4 mpu 64 linklayer atm"),
            new TcStep("tbf a { handle 1:; rate 1gbit; burst 100k; limit 1m }", "qdisc add dev b root handle 1: tbf rate 1gbit burst 100k limit 1m")),
        new("fq-codel",
            new TcStep("fq-codel a { handle 1: }", "qdisc add dev b root handle 1: fq_codel"),
            new TcStep("fq-codel a { handle 1:; limit 1000; memory-limit 4m; target 10ms; interval 200ms; quantum 600; ecn off; ce-threshold 2ms; ce-threshold-selector 1; ce-threshold-mask 3; drop-batch 32 }",
                "qdisc add dev b root handle 1: fq_codel limit 1000 memory_limit 4m target 10ms interval 200ms quantum 600 noecn ce_threshold 2ms ce_threshold_selector 1/3 drop_batch 32"),
            new TcStep("fq-codel a { handle 1:; quantum 700 }", "qdisc add dev b root handle 1: fq_codel quantum 700"),
            new TcStep("fq-codel a { handle 1:; quantum 700; flows 256 }", "qdisc add dev b root handle 1: fq_codel quantum 700 flows 256", InPlace: false)),
        new("fq",
            new TcStep("fq a { handle 1: }", "qdisc add dev b root handle 1: fq"),
            new TcStep("fq a { handle 1:; limit 5000; flow-limit 50; quantum 3000; initial-quantum 10000; maxrate 10mbit; low-rate-threshold 1mbit; buckets 2048; pacing off; refill-delay 20ms; orphan-mask 511; timer-slack 20us; ce-threshold 3ms; horizon 5s; horizon-drop off }",
                "qdisc add dev b root handle 1: fq limit 5000 flow_limit 50 quantum 3000 initial_quantum 10000 maxrate 10mbit low_rate_threshold 1mbit buckets 2048 nopacing refill_delay 20ms orphan_mask 511 timer_slack 20us ce_threshold 3ms horizon 5s horizon_cap"),
            new TcStep("fq a { handle 1:; quantum 4000; initial-quantum 12000 }", "qdisc add dev b root handle 1: fq quantum 4000 initial_quantum 12000")),
        new("cake",
            new TcStep("cake a { handle 1: }", "qdisc add dev b root handle 1: cake"),
            new TcStep("cake a { handle 1:; bandwidth 10mbit; rtt 50ms; diffserv diffserv8; isolation dual-dsthost; nat; wash; split-gso off; ack-filter aggressive; memlimit 2m; fwmark 255; atm ptm; overhead 18; mpu 64; ingress }",
                "qdisc add dev b root handle 1: cake bandwidth 10mbit rtt 50ms diffserv8 dual-dsthost nat wash no-split-gso ack-filter-aggressive memlimit 2m fwmark 255 ptm overhead 18 mpu 64 ingress"),
            new TcStep("cake a { handle 1:; bandwidth 5mbit; rtt regional; diffserv besteffort; isolation flowblind; overhead -4 }",
                "qdisc add dev b root handle 1: cake bandwidth 5mbit rtt 30ms besteffort flowblind overhead -4"),
            new TcStep("cake a { handle 1: }", "qdisc add dev b root handle 1: cake")),
        new("netem",
            new TcStep("netem a { handle 1: }", "qdisc add dev b root handle 1: netem"),
            new TcStep("netem a { handle 1:; limit 500; delay 100ms; jitter 10ms; delay-correlation 25%; loss 1%; loss-correlation 30%; duplicate 2%; duplicate-correlation 10%; corrupt 0.1%; corrupt-correlation 5%; reorder 25%; reorder-correlation 50%; gap 5; rate 1mbit; packet-overhead -10; cell-size 53; cell-overhead 5; ecn }",
                "qdisc add dev b root handle 1: netem limit 500 delay 100ms 10ms 25% loss random 1% 30% duplicate 2% 10% corrupt 0.1% 5% reorder 25% 50% gap 5 rate 1mbit -10 53 5 ecn"),
            new TcStep("netem a { handle 1:; loss-p13 1%; loss-p31 90%; loss-p32 5%; loss-p23 95%; loss-p14 2% }", "qdisc add dev b root handle 1: netem loss state 1% 90% 5% 95% 2%"),
            new TcStep("netem a { handle 1:; gemodel-p 1%; gemodel-r 10%; gemodel-1-h 70%; gemodel-1-k 0.1% }", "qdisc add dev b root handle 1: netem loss gemodel 1% 10% 70% 0.1%"),
            new TcStep("netem a { handle 1:; delay 1600us }", "qdisc add dev b root handle 1: netem delay 1600us"),
            new TcStep("netem a { handle 1:; delay 5ms; reorder 10%; slot-min 1ms; slot-max 2ms; slot-packets 5; slot-bytes 3000 }",
                "qdisc add dev b root handle 1: netem delay 5ms reorder 10% slot 1ms 2ms packets 5 bytes 3000")),
        new("ingress becomes clsact",
            new TcStep("ingress a", "qdisc add dev b ingress"),
            new TcStep("clsact a", "qdisc add dev b clsact", InPlace: false)),
        new("flower",
            new TcStep("""
                clsact a
                flower a { parent ingress; priority 10; protocol ip; dst-mac 02:00:00:00:00:01; src-mac 02:00:00:00:00:00/ff:ff:00:00:00:00; ip-proto tcp; ip-tos 0x10/0xfc; ip-ttl 64; ip-flags +frag-firstfrag; dst-ip 10.0.0.0/24; src-ip 10.1.0.1; dst-port 80; src-port 768/0xff00; tcp-flags 0x2/0x3; action drop }
                flower a { parent ingress; priority 11; protocol ipv6; ip-proto icmpv6; dst-ip fd00::/64; icmp-type 128; icmp-code 0; action pass }
                flower a { parent ingress; priority 12; protocol arp; arp-op request; arp-sip 10.0.0.1; arp-tip 10.0.0.0/24; arp-sha 02:00:00:00:00:01; arp-tha 02:00:00:00:00:02; action continue }
                flower a { parent egress; priority 13; protocol 802.1ad; vlan-id 100; vlan-prio 3; vlan-ethtype 802.1Q; cvlan-id 200; cvlan-prio 4; cvlan-ethtype ip; action drop }
                flower a { parent egress; priority 14; protocol ip; ip-proto udp; dst-port 1000-2000; src-port 5000-6000; skip-hw; handle 7; action drop }
                flower a { parent egress; priority 14; protocol ip; ip-proto udp; dst-port 53; handle 8; action drop }
                flower a { parent ingress; priority 15; protocol mpls_uc; mpls-label 100; mpls-tc 3; mpls-bos 1; mpls-ttl 64; action drop }
                flower a { parent ingress; priority 16; protocol all; enc-dst-ip 10.9.0.1; enc-src-ip 10.9.0.2; enc-dst-port 4789; enc-key-id 42; enc-tos 0x10; enc-ttl 64; indev a; action drop }
                flower a { parent ingress; priority 17; protocol ip; ct-state +trk+est-new; ct-zone 5; ct-mark 0x7/0xff; ct-label 0102030405060708090a0b0c0d0e0f10; action drop }
                flower a { parent ingress; chain 5; priority 1; protocol all; num-of-vlans 2; action drop }
                flower a { parent ingress; priority 18; protocol ppp_ses; pppoe-sid 7; ppp-proto ip; action drop }
                """,
                """
                qdisc add dev b clsact
                filter add dev b ingress prio 10 protocol ip flower dst_mac 02:00:00:00:00:01 src_mac 02:00:00:00:00:00/ff:ff:00:00:00:00 ip_proto tcp ip_tos 0x10/0xfc ip_ttl 64 ip_flags frag/nofirstfrag dst_ip 10.0.0.0/24 src_ip 10.1.0.1 dst_port 80 src_port 768/0xff00 tcp_flags 0x2/0x3 action drop
                filter add dev b ingress prio 11 protocol ipv6 flower ip_proto icmpv6 dst_ip fd00::/64 type 128 code 0 action pass
                filter add dev b ingress prio 12 protocol arp flower arp_op request arp_sip 10.0.0.1 arp_tip 10.0.0.0/24 arp_sha 02:00:00:00:00:01 arp_tha 02:00:00:00:00:02 action continue
                filter add dev b egress prio 13 protocol 802.1ad flower vlan_id 100 vlan_prio 3 vlan_ethtype 802.1Q cvlan_id 200 cvlan_prio 4 cvlan_ethtype ip action drop
                filter add dev b egress prio 14 handle 7 protocol ip flower ip_proto udp dst_port 1000-2000 src_port 5000-6000 skip_hw action drop
                filter add dev b egress prio 14 handle 8 protocol ip flower ip_proto udp dst_port 53 action drop
                filter add dev b ingress prio 15 protocol mpls_uc flower mpls_label 100 mpls_tc 3 mpls_bos 1 mpls_ttl 64 action drop
                filter add dev b ingress prio 16 protocol all flower enc_dst_ip 10.9.0.1 enc_src_ip 10.9.0.2 enc_dst_port 4789 enc_key_id 42 enc_tos 0x10 enc_ttl 64 indev b action drop
                filter add dev b ingress prio 17 protocol ip flower ct_state +trk+est-new ct_zone 5 ct_mark 0x7/0xff ct_label 0102030405060708090a0b0c0d0e0f10 action drop
                filter add dev b ingress chain 5 prio 1 protocol all flower num_of_vlans 2 action drop
                filter add dev b ingress prio 18 protocol ppp_ses flower pppoe_sid 7 ppp_proto ip action drop
                """)),
        new("flower is replaced",
            new TcStep("clsact a\nflower a { parent ingress; priority 10; protocol ip; ip-proto udp; dst-port 53; action drop }",
                "qdisc add dev b clsact\nfilter add dev b ingress prio 10 protocol ip flower ip_proto udp dst_port 53 action drop"),
            new TcStep("clsact a\nflower a { parent ingress; priority 10; protocol ip; ip-proto udp; dst-port 53; action skbedit mark 7; action pass }",
                "qdisc add dev b clsact\nfilter add dev b ingress prio 10 protocol ip flower ip_proto udp dst_port 53 action skbedit mark 7 action pass"),
            new TcStep("clsact a\nflower a { parent ingress; priority 10; protocol ipv6; ip-proto tcp; dst-ip fd00::1; action pass }",
                "qdisc add dev b clsact\nfilter add dev b ingress prio 10 protocol ipv6 flower ip_proto tcp dst_ip fd00::1 action pass", InPlace: false)),
        new("flower to a class",
            new TcStep("htb a { handle 1: }\nhtb-class a { classid 1:10; rate 1mbit }\nflower a { parent 1:; priority 1; protocol ip; dst-ip 10.0.0.1; classid 1:10 }\nmatchall a { parent 1:10; priority 1; protocol all; action drop }",
                "qdisc add dev b root handle 1: htb\nclass add dev b parent 1: classid 1:10 htb rate 1mbit\nfilter add dev b parent 1: prio 1 protocol ip flower dst_ip 10.0.0.1 classid 1:10\nfilter add dev b parent 1:10 prio 1 protocol all matchall action drop")),
        new("actions",
            new TcStep("""
                clsact a
                matchall a { parent ingress; priority 1; protocol all; action police rate 10mbit burst 15k conform-exceed drop; action pass }
                matchall a { parent ingress; priority 2; protocol all; action police rate 80gbit burst 1000000 mtu 64k peakrate 90gbit overhead 4 linklayer atm conform-exceed drop/pipe; action mirred egress redirect dev ifb7 }
                matchall a { parent ingress; priority 3; protocol all; action police pkts_rate 1000 pkts_burst 200 conform-exceed continue; action mirred ingress mirror dev ifb7; action drop }
                matchall a { parent egress; priority 4; protocol all; action skbedit queue_mapping 1 priority 1:10 mark 5/0xff ptype host; action pipe; action reclassify }
                matchall a { parent ingress; priority 5; protocol all; action vlan push id 100; action vlan push id 200 protocol 802.1ad priority 3; action vlan modify id 5 priority 2; action vlan pop; action vlan pop pass }
                matchall a { parent egress; priority 5; protocol all; action drop random netrand continue 10; action pass random determ drop 5 }
                matchall a { parent ingress; priority 6; protocol all; action vlan push_eth dst_mac 02:00:00:00:00:01 src_mac 02:00:00:00:00:02; action vlan pop_eth; action goto chain 5 }
                flower a { parent egress; priority 9; protocol ip; ip-proto tcp; action pedit ex munge ip tos set 0x10 retain 0xfc munge ip ttl dec munge ip dst set 10.0.0.9 munge tcp dport set 8080 pipe; action csum ip4h tcp pipe; action mirred egress mirror dev ifb7 }
                flower a { parent egress; priority 10; protocol ipv6; action pedit ex munge ip6 traffic_class set 0x20 munge ip6 hoplimit set 63; action skbedit inheritdsfield }
                """,
                """
                qdisc add dev b clsact
                filter add dev b ingress prio 1 protocol all matchall action police rate 10mbit burst 15k conform-exceed drop action pass
                filter add dev b ingress prio 2 protocol all matchall action police rate 80gbit burst 1000000 mtu 64k peakrate 90gbit overhead 4 linklayer atm conform-exceed drop/pipe action mirred egress redirect dev ifb7
                filter add dev b ingress prio 3 protocol all matchall action police pkts_rate 1000 pkts_burst 200 conform-exceed continue action mirred ingress mirror dev ifb7 action drop
                filter add dev b egress prio 4 protocol all matchall action skbedit queue_mapping 1 priority 1:10 mark 5/0xff ptype host action pipe action reclassify
                filter add dev b ingress prio 5 protocol all matchall action vlan push id 100 action vlan push id 200 protocol 802.1ad priority 3 action vlan modify id 5 priority 2 action vlan pop action vlan pop pass
                filter add dev b egress prio 5 protocol all matchall action drop random netrand continue 10 action pass random determ drop 5
                filter add dev b ingress prio 6 protocol all matchall action vlan push_eth dst_mac 02:00:00:00:00:01 src_mac 02:00:00:00:00:02 action vlan pop_eth action goto chain 5
                filter add dev b egress prio 9 protocol ip flower ip_proto tcp action pedit ex munge ip tos set 0x10 retain 0xfc munge ip ttl dec munge ip dst set 10.0.0.9 munge tcp dport set 8080 pipe action csum ip4h and tcp pipe action mirred egress mirror dev ifb7
                filter add dev b egress prio 10 protocol ipv6 flower action pedit ex munge ip6 traffic_class set 0x20 munge ip6 hoplimit set 63 action skbedit inheritdsfield
                """)),
        new("matchall is made anew",
            new TcStep("clsact a\nmatchall a { parent egress; priority 1; protocol all; action drop }", "qdisc add dev b clsact\nfilter add dev b egress prio 1 protocol all matchall action drop"),
            new TcStep("clsact a\nmatchall a { parent egress; priority 1; protocol all; action pass }", "qdisc add dev b clsact\nfilter add dev b egress prio 1 protocol all matchall action pass", InPlace: false)),
        new("u32",
            new TcStep("""
                htb a { handle 1: }
                htb-class a { classid 1:10; rate 1mbit }
                htb-class a { classid 1:20; rate 1mbit }
                u32 a { parent 1:; priority 1; protocol ip; match ip dst 10.0.0.0/8; match ip dport 80 0xffff; classid 1:10 }
                u32 a { parent 1:; priority 1; protocol ip; handle ::801; match u8 0x10 0xf0 at 1; classid 1:10; action police rate 1mbit burst 10k conform-exceed drop }
                u32 a { parent 1:; priority 2; protocol all; match u32 0 0 at 0; mark 0x5/0xff; classid 1:20 }
                """,
                """
                qdisc add dev b root handle 1: htb
                class add dev b parent 1: classid 1:10 htb rate 1mbit
                class add dev b parent 1: classid 1:20 htb rate 1mbit
                filter add dev b parent 1: prio 1 protocol ip u32 match ip dst 10.0.0.0/8 match ip dport 80 0xffff classid 1:10
                filter add dev b parent 1: prio 1 protocol ip handle 800::801 u32 match u8 0x10 0xf0 at 1 classid 1:10 action police rate 1mbit burst 10k conform-exceed drop
                filter add dev b parent 1: prio 2 protocol all u32 match u32 0 0 at 0 match mark 0x5 0xff classid 1:20
                """),
            new TcStep("""
                htb a { handle 1: }
                htb-class a { classid 1:10; rate 1mbit }
                htb-class a { classid 1:20; rate 1mbit }
                u32 a { parent 1:; priority 1; protocol ip; match ip dst 10.0.0.0/8; match ip dport 80 0xffff; classid 1:20 }
                u32 a { parent 1:; priority 1; protocol ip; handle ::801; match u8 0x10 0xf0 at 1; classid 1:20; action drop }
                u32 a { parent 1:; priority 2; protocol all; match u32 0 0 at 0; mark 0x5/0xff; classid 1:20 }
                """,
                """
                qdisc add dev b root handle 1: htb
                class add dev b parent 1: classid 1:10 htb rate 1mbit
                class add dev b parent 1: classid 1:20 htb rate 1mbit
                filter add dev b parent 1: prio 1 protocol ip u32 match ip dst 10.0.0.0/8 match ip dport 80 0xffff classid 1:20
                filter add dev b parent 1: prio 1 protocol ip handle 800::801 u32 match u8 0x10 0xf0 at 1 classid 1:20 action drop
                filter add dev b parent 1: prio 2 protocol all u32 match u32 0 0 at 0 match mark 0x5 0xff classid 1:20
                """),
            new TcStep("""
                htb a { handle 1: }
                htb-class a { classid 1:10; rate 1mbit }
                htb-class a { classid 1:20; rate 1mbit }
                u32 a { parent 1:; priority 1; protocol ip; match ip dst 10.0.0.0/9; classid 1:20 }
                u32 a { parent 1:; priority 2; protocol all; match u32 0 0 at 0; classid 1:20 }
                """,
                """
                qdisc add dev b root handle 1: htb
                class add dev b parent 1: classid 1:10 htb rate 1mbit
                class add dev b parent 1: classid 1:20 htb rate 1mbit
                filter add dev b parent 1: prio 1 protocol ip u32 match ip dst 10.0.0.0/9 classid 1:20
                filter add dev b parent 1: prio 2 protocol all u32 match u32 0 0 at 0 classid 1:20
                """, InPlace: false)),
        new("u32 with hash tables",
            new TcStep("""
                clsact a
                u32 a { parent ingress; priority 5; protocol ip; handle 1:; divisor 256 }
                u32 a { parent ingress; priority 5; protocol ip; handle 1:2:3; ht 1:2:; match ip src 10.0.0.2/32; action drop }
                u32 a { parent ingress; priority 5; protocol ip; match ip src 10.0.0.0/24; link 1:; hashkey mask 0x000000ff at 12; offset at 0 mask 0x0f00 shift 6 eat }
                """,
                """
                qdisc add dev b clsact
                filter add dev b ingress prio 5 protocol ip handle 1: u32 divisor 256
                filter add dev b ingress prio 5 protocol ip handle 1:2:3 u32 ht 1:2: match ip src 10.0.0.2/32 action drop
                filter add dev b ingress prio 5 protocol ip u32 match ip src 10.0.0.0/24 link 1: hashkey mask 0x000000ff at 12 offset at 0 mask 0x0f00 shift 6 eat
                """)),
    ];
}
