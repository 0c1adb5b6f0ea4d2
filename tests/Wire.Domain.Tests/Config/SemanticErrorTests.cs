using VerifyXunit;

namespace Wire.Domain.Tests.Config;

/// <summary>Texts that can be read, and that no kernel could carry out.</summary>
public sealed class SemanticErrorTests
{
    [Fact]
    public Task UnknownNamesAreFoundWithTheNearestKnownOne() => Verifier.Verify(Read.Errors(
        """
        bridge vswitch0 { port v-a; port tap9 }
        veth v-a { peer v-b }
        dummy d0 { master vswich0 }
        vlan eth9.5 { parent eth9; id 5 }
        vxlan vx { vni 1; remote 239.1.1.1; underlay eth1 }
        route 198.51.100.0/24 { dev vswitch00 }
        route 203.0.113.0/24 { nexthop 192.0.2.1; nexthop dev ghost }
        fdb 02:00:00:00:00:05 { dev vx1; remote 10.0.0.9 }
        interface eth7 { mtu 9000 }
        """,
        Read.Live));

    [Fact]
    public void UnknownNamesAreNotErrorsWhenTheLiveTopologyIsNotKnown() =>
        Assert.True(Read.Whole("bridge b { port tap9 }\nroute 198.51.100.0/24 { via 203.0.113.1 }\nvlan e.5 { parent e; id 5 }").IsValid);

    [Fact]
    public Task DoubledNamesShowBothPlaces() => Verifier.Verify(Read.Errors(
        """
        bridge vswitch0 { mtu 1500 }
        dummy vswitch0
        bridge vswitch0 { stp on }
        dummy d0 { mtu 1500; mtu 1400; address 10.0.0.1/24; address 10.0.0.1/24 }
        route 198.51.100.0/24 { dev d0 }
        route 198.51.100.0/24 { dev d0; table main; source 10.0.0.1 }
        rule 5 { table 100 }
        rule 5 { from 10.0.0.0/8; table 101 }
        set dummy d1 mtu 1500
        set dummy d1 mtu 1400
        """));

    [Fact]
    public Task MastersThatAreNoneLoopsAndPortsWithTwoMasters() => Verifier.Verify(Read.Errors(
        """
        dummy d0
        dummy d1 { master d0 }
        dummy d2 { master eth0 }
        bridge b0 { port p; port tap0 }
        bridge b1 { port p; port b0 }
        dummy p
        bond o0 { master o1 }
        bond o1 { master o0 }
        bridge b2 { master b2 }
        bridge b3 { port v3 }
        vlan v3 { parent b3; id 3 }
        dummy d3 { master green/b0; netns blue }
        """,
        Read.Live));

    [Fact]
    public Task AddressesThatAreTwiceOrThatNoLinkCanHave() => Verifier.Verify(Read.Errors(
        """
        dummy d0 { address 10.0.0.1/24; address 10.0.0.1/32; address 224.0.0.5/24; address 0.0.0.0/8; mac 01:00:5e:00:00:01 }
        dummy d1 { address 10.0.0.1/24; address ff02::1/64; mac 00:00:00:00:00:00 }
        dummy d2 { mtu 1000; address 2001:db8::1/64 }
        dummy d3 { netns blue; address 10.0.0.1/24; address fe80::1/64 }
        dummy d4 { netns blue; address fe80::1/64 }
        """));

