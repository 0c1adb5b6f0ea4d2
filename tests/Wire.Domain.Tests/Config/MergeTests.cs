using System.Collections.Immutable;
using System.Text;
using VerifyXunit;

namespace Wire.Domain.Tests.Config;

/// <summary>A text over what is declared already.</summary>
public sealed class MergeTests
{
    private const string Before = """
        bridge vswitch0 { mtu 1500; port v-a; port tap0; address 10.0.0.1/24; down }
        veth v-a { peer v-b { alias "far" } }
        interface eth0 { mtu 9000; master vswitch0 }
        route 198.51.100.0/24 { via 10.0.0.254 }
        route 203.0.113.0/24 { nexthop 10.0.0.2; nexthop 10.0.0.3 }
        """;

    [Fact]
    public void SetLinesAddAndChangeAndLeaveTheRestAlone() => AssertMerged(
        """
        bridge vswitch0 { mtu 1400; port v-a; port tap0; port d0; address 10.0.0.1/24; address 10.0.0.5/24; down }
        veth v-a { mtu 1400; peer v-b { alias "far" } }
        interface eth0 { mtu 9000; master vswitch0 }
        dummy d0 { }
        route 198.51.100.0/24 { dev eth0 }
        route 203.0.113.0/24 { nexthop 10.0.0.2; nexthop 10.0.0.3 }
        """,
        """
        set bridge vswitch0 mtu 1400
        set bridge vswitch0 address 10.0.0.5/24
        bridge vswitch0 { port d0 }
        set veth v-a mtu 1400
        dummy d0
        route 198.51.100.0/24 { dev eth0 }
        """);

    [Fact]
    public void DeleteLinesTakeAwayWhatTheyName() => AssertMerged(
        """
        bridge vswitch0 { port eth0 }
        veth v-a { peer v-b }
        route 203.0.113.0/24 { via 10.0.0.3 }
        """,
        """
        delete bridge vswitch0 port v-a
        delete bridge vswitch0 port tap0
        delete bridge vswitch0 address 10.0.0.1/24
        delete bridge vswitch0 mtu 1500
        delete bridge vswitch0 down
        delete interface eth0
        delete veth v-a peer v-b alias
        delete route 198.51.100.0/24
        delete route 203.0.113.0/24 nexthop 10.0.0.2
        """);

    [Fact]
    public void ADeletedBridgeTakesItsAddressesAndAMentionedPortWithItAndAPairGoesAsAWhole() => AssertMerged(
        "interface eth0 { mtu 9000 }",
        "delete bridge vswitch0\ndelete veth v-b\ndelete route 198.51.100.0/24\ndelete route 203.0.113.0/24");

    [Fact]
    public void DeletionsComeBeforeAdditionsWhateverTheirOrder() => AssertMerged(
        "bridge vswitch0 { mtu 1500; port v-a; port tap0; address 10.0.0.1/24; down }\ndummy v-a",
        "dummy v-a\ndelete veth v-a\ndelete interface eth0\ndelete interface eth0\ndelete route 198.51.100.0/24\ndelete route 203.0.113.0/24\nset bridge vswitch0 port v-a");

    [Fact]
    public Task DeletingWhatIsNotDeclaredIsAnErrorWithTheNearestName() => Verifier.Verify(Merge(
        """
        delete bridge vswich0
        delete dummy vswitch0
        delete bridge vswitch0 stp
        delete bridge vswitch0 mtu 9000
        delete bridge vswitch0 port v-b
        delete veth v-a peer
        delete route 203.0.113.0/24 nexthop 10.0.0.4
        delete bridge vswitch0 mtu 1500 down
        dummy eth0
        """).RenderErrors());

    [Fact]
    public void WhatWireAssignedIsNotDeclaredUntilSomebodyDeclaresIt()
    {
        Declared bridge = new(new Bridge { Name = "b", Up = true, Mac = MacAddress.Parse("02:00:00:00:00:01"), Mtu = 1500 }, ["mac", "mtu"], null);
        Dictionary<ResourceKey, Declared> current = new() { [bridge.Key] = bridge };
        ConfigReading reading = ConfigReader.ReadMerge("set bridge b mtu 1400"u8, Read.File, current, null);
        Assert.Equal(["mac"], Assert.Single(reading.Desired).Assigned);
        Assert.False(ConfigReader.ReadMerge("delete bridge b mac"u8, Read.File, current, null).IsValid);
    }

    private static ConfigReading Merge(string text)
    {
        ImmutableDictionary<ResourceKey, Declared> current = Read.Whole(Before).Desired.ToImmutableDictionary(d => d.Key);
        return ConfigReader.ReadMerge(Encoding.UTF8.GetBytes(text), Read.File, current, null);
    }

    private static void AssertMerged(string expected, string text)
    {
        ConfigReading merged = Merge(text);
        Assert.True(merged.IsValid, merged.RenderErrors());
        Read.AssertSame(Read.Resources(expected), merged.Desired.Select(d => d.Resource));
    }
}
