using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>Tunnels as ip(8) asks for them and as the kernel then tells of them: each stands here once, for both directions.</summary>
public sealed class TunnelVectors
{
    private static readonly MacAddress _mac = MacAddress.Parse("02:00:00:00:01:20");

    private static readonly Dictionary<string, Tunnel> _tunnels = new()
    {
        ["geneve"] = new Geneve { Index = 120, Mac = _mac, Vni = 42, Remote = IpAddr.Parse("10.0.0.9"), Ttl = 64, Tos = 4, Df = 1, FlowLabel = 0, Port = 6082, UdpCsum = true },
        ["gretap"] = WithUdp(WithGre(OverV4(new GreTap { Index = 121, Mac = _mac }))),
        ["erspan"] = WithoutUdp(OverV4(new Erspan
        {
            Index = 122, Mac = _mac, IKey = 5, OKey = 6, ISeq = true, OSeq = true, ErspanVer = 2, ErspanDir = 1, ErspanHwid = 3,
        })),
        ["ip6gretap"] = WithUdp(WithGre(OverV6(new Ip6GreTap { Index = 123, Mac = _mac }))) with { EncapCsum6 = true },
        ["ip6erspan"] = WithoutUdp(OverV6(new Ip6Erspan { Index = 124, Mac = _mac, IKey = 5, OKey = 6, ISeq = true, OSeq = true, ErspanVer = 1, ErspanIndex = 7 })) with { EncapCsum6 = true },
        ["gre"] = WithUdp(WithGre(OverV4(new Gre { Index = 125 }))),
        ["ip6gre"] = WithUdp(WithGre(OverV6(new Ip6Gre { Index = 126 }))) with { EncapCsum6 = true },
        ["ipip"] = WithUdp(OverV4(new IpIp { Index = 127, Mode = 0 })),
        ["sit"] = WithoutUdp(new Sit { Index = 128, Local = IpAddr.Parse("10.0.0.1"), Underlay = "u0", FwMark = 0, Ttl = 0, Tos = 0, PmtuDisc = true, Mode = 41, Isatap = true }),
        ["ip6tnl"] = WithUdp(OverV6(new Ip6Tnl { Index = 129, Mode = 41 })) with { EncapCsum6 = true },
        ["vti"] = new Vti { Index = 130, Local = IpAddr.Parse("10.0.0.1"), Remote = IpAddr.Parse("10.0.0.9"), Underlay = "u0", FwMark = 7, IKey = 5, OKey = 6 },
        ["vti6"] = new Vti6 { Index = 131, Local = IpAddr.Parse("fd00::1"), Remote = IpAddr.Parse("fd00::9"), Underlay = "u0", FwMark = 7, IKey = 5, OKey = 6 },
        ["xfrm"] = new XfrmInterface { Index = 132, Underlay = "u0", IfId = 5 },
    };

    private static Tunnel OverV4(Tunnel tunnel) => tunnel with
    {
        Local = IpAddr.Parse("10.0.0.1"), Remote = IpAddr.Parse("10.0.0.9"), Underlay = "u0", FwMark = 7, Ttl = 64, Tos = 1, PmtuDisc = true,
    };

    private static Tunnel OverV6(Tunnel tunnel) => tunnel with
    {
        Local = IpAddr.Parse("fd00::1"), Remote = IpAddr.Parse("fd00::9"), Underlay = "u0", FwMark = 7, Ttl = 60, EncapLimit = 3, TrafficClass = 16,
        FlowLabel = 5, DscpInherit = true, AllowLocalRemote = true,
    };

    private static Tunnel WithGre(Tunnel tunnel) => tunnel with { IKey = 5, OKey = 6, ISeq = true, OCsum = true };

    private static Tunnel WithUdp(Tunnel tunnel) => tunnel with { Encap = 2, EncapSport = 5000, EncapDport = 5001, EncapCsum = true, EncapRemcsum = true };

    private static Tunnel WithoutUdp(Tunnel tunnel) => tunnel with { Encap = 0, EncapSport = 0, EncapDport = 0, EncapCsum = false };