    [Fact]
    public Task RoutesThatLeadNowhere() => Verifier.Verify(Read.Errors(
        """
        dummy d0 { address 10.0.0.1/24; address 2001:db8::1/64 }
        dummy d1 { down; address 10.1.0.1/24 }
        route 198.51.100.7/24 { via 10.0.0.254 }
        route 198.51.101.0/24 { via 10.9.0.254 }
        route 198.51.102.0/24 { via 10.1.0.254 }
        route 198.51.103.0/24 { via 10.0.0.1 }
        route 198.51.104.0/24 { via 224.0.0.1 }
        route 198.51.105.0/24
        route 198.51.106.0/24 { blackhole; via 10.0.0.254 }
        route 198.51.107.0/24 { via 10.0.0.254; nexthop 10.0.0.2; nexthop 10.0.0.3 }
        route 198.51.108.0/24 { nexthop 10.0.0.2; nexthop 10.7.0.3 }
        route 198.51.109.0/24 { dev d1 }
        route 198.51.110.0/24 { via 10.0.0.254; source 10.0.0.77 }
        route 2001:db8:1::/48 { via 10.0.0.254 }
        route default { via fe80::1 }
        """,
        Read.Live));

    [Fact]
    public void RoutesWithAWayAreNoErrors()
    {
        string errors = Read.Errors(
            """
            dummy d0 { address 10.0.0.1/24; address 2001:db8::1/64 }
            route default { via 192.0.2.1 }
            route default { via 192.0.2.1; table 100; metric 7 }
            route default { via fe80::1; dev eth0 }
            route 10.8.0.0/16 { dev d0 }
            route 198.51.100.0/24 { via 10.8.3.4; source 192.0.2.10 }
            route 198.51.101.0/24 { via 203.0.113.1; dev eth0 }
            route 198.51.102.0/24 { via 2001:db8::2 }
            route 198.51.103.0/24 { blackhole }
            route 2001:db8:2::/48 { unreachable }
            route 198.51.104.0/24 { nexthop 10.0.0.2 weight 256; nexthop dev eth0; nexthop via 192.0.2.7 dev eth0 weight 2 }
            """,
            Read.Live);
        Assert.Equal("0 errors; nothing is applied", errors);
    }

    [Fact]
    public Task MtusLargerThanWhatTheyRideOn() => Verifier.Verify(Read.Errors(
        """
        dummy d0 { mtu 1400 }
        vlan d0.5 { parent d0; id 5; mtu 1500 }
        vlan eth0.6 { parent eth0; id 6; mtu 9000 }
        vlan eth0.7 { parent eth0; id 7; mtu 1500 }
        vxlan x4 { vni 1; remote 192.0.2.1; underlay eth0; mtu 1451 }
        vxlan x6 { vni 2; remote 2001:db8::1; underlay eth0; mtu 1431 }
        vxlan fits { vni 3; remote 192.0.2.1; underlay eth0; mtu 1450 }
        vxlan free { vni 4; remote 192.0.2.1; mtu 9000 }
        vlan d0.8 { parent d0.5; id 8; mtu 1501 }
        """,
        Read.Live));

    [Fact]
    public Task PairsTunnelsVlansRulesAndEntriesThatDoNotHoldTogether() => Verifier.Verify(Read.Errors(
        """
        veth a { peer b }
        veth b { peer c }
        veth lonely { mtu 1400 }
        veth self { peer self }
        veth x { peer y }
        dummy y
        vxlan m { vni 1; remote 239.1.1.1 }
        vxlan n { local 10.0.0.1; remote 2001:db8::1 }
        vxlan o { vni 7; local 239.1.1.1 }
        vxlan p { vni 7 }
        vlan v1 { parent y; id 5 }
        vlan v2 { parent y; id 5 }
        vlan v3 { id 6 }
        rule 1 { from 10.0.0.0/8; to 2001:db8::/32; table 1 }
        rule 2 { from 10.0.0.0/8; family inet6; table 1 }
        rule 3 { from 10.0.0.0/8 }
        fdb 02:00:00:00:00:01 { dev y; remote 10.0.0.1 }
        fdb 02:00:00:00:00:02 { dev y }
        fdb 02:00:00:00:00:03 { vlan 5 }
        """,
        Read.Live));

    [Fact]
    public Task DeleteLinesNeedAMerge() => Verifier.Verify(Read.Errors("dummy d0\ndelete dummy d1\ndelete bridge b port x # gone\n"));

