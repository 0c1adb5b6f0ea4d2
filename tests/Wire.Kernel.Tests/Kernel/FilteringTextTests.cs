using System.Globalization;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>
/// Every statement that Wire knows, in both directions: nft(8) prints Wire's rule in Wire's words, and Wire reads the rule that nft(8)
/// makes of them as the same words.
/// </summary>
[Trait("Category", "Kernel")]
[Trait("Category", "Guest")]
public sealed class FilteringTextTests
{
    private const string Sets = """
        nft-set s4 { table t; type ipv4_addr }
        nft-set s6 { table t; type ipv6_addr; flags interval; element 2001:db8::/32 }
        nft-set pairs { table t; type "ipv4_addr . inet_service"; flags interval; element "10.0.0.0/8 . 22"; element "192.0.2.1 . 1000-2000" }
        nft-set ports { table t; type inet_service; flags interval; element 22; element 80-90; element 65535; element 0 }
        nft-set seen { table t; type ipv4_addr; flags timeout,dynamic; timeout 1m; size 1000 }
        nft-map verdicts { table t; type inet_service; data verdict; element "22 : accept"; element "80 : jump other" }
        nft-map marks { table t; type ipv4_addr; data mark; element "10.0.0.1 : 0x00000005" }
        """;

    public static TheoryData<string, string, string> Families => new()
    {
        {
            "inet", "hook input", """
            ip saddr 10.0.0.1
            ip saddr != 10.0.0.1
            ip saddr 10.0.0.0/8
            ip saddr 10.128.0.0/9
            ip saddr != 10.128.0.0/9
            ip saddr 10.0.0.1-10.0.0.9
            ip daddr != 10.0.0.1-10.0.0.9
            ip dscp cs1
            ip dscp != af11
            ip dscp 0x03
            ip ttl 5
            ip ttl < 5
            ip ttl >= 64
            ip protocol esp
            ip6 saddr 2001:db8::1
            ip6 saddr 2001:db8::/32
            ip6 daddr fe80::/10
            ip6 nexthdr udp
            ip6 hoplimit 255
            ip6 dscp ef
            tcp dport 22
            tcp dport != 22
            tcp dport 1000-2000
            tcp sport != 5-6
            udp dport 53
            udp sport 67-68
            tcp flags syn
            tcp flags syn / fin,syn,rst,ack
            icmp type echo-request
            icmp type 77
            icmpv6 type nd-neighbor-solicit
            ether saddr 02:00:00:00:00:01
            vlan id 7
            iifname "eth0"
            iifname "eth*"
            oifname != "eth1"
            meta mark 0x00000001
            meta mark & 0x000000ff == 0x00000001
            meta mark != 0x00000007
            meta l4proto sctp
            meta nfproto ipv6
            meta pkttype broadcast
            ct state established,related
            ct state new
            ct state != invalid
            ct mark 0x00000009
            ip saddr @s4
            ip saddr != @s4
            ip6 saddr @s6
            tcp dport @ports
            ip saddr . tcp dport @pairs
            tcp dport vmap @verdicts
            meta mark set ip saddr map @marks
            meta mark set 0x00000007
            ct mark set 0x00000009
            add @seen { ip saddr }
            update @seen { ip saddr timeout 30s }
            limit rate 5/second burst 10 packets
            limit rate over 100/minute
            limit rate 5 mbytes/second
            limit rate over 10 kbytes/second burst 100 kbytes
            log prefix "wire: "
            log prefix "wire: " level info
            log group 3
            log prefix "x" group 3
            log
            counter
            reject
            meta l4proto tcp reject with tcp reset
            tcp dport 113 reject with tcp reset
            reject with icmpx admin-prohibited
            reject with icmp host-unreachable
            reject with icmpv6 no-route
            accept
            drop
            continue
            return
            jump other
            goto other
            tcp dport { 22, 80 }
            tcp dport != { 22, 80-90, 65535 }
            ip saddr { 10.0.0.0/8, 192.0.2.1-192.0.2.9, 198.51.100.1 }
            ip6 saddr { 2001:db8::/32, fe80::1 }
            ip saddr . tcp dport { 10.0.0.1 . 22, 10.0.0.2 . 80 }
            ip saddr . tcp dport { 10.0.0.0/8 . 22, 192.0.2.1 . 80-90 } accept
            iifname { "eth0", "eth1" } counter
            meta l4proto { tcp, udp } th dport 53 accept
            meta mark { 0x00000001, 0x00000002 }
            ct state vmap { invalid : drop, established : accept, related : accept }
            tcp dport vmap { 22 : jump other, 80-90 : accept }
            meta mark set ip saddr map { 10.0.0.1 : 0x00000005, 10.0.0.2 : 0x00000006 }
            ip saddr 10.0.0.0/8 tcp dport 22 ct state new limit rate 3/minute counter log prefix "ssh " accept
            ip saddr 10.0.0.1 ip daddr 10.0.0.2 udp dport 53 drop
            tcp dport 22 ip saddr 10.0.0.1 accept
            """
        },
        {
            "ip", "hook input", """
            ip saddr 10.0.0.1
            icmp type echo-request
            tcp dport 22
            ip saddr . tcp dport @pairs
            reject
            reject with icmp admin-prohibited
            """
        },
        {
            "ip6", "hook input", """
            ip6 saddr 2001:db8::1
            icmpv6 type echo-request
            tcp dport 22
            reject
            reject with icmpv6 admin-prohibited
            """
        },
        {
            "inet", "type nat; hook prerouting; priority -100", """
            tcp dport 22 dnat ip to 10.0.0.1
            tcp dport 22 dnat ip to 10.0.0.1:8080
            tcp dport 22 dnat ip to 10.0.0.1-10.0.0.9:80-90 random,persistent
            tcp dport { 80, 443 } dnat ip6 to [2001:db8::1]:80
            dnat ip6 to 2001:db8::1
            udp dport 53 dnat ip6 to [2001:db8::1]-[2001:db8::3]:53
            tcp dport 22 dnat to :80
            redirect
            tcp dport 22 counter redirect to :8080
            udp dport 53 redirect to :8080-8090 random
            """
        },
        {
            "ip", "type nat; hook postrouting; priority 100", """
            snat to 192.0.2.1
            oifname "eth0" snat to 192.0.2.0/30
            meta l4proto tcp snat to 192.0.2.1:1024-2048 fully-random
            masquerade
            ip saddr 10.0.0.0/8 counter masquerade random,persistent
            meta l4proto { tcp, udp } masquerade to :1024-65535 fully-random
            """
        },
        {
            "arp", "hook input", """
            arp operation request
            arp saddr ip 192.0.2.1
            arp daddr ip 192.0.2.0/24
            arp saddr ether 02:00:00:00:00:01
            drop
            """
        },
        {
            "bridge", "hook input", """
            ether saddr 02:00:00:00:00:01
            ether saddr != 02:00:00:00:00:01
            ether daddr ff:ff:ff:ff:ff:ff
            ether type arp
            ether type 0x88cc
            vlan id 7
            ip saddr 192.0.2.1
            ip6 saddr 2001:db8::1
            arp operation reply
            arp saddr ip 192.0.2.1
            arp saddr ether 02:00:00:00:00:01
            ether saddr 02:00:00:00:00:01 arp saddr ip != 192.0.2.1 drop
            iifname "eth0" ether saddr != 02:00:00:00:00:01 counter drop
            tcp dport 22
            udp sport 67
            icmp type echo-request
            icmpv6 type nd-router-advert
            """
        },
        {
            "netdev", "hook ingress; dev lo", """
            ip saddr 192.0.2.1
            ether saddr 02:00:00:00:00:01
            ether type ip
            vlan id 7
            arp operation request
            tcp dport 22
            icmp type echo-request
            """
        },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void NftPrintsWhatWireWritesAndWireReadsWhatNftWrites(string family, string hook, string lines)
    {
        string[] rules = lines.Split('\n', StringSplitOptions.TrimEntries);
        using Filtering wire = new();

        wire.Apply($$"""
            nft-table t { family {{family}} }
            nft-chain other { table t; family {{family}} }
            nft-chain c { table t; family {{family}}; {{hook}} }
            {{Sets.Replace("table t;", $"table t; family {family};", StringComparison.Ordinal)}}
            {{string.Join('\n', rules.Select((rule, i) => Rule(family, i, rule)))}}
            """);

        Assert.Equal(rules, wire.Rules($"{family} t c"));

        using Filtering other = new();
        other.Nft("-f -", wire.Nft("list ruleset"));
        string[] read = [.. other.Look().OfType<NftRule>().Where(r => r.Chain == "c").OrderBy(r => r.Handle).Select(r => string.Join(' ', (r.Matches ?? []).Concat(r.Actions ?? [])))];
        Assert.Equal(rules.Select(r => Plain(r)), read);
    }

    /// <summary>Names of links have no quotes in Wire's texts.</summary>
    private static string Plain(string text) => text.StartsWith("log", StringComparison.Ordinal) || text.Contains(" log prefix", StringComparison.Ordinal) ? text : text.Replace("\"", "", StringComparison.Ordinal);

    /// <summary>The whole line is cut into statements where a word begins one.</summary>
    private static string Rule(string family, int order, string text)
    {
        List<NftStatement> statements = [];
        string[] words = text.Split(' ');
        for (int at = 0; at < words.Length;)
        {
            int length = words.Length - at;
            NftStatement? statement = null;
            while (length > 0 && (statement = NftRuleText.Parse(string.Join(' ', words.AsSpan(at, length)!))) is null)
            {
                length--;
            }
            Assert.True(statement is not null, $"no statement begins at '{string.Join(' ', words[at..])}'");
            statements.Add(statement);
            at += length;
        }
        int matches = statements.TakeWhile(s => s.IsMatch).Count();
        return string.Create(CultureInfo.InvariantCulture, $"nft-rule {order} {{ table t; family {family}; chain c; ")
            + string.Concat(statements.Select((s, i) => $"{(i < matches ? "match" : "action")} \"{s.ToString()!.Replace("\"", "\\\"", StringComparison.Ordinal)}\"; ")) + "}";
    }
}
