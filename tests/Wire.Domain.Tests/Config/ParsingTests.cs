namespace Wire.Domain.Tests.Config;

public sealed class ParsingTests
{
    private const string Page = """
        bridge vswitch0 {
            stp off
            mtu 1500
            port v-a                        # an existing or declared link becomes a port
            address 10.0.0.1/24
        }
        veth v-a { peer v-b }               # both ends are Wire's; the peer can have a block of its own: peer v-b { mtu 1400 }
        bond bond0 { mode active-backup; miimon 100; member eth1; member eth2 }
        vlan eth0.100 { parent eth0; id 100 }
        vxlan vx100 { vni 100; local 10.0.0.1; remote 10.0.0.2; port 4789; master vswitch0 }
        interface eth0 { mtu 9000; address 192.0.2.10/24 }     # a link Wire did not make: configured, never created or deleted
        route 198.51.100.0/24 { via 10.0.0.254; metric 50 }
        route default { via 10.0.0.254 }                       # also: nexthop 10.0.0.2 weight 1; nexthop 10.0.0.3 weight 2; blackhole; table 100
        rule 1000 { from 10.1.0.0/16; table 100 }
        fdb 02:00:00:00:00:05 { dev vx100; remote 10.0.0.9 }
        """;

    [Fact]
    public void ThePageThatDescribesTheLanguageIsUnderstood()
    {
        Assert.Equal(
            [
                new Bridge { Name = "vswitch0", Stp = false, Mtu = 1500, Up = true },
                new Address { Link = "vswitch0", Prefix = IpPrefix.Parse("10.0.0.1/24") },
                new Veth { Name = "v-a", Peer = "v-b", Master = "vswitch0", Up = true },
                new Veth { Name = "v-b", Peer = "v-a", Up = true },
                new Bond { Name = "bond0", Mode = 1, Miimon = 100, Up = true },
                new Vlan { Name = "eth0.100", Parent = "eth0", Id = 100, Up = true },
                new Vxlan { Name = "vx100", Vni = 100, Local = IpAddr.Parse("10.0.0.1"), Remote = IpAddr.Parse("10.0.0.2"), Port = 4789, Master = "vswitch0", Up = true },
                new Interface { Name = "eth0", Mtu = 9000, Up = true },
                new Address { Link = "eth0", Prefix = IpPrefix.Parse("192.0.2.10/24") },
                new Route { Prefix = IpPrefix.Parse("198.51.100.0/24"), Via = IpAddr.Parse("10.0.0.254"), Metric = 50 },
                new Route { Prefix = IpPrefix.DefaultV4, Via = IpAddr.Parse("10.0.0.254") },
                new Rule { Priority = 1000, From = IpPrefix.Parse("10.1.0.0/16"), Table = 100 },
                new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:00:05"), Dev = "vx100", Remote = IpAddr.Parse("10.0.0.9") },
                new Interface { Name = "eth1", Master = "bond0" },
                new Interface { Name = "eth2", Master = "bond0" },
            ],
            Read(Page));
    }

    [Fact]
    public void SequentialLinesOfOneObjectAreOneObjectAndPlacesAreKept()
    {
        ConfigResult result = ConfigDocument.Parse("set bridge vswitch0 mtu 1500\nset veth v-a peer v-b\nset bridge vswitch0 port v-a\n", "net.wire");
        Assert.Empty(result.Errors);
        Configuration configuration = result.Document!.Lower();
        Assert.Equal(
            [new Bridge { Name = "vswitch0", Mtu = 1500, Up = true }, new Veth { Name = "v-a", Peer = "v-b", Master = "vswitch0", Up = true }, new Veth { Name = "v-b", Peer = "v-a", Up = true }],
            configuration.Declared.Select(d => d.Resource));
        Assert.Equal(new SourceLocation("net.wire", 2, 10), configuration.Declared[1].Origin);
    }

    private static IEnumerable<Resource> Read(string text)
    {
        ConfigResult result = ConfigDocument.Parse(text, "net.wire");
        Assert.Empty(result.Errors.Select(e => e.Render()));
        Configuration configuration = result.Document!.Lower();
        Assert.Empty(configuration.Errors.Select(e => e.Render()));
        return configuration.Declared.Select(d => d.Resource);
    }

    /// <summary>As docs/configuration.md has it.</summary>
    [Fact]
    public void TunnelOfIpsecIsRead()
    {
        IReadOnlyList<Resource> read = Config.Read.Resources("""
            xfrm-state 0x1000 { src 192.0.2.1; dst 192.0.2.2; mode tunnel; reqid 1; aead rfc4106(gcm(aes)); aead-key to-branch }
            xfrm-state 0x2000 { src 192.0.2.2; dst 192.0.2.1; mode tunnel; reqid 1; aead rfc4106(gcm(aes)); aead-key from-branch; replay-window 64 }
            xfrm-policy out { src 10.1.0.0/16; dst 10.2.0.0/16; tmpl src 192.0.2.1 dst 192.0.2.2 proto esp mode tunnel reqid 1 }
            xfrm-policy in { src 10.2.0.0/16; dst 10.1.0.0/16; tmpl src 192.0.2.2 dst 192.0.2.1 proto esp mode tunnel reqid 1 }
            xfrm-policy fwd { src 10.2.0.0/16; dst 10.1.0.0/16; tmpl src 192.0.2.2 dst 192.0.2.1 proto esp mode tunnel reqid 1 }
            """);

        Assert.Equal(
        [
            "xfrm-policy fwd src 10.2.0.0/16 dst 10.1.0.0/16", "xfrm-policy in src 10.2.0.0/16 dst 10.1.0.0/16", "xfrm-policy out src 10.1.0.0/16 dst 10.2.0.0/16",
            "xfrm-state 0x1000 dst 192.0.2.2 proto esp", "xfrm-state 0x2000 dst 192.0.2.1 proto esp",
        ],
        read.Select(r => r.Title).Order(StringComparer.Ordinal));
        Assert.Equal([new XfrmTemplate(IpAddr.Parse("192.0.2.1"), IpAddr.Parse("192.0.2.2"), 50, 0, 1, 1, false)], read.OfType<XfrmPolicy>().Single(p => p.Dir == 1).Templates!);
    }
}