    [Fact]
    public void WhatWasNotUnderstoodIsNotCalledMissingToo()
    {
        ConfigReading reading = Read.Whole(
            """
            brigde b0 { }
            vlan v { parent eth0; id 5000 }
            dummy d { master b0 }
            route 198.51.100.0/24 { via 10.0.0.2544 }
            rule 1 { tabel 100 }
            vxlan vx { vnni 5; remote 10.0.0.1 }
            fdb 02:00:00:00:00:03 { dev this-name-is-16b }
            """,
            Read.Live);
        Assert.Equal([1, 2, 4, 5, 6, 7], reading.Errors.Select(e => e.Location.Line));
    }

    [Fact]
    public void AGatewayBehindAnAddressThatWireIsAboutToTakeAwayHasNoWay()
    {
        Topology live = new(
        [
            new Interface { Name = "eth0", Up = true },
            new Address { Link = "eth0", Prefix = IpPrefix.Parse("10.5.0.1/24"), Protocol = Ownership.Protocol },
            new Route { Prefix = IpPrefix.Parse("10.5.0.0/24"), Dev = "eth0", Protocol = 2, Table = 254 },
            new Route { Prefix = IpPrefix.Parse("10.6.0.2/32"), Dev = "eth0", Protocol = 2, Table = 254 },
        ]);
        Assert.Equal([1], Read.Whole("route 198.51.100.0/24 { via 10.5.0.254 }\nroute 198.51.101.0/24 { via 10.6.0.2 }", live).Errors.Select(e => e.Location.Line));
        Assert.True(Read.Whole("interface eth0 { address 10.5.0.1/24 }\nroute 198.51.100.0/24 { via 10.5.0.254 }", live).IsValid);
    }

    [Fact]
    public void DeclarationsWithoutATextAreNamedByKindAndName()
    {
        ConfigError error = Assert.Single(Validator.Check(
            [new Declared(new Dummy { Name = "d0", Master = "d1" }, new SourceLocation("old.wire", 3, 7)), new Declared(new Dummy { Name = "d1" })], null));
        Assert.Equal("old.wire:3:7: error: dummy d0: 'd1' is no bridge or bond: it takes no ports\n  expected a bridge or a bond", error.Render());
    }

    [Fact]
    public Task IpsecThatNoKernelOrNoOtherEndTakes() => Verifier.Verify(Read.Errors("""
        xfrm-state 0x10 { dst 10.0.0.2; aead rfc4106(gcm(aes)); aead-key a }
        xfrm-state 0x1001 { dst 10.0.0.2; src fd00::1; aead rfc4106(gcm(aes)); aead-key a; icv 100; enc cbc(aes); enc-key b }
        xfrm-state 0x1002 { dst 10.0.0.2; proto ah; enc cbc(aes); enc-key b }
        xfrm-state 0x1003 { dst 10.0.0.2; enc cbc(aes); auth hmac(sha256); auth-key c; auth-trunc 100; flag esn; tfcpad 9 }
        xfrm-state 0x1004 { dst 10.0.0.2; mark 0x5/0x3 }
        xfrm-state 0x12345 { dst 10.0.0.2; proto comp; comp deflate; replay-window 32; encap espinudp 4500 4500 }
        xfrm-state 0x1006 { dst 10.0.0.2; enc ecb(cipher_null); enc-key a; auth-key c; sel src 10.0.0.1/8 sport 5; offload-dir in; byte-hard 0; packet-soft 9; packet-hard 8 }
        xfrm-policy out { src 10.0.0.0/8; dst fd00::/8; dport 80; type 3; key 4; index 16 }
        xfrm-policy out { src 10.0.0.0/8; tmpl src 192.0.2.1 dst 192.0.2.2 mode tunnel }
        xfrm-policy out { src 10.0.0.0/8; dst 10.0.0.0/8; tmpl src fd00::1 dst fd00::2 proto esp; tmpl proto esp mode tunnel level use }
        """));
}
