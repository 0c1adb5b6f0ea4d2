using System.Diagnostics;
using Wire.Domain;

namespace Wire.Kernel.Tests.Guest;

/// <summary>Packets go through the tunnels that Wire makes, and what the kernel brings along of tunnels disturbs nobody.</summary>
[Trait("Category", "Guest")]
public sealed class GuestTunnelTests : IDisposable
{
    private readonly GuestNetns _here = new();
    private readonly GuestNetns _there = new();
    private readonly GuestExecutor _wireHere;
    private readonly GuestExecutor _wireThere;

    public GuestTunnelTests()
    {
        _here.Ip($"link add name u0 type veth peer name u0 netns {_there.Name}");
        _wireHere = End(_here, "1");
        _wireThere = End(_there, "2");
    }

    public void Dispose()
    {
        _wireHere.Dispose();
        _wireThere.Dispose();
        _here.Dispose();
        _there.Dispose();
    }

    public static TheoryData<string> Crossed => [.. _ends.Keys];

    /// <summary>Each as one end sees it: the other has the ends and the keys the other way round.</summary>
    private static readonly Dictionary<string, Tunnel> _ends = new()
    {
        ["geneve"] = new Geneve { Vni = 42, Remote = V4("2") },
        ["geneve over IPv6"] = new Geneve { Vni = 42, Remote = V6("2"), UdpZeroCsum6Tx = true, UdpZeroCsum6Rx = true },
        ["gre"] = new Gre { Local = V4("1"), Remote = V4("2"), IKey = 5, OKey = 5, ISeq = true, OSeq = true, ICsum = true, OCsum = true, Ttl = 9 },
        ["gretap"] = new GreTap { Local = V4("1"), Remote = V4("2"), IKey = 5, OKey = 5 },
        ["ip6gre"] = new Ip6Gre { Local = V6("1"), Remote = V6("2"), IKey = 5, OKey = 5 },
        ["ip6gretap"] = new Ip6GreTap { Local = V6("1"), Remote = V6("2") },
        ["erspan"] = new Erspan { Local = V4("1"), Remote = V4("2"), IKey = 5, OKey = 5, ErspanVer = 2 },
        ["ip6erspan"] = new Ip6Erspan { Local = V6("1"), Remote = V6("2"), IKey = 5, OKey = 5, ErspanIndex = 7 },
        ["ipip"] = new IpIp { Local = V4("1"), Remote = V4("2"), Underlay = "u0" },
        ["sit"] = new Sit { Local = V4("1"), Remote = V4("2") },
        ["ip6tnl"] = new Ip6Tnl { Local = V6("1"), Remote = V6("2"), Mode = 41 },
    };

    [Theory]
    [MemberData(nameof(Crossed))]
    public void PacketsCross(string name)
    {
        Tunnel one = _ends[name] with { Name = "t0", Up = true };
        _wireHere.Create(one);
        _wireThere.Create(one with { Local = one.Remote is { } remote && one.Local is not null ? remote : null, Remote = one.Local ?? (one.Remote!.Value.IsV6 ? V6("1") : V4("1")) });
        string inner = one is Sit or Ip6Tnl ? "fd09::" : "10.9.0.";
        _here.Ip($"address add {inner}1/{(one is Sit or Ip6Tnl ? 64 : 24)} dev t0" + (one is Sit or Ip6Tnl ? " nodad" : ""));
        _there.Ip($"address add {inner}2/{(one is Sit or Ip6Tnl ? 64 : 24)} dev t0" + (one is Sit or Ip6Tnl ? " nodad" : ""));

        Assert.True(Pings($"{inner}2"), name);

        long packets = _there.Stats("t0").GetProperty("rx").GetProperty("packets").GetInt64();
        Assert.True(packets > 0, $"{packets} packets came by the tunnel");
    }

    /// <summary>A key that differs keeps strangers out: the crossing above is no accident of routing.</summary>
    [Fact]
    public void PacketsWithAnotherKeyDoNotCross()
    {
        Tunnel one = _ends["gretap"] with { Name = "t0", Up = true };
        _wireHere.Create(one);
        _wireThere.Create(one with { Local = one.Remote, Remote = one.Local, IKey = 6 });
        _here.Ip("address add 10.9.0.1/24 dev t0");
        _there.Ip("address add 10.9.0.2/24 dev t0");

        Assert.False(Pings("10.9.0.2"));
    }