    public static TheoryData<string> Kinds => [.. _tunnels.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WireAsksForWhatIpAsksFor(string kind)
    {
        Operation creation = new(0, OperationVerb.Create, null, _tunnels[kind] with { Name = "t0" }, null, [], null);
        using Prepared prepared = Preparation.Of(new RealNetlink(), [creation], new Dictionary<string, uint> { ["u0"] = 119 }, 1);

        // ip(8) names a version of ERSPAN in every tunnel with GRE over IPv6, also where the kernel looks at none.
        string version = $"/18/2/{LinuxIfTunnel.IFLA_GRE_ERSPAN_VER} 01";
        string[] theirs = Vector.Lines(Vector.Load($"request-tunnel-{kind}"));
        Assert.Equal(kind is "ip6gre" or "ip6gretap" ? theirs.Except([version]) : theirs, Vector.Lines(prepared.Bytes.Written));
    }

    /// <summary>What was not asked for is as the table of the kind says that the kernel gives it.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void TunnelIsToldAsItWasAskedFor(string kind)
    {
        LinkTable links = new(null);
        links.Name(119, "u0");
        string vector = $"tunnel-{kind}";
        Tunnel asked = _tunnels[kind] with { Name = "t0" };

        Tunnel told = (Tunnel)Assert.Single(Vector.Decode(vector, Vector.Load(vector), new ObjectContext(links)));

        Assert.Equal(asked.Kind, told.Kind);
        Assert.Equal(("t0", asked.Index, asked.Mac), (told.Name, told.Index, told.Mac));
        Assert.Equal(Own(asked, asked), Own(told, asked));
        Assert.All(told.Kind.Attributes.Where(a => a.IsOwn && a.IsSet(told) && !a.IsSet(asked) && a.Default is not null),
            a => Assert.Equal((a.Name, a.Default), (a.Name, a.Format(told))));
    }

    /// <summary>Keys and ends would be taken for none if a change left them out.</summary>
    [Fact]
    public void AChangeOfOneThingNamesAllOthers()
    {
        Gre before = (Gre)_tunnels["gre"] with { Name = "t0", External = false };
        Operation change = new(0, OperationVerb.Change, before, before with { Ttl = 9 }, null, ["ttl"], null);
        using Prepared prepared = Preparation.Of(new RealNetlink(), [change], new Dictionary<string, uint> { ["u0"] = 119, ["t0"] = 125 }, 1);

        string[] data = [.. Vector.Lines(Vector.Load("request-tunnel-gre")).Where(l => l.StartsWith("/18/", StringComparison.Ordinal))];
        string[] expected = [.. data.Select(l => l == $"/18/2/{LinuxIfTunnel.IFLA_GRE_TTL} 40" ? $"/18/2/{LinuxIfTunnel.IFLA_GRE_TTL} 09" : l)];
        Assert.NotEqual(data, expected);
        Assert.Equal(expected, Vector.Lines(prepared.Bytes.Written).Where(l => l.StartsWith("/18/", StringComparison.Ordinal)));
    }

    /// <summary>A change of what a tunnel shares with all links leaves the tunnel alone.</summary>
    [Fact]
    public void AChangeOfTheMtuNamesNothingOfTheTunnel()
    {
        Gre before = (Gre)_tunnels["gre"] with { Name = "t0" };
        Operation change = new(0, OperationVerb.Change, before, before with { Mtu = 1300 }, null, ["mtu"], null);
        using Prepared prepared = Preparation.Of(new RealNetlink(), [change], new Dictionary<string, uint> { ["t0"] = 125 }, 1);

        Assert.DoesNotContain(Vector.Lines(prepared.Bytes.Written), l => l.StartsWith("/18/", StringComparison.Ordinal));
    }

    /// <summary>A tunnel over IPv4 has its local end in IFLA_ADDRESS: no Ethernet address is made of that, nor asked for.</summary>
    [Theory]
    [InlineData("gre")]
    [InlineData("ip6gre")]
    [InlineData("ipip")]
    [InlineData("sit")]
    [InlineData("ip6tnl")]
    [InlineData("vti")]
    [InlineData("vti6")]
    [InlineData("xfrm")]
    public void AKindWithoutEthernetHasNoWordForItsAddress(string kind) => Assert.Null(ResourceKinds.Find(kind)!.Find("mac"));

    private static string[] Own(Tunnel tunnel, Tunnel asked) =>
        [.. tunnel.Kind.Attributes.Where(a => a.IsOwn && a.IsSet(asked)).Select(a => $"{a.Name} {a.Format(tunnel)}")];
}