    public static TheoryData<string> OnLinks => new("gre", "gretap", "ip6gre", "ip6gretap", "ipip", "sit", "ip6tnl", "vti", "vti6", "xfrm");

    /// <summary>What <see cref="Link.RidesOn"/> would say of them: nothing.</summary>
    [Theory]
    [MemberData(nameof(OnLinks))]
    public void ATunnelOutlivesItsUnderlayAndIsTold(string kind)
    {
        Tunnel tunnel = kind switch
        {
            "vti" => new Vti { Local = V4("1"), Remote = V4("2"), IKey = 1, OKey = 1 },
            "vti6" => new Vti6 { Local = V6("1"), Remote = V6("2"), IKey = 1, OKey = 1 },
            "xfrm" => new XfrmInterface { IfId = 9 },
            _ => _ends[kind],
        };
        _here.Ip("link add name lower up type dummy");
        _wireHere.Knows("lower", _here.Show("lower").GetProperty("ifindex").GetUInt32());
        _wireHere.Create(tunnel with { Name = "t0", Underlay = "lower" });
        using KernelMonitor watching = _wireHere.OpenMonitor();
        Assert.Equal("lower", Assert.Single(watching.Dump(out _).OfType<Tunnel>()).Underlay);

        _here.Ip("link delete dev lower");

        Assert.Contains("t0", _here.Links());
        List<Observation> events = [];
        while (watching.Receive(events, QuietMs, out bool overrun))
        {
            Assert.False(overrun);
        }
        Tunnel told = Assert.IsAssignableFrom<Tunnel>(events.Last(e => e.Resource.Key == ResourceKey.Link("t0")).Resource);
        Assert.Null(told.Underlay);
    }

    /// <summary>gre0, tunl0, sit0 … of every new namespace are listed, somebody else's, and like any other link.</summary>
    [Fact]
    public void FallbackTunnelsAreListedAsTheLinksThatTheyAre()
    {
        File.WriteAllText("/proc/sys/net/core/fb_tunnels_only_for_init_net", "0");
        try
        {
            using GuestNetns crowded = new();
            using GuestExecutor wire = new(crowded);
            using KernelMonitor looking = wire.OpenMonitor();

            Link[] links = [.. looking.Dump(out _).OfType<Link>()];

            Assert.Equal(crowded.Links().Order(StringComparer.Ordinal), links.Select(l => l.Name).Order(StringComparer.Ordinal));
            Assert.Equal(["erspan", "gre", "gretap", "ip6gre", "ip6tnl", "ipip", "sit", "vti", "vti6"], links.OfType<Tunnel>().Select(t => t.Kind.Name).Order(StringComparer.Ordinal));
            wire.Create(new Gre { Name = "t0", Local = V4("1"), Remote = V4("2") });
            Assert.Equal(V4("2"), wire.Observe<Gre>("t0").Remote);
        }
        finally
        {
            File.WriteAllText("/proc/sys/net/core/fb_tunnels_only_for_init_net", "1");
        }
    }

    private const int QuietMs = 300;

    private static IpAddr V4(string end) => IpAddr.Parse($"192.0.2.{end}");

    private static IpAddr V6(string end) => IpAddr.Parse($"2001:db8::{end}");

    private static GuestExecutor End(GuestNetns netns, string number)
    {
        netns.Ip("link set lo up");
        netns.Ip("link set u0 up");
        netns.Ip($"address add {V4(number)}/24 dev u0");
        netns.Ip($"address add {V6(number)}/64 dev u0 nodad");
        GuestExecutor wire = new(netns);
        wire.Knows("u0", netns.Show("u0").GetProperty("ifindex").GetUInt32());
        return wire;
    }

    /// <summary>Whether one of a few echo requests is answered; the first may be lost while neighbours are asked for.</summary>
    private bool Pings(string address)
    {
        using Process ping = Process.Start(new ProcessStartInfo("ip", ["netns", "exec", _here.Name, "ping", "-c", "3", "-i", "0.2", "-W", "1", address]) { RedirectStandardOutput = true })!;
        string output = ping.StandardOutput.ReadToEnd();
        ping.WaitForExit();
        return output.Contains(" bytes from ", StringComparison.Ordinal);
    }
}
