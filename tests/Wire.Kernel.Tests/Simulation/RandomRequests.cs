using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.FibRules;
using static Wire.Testing.Simulation.IfAddr;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>
/// Requests drawn from small pools of names, indexes, addresses and prefixes, so that they meet each other: about half succeed,
/// the others are refused for every kind of reason. The same seed draws the same requests.
/// </summary>
internal sealed class RandomRequests
{
    /// <summary>As many as may meet each other often enough in one run.</summary>
    private const int KindsPerSeed = 7;

    private const int FirstIndex = 100;
    private const int LinkCount = 8;

    private static readonly string[] _addresses4 = ["10.0.0.1/24", "10.0.0.2/24", "10.0.0.3/16", "10.1.0.1/24", "10.2.0.1/32", "10.3.0.1/31", "192.168.7.1/24"];
    private static readonly string[] _addresses6 = ["2001:db8::1/64", "2001:db8::2/64", "2001:db8:1::1/64", "2001:db8:2::1/128", "::1/128", "ff02::7/64"];
    private static readonly string[] _prefixes4 = ["10.9.0.0/16", "10.9.1.0/24", "10.9.1.1/32", "default", "10.0.0.0/8", "10.9.0.1/16"];
    private static readonly string[] _prefixes6 = ["2001:db8:9::/48", "2001:db8:9:1::/64", "default6", "2001:db8:9::1/48"];
    private static readonly string[] _gateways4 = ["10.0.0.77", "10.0.0.78", "10.1.0.77", "10.0.0.1", "172.16.0.1", "10.0.0.255", "192.168.7.9"];
    // None of them is one of the addresses: whether the kernel knows that already depends on its address detection.
    private static readonly string[] _gateways6 = ["2001:db8::77", "2001:db8::78", "2001:db8:1::77", "2001:db8:1::78", "2001:dead::1", "fe80::77"];
    private static readonly uint[] _tables = [RT_TABLE_MAIN, RT_TABLE_MAIN, 100, 7000];

    private readonly Random _random;
    private readonly DrawnKind[] _kinds;
    private readonly DrawnObject[] _objects;
    private readonly DrawnTheme _theme;
    private readonly string[] _routed6;
    private readonly Dictionary<int, DrawnKind> _askedFor = [];
    private readonly Dictionary<int, string> _made = [];
    private readonly Dictionary<int, int> _masters = [];
    private int _drawn;

    public RandomRequests(int seed, IReadOnlyList<DrawnKind> kinds, IReadOnlyList<DrawnObject> objects)
    {
        _random = new(seed);
        DrawnKind[] drawn = [.. kinds];
        _random.Shuffle(drawn);
        DrawnTheme theme = _theme = ThemeOf(seed);
        DrawnKind[] together = [.. drawn.OrderByDescending(k => theme == k.NeededBy).Take(KindsPerSeed)];
        bool isAboutOthers = together.Any(k => k.NoEthernet && theme == k.NeededBy);
        bool hasBond = !isAboutOthers && together.Any(k => k.Name == "bond");
        _kinds = [.. together.Where(k => (!hasBond || !k.NoEthernet) && (!isAboutOthers || k.Name != "bond")).SelectMany(k => Enumerable.Repeat(k, theme == k.NeededBy ? 2 * k.Weight : k.Weight))];
        _objects = [.. objects.Where(o => theme == DrawnTheme.Everything || o.Theme == DrawnTheme.Everything || o.Theme == theme)
            .SelectMany(o => Enumerable.Repeat(o, o.Theme == theme ? 4 * o.Weight : o.Weight))];
        _routed6 = [.. _prefixes6.Where(p => p != "default6" || !_kinds.Any(k => k.NeedsNoRoute6))];
    }

    /// <summary>The Ethernet addresses that are chosen, in hexadecimal: all others are the kernel's own.</summary>
    public static IReadOnlySet<string> ChosenMacs { get; } =
        Enumerable.Range(0, 32).Select(i => Convert.ToHexString(Mac(i))).ToHashSet();

    public static DrawnTheme ThemeOf(int seed) => (DrawnTheme)(seed % Enum.GetValues<DrawnTheme>().Length);

    /// <summary>Every link that a request may be about.</summary>
    public static IEnumerable<int> Indexes => Enumerable.Range(FirstIndex, 2 * LinkCount);

    /// <summary>Memberships that were made, which may be gone with a port or a bridge.</summary>
    public List<MdbWish> Memberships { get; } = [];

    /// <summary>How much was made of what, for who draws names and numbers that were given.</summary>
    public Dictionary<string, int> Counted { get; } = [];

    /// <summary>The words say what it asks for, for whoever reads a failure.</summary>
    public DrawnRequest Next() => _drawn++ < LinkCount ? Create(_drawn - 1) : _random.Next(100) switch
    {
        < 12 => Create(Any(LinkCount)),
        < 31 => Change(),
        < 34 => Delete(),
        _ => Of(_objects).Draw(this),
    };

    private DrawnRequest Create(int i)
    {
        DrawnKind drawn = Of(_kinds);
        string kind = drawn.Name;
        if (drawn.Call is { } call)
        {
            return new($"make {kind} l{i}", [], call(this, $"l{i}", (uint)(FirstIndex + i)));
        }
        LinkWish wish = new()
        {
            Index = Rarely ? 0 : FirstIndex + i,
            Name = Rarely ? $"l{Any(LinkCount)}" : $"l{i}",
            Kind = kind,
            Mac = Rarely || (kind is "bridge" or "bond" && Often) || (drawn.HasLongMac && !Rarely) ? null : _random.Next(40) == 0 ? Mac(-1) : Mac(i),
            Mtu = Sometimes || drawn.HasMtu ? Of<uint>(1400, 1500, 9000, drawn.SetsMtuLate ? 1280u : 68u, 70000) : null,
            Master = Sometimes ? FirstIndex + Any(LinkCount) : null,
            Group = Sometimes ? 5u : null,
            Up = IsUpWanted ? true : null,
        };
        if (wish.Index == 0)
        {
            // The kernel would choose: the same index in both only when both ever made the same links.
            wish = wish with { Index = FirstIndex + i };
        }
        wish = kind == "veth"
            ? wish with { Peer = new() { Index = FirstIndex + LinkCount + i, Name = Rarely ? wish.Name : $"p{i}", Mac = Mac(LinkCount + i), Up = Rarely ? true : null } }
            : wish with { Lower = drawn.Rides && !Rarely ? AnyIndex : null, Data = drawn.Create(this) };
        _askedFor[wish.Index] = drawn;
        return new($"create {wish.Name} {kind} index {wish.Index} mtu {wish.Mtu} master {wish.Master} up {wish.Up} peer {wish.Peer?.Name} on {wish.Lower}{Hex(wish.Data)}", LinkBytes.Create(wish))
        {
            WhenDone = () => (_made[wish.Index], _masters[wish.Index]) = (kind, wish.Master ?? 0),
        };
    }

    private DrawnRequest Change()
    {
        int i = Any(LinkCount);
        LinkWish wish = new LinkWish { Index = AnyIndex };
        string words;
        (wish, words) = _random.Next(12) switch
        {
            0 or 1 or 2 => (wish with { Up = IsUpWanted }, "up or down"),
            3 or 4 => (wish with { Master = Often ? FirstIndex + i : 0 }, "master"),
            5 => (wish with { Mtu = Of<uint>(1400, 1500, 9000, 1280, 68, 70000) }, "mtu"),
            6 => (wish with { Mac = Rarely ? Mac(-1) : Mac(16 + i) }, "mac"),
            7 => (wish with { Alias = Of("", "words", new string('x', 255), new string('x', 256)) }, "alias"),
            8 => (wish with { Name = Of($"l{i}", $"p{i}", "sixteen-bytes-xx", "a/b") }, "name"),
            _ => (DataChange(wish), "data"),
        };
        words = $"{words} {wish.Index} up {wish.Up} master {wish.Master} mtu {wish.Mtu} mac {wish.Mac?[5]} alias {wish.Alias?.Length} name {wish.Name} kind {wish.Kind}{Hex(wish.Data)}";
        DrawnRequest request = Rarely ? new("set " + words, LinkBytes.Set(wish)) : new("change " + words, LinkBytes.Change(wish));
        return wish.Master is { } master ? request with { WhenDone = () => _masters[wish.Index] = master } : request;
    }

    /// <summary>A link becomes another's port, or that is brought up.</summary>
    public DrawnRequest Enslave(int master)
    {
        int index = Mostly([.. _made.Keys.Order()]);
        bool? up = Often ? true : null;
        return index == master || Sometimes
            ? new($"up {master}", LinkBytes.Change(new() { Index = master, Up = true }))
            : new($"enslave {index} to {master} up {up}", LinkBytes.Change(new() { Index = index, Master = master, Up = up })) { WhenDone = () => _masters[index] = master };
    }

    private LinkWish DataChange(LinkWish wish)
    {
        DrawnKind kind = Sometimes ? Of(_kinds) : _askedFor.GetValueOrDefault(wish.Index) ?? Of(_kinds);
        return wish with { Kind = kind.Name, Data = kind.Change(this) };
    }

    private static string Hex(Action<MessageWriter>? data)
    {
        const int HeaderBytes = 16;
        MessageWriter message = new(0, 0, 0, 0);
        data?.Invoke(message);
        return data is null ? "" : $" data {Convert.ToHexString(message.ToArray().AsSpan(HeaderBytes))}";
    }

    public DrawnRequest Port()
    {
        int index = AnyIndex;
        bool ofBridge = Often;
        Action<MessageWriter> data = ofBridge ? DrawnPorts.OfBridge(this) : DrawnPorts.OfBond(this);
        return Often && ofBridge
            ? new($"bridge link set {index}", PortBytes.ChangeOfBridge(index, data))
            : new($"port of {(ofBridge ? "bridge" : "bond")} {index}", PortBytes.Change(index, data));
    }

    private DrawnRequest Delete() => _random.Next(8) switch
    {
        0 => new("delete group 5", LinkBytes.Delete(new() { Group = 5 })),
        1 => new("delete by name", LinkBytes.Delete(new() { Name = $"l{Any(LinkCount)}" })),
        2 => new("delete lo", LinkBytes.Delete(new() { Index = 1 })),
        _ => LinkDeletion(AnyIndex),
    };

    private DrawnRequest LinkDeletion(int index) => new($"delete link {index}", LinkBytes.Delete(new() { Index = index }))
    {
        WhenDone = () =>
        {
            _made.Remove(index);
            _masters.Remove(index);
        },
    };

    public DrawnRequest Address()
    {
        int link = Rarely ? 1 : AnyIndex;
        string address = Often ? Of(_addresses4) : Of(_addresses6);
        ushort flags = Of<ushort>(NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE | NLM_F_REPLACE, NLM_F_CREATE);
        return Often
            ? new($"address add {address} link {link} flags {flags:x}", AddressBytes.Add(link, address, Of<byte>(0, 87), Rarely ? IFA_F_NOPREFIXROUTE : 0, flags))
            : new($"address del {address} link {link}", AddressBytes.Delete(link, address));
    }

    public DrawnRequest Route()
    {
        bool v4 = _random.Next(5) < 3;
        string[] gateways = v4 ? _gateways4 : _gateways6;
        RouteWish wish = new(v4 ? Of(_prefixes4) : Of(_routed6))
        {
            Table = Of(_tables),
            Metric = Sometimes ? 50u : null,
            Protocol = Of(RTPROT_BOOT, RTPROT_BOOT, (byte)87),
            Mtu = Rarely ? 1300u : null,
        };
        wish = _random.Next(12) switch
        {
            // One without metrics takes those of another by the same next hop: not modelled. Whether a refusal leaves a table of IPv6 is another in 6.18 than in 6.12.
            8 or 9 => wish with { Table = v4 ? wish.Table : RT_TABLE_MAIN, NumberedHop = (uint)(1 + Any(5)), Mtu = null, Scope = Rarely ? Of(RT_SCOPE_LINK, RT_SCOPE_HOST) : null, Type = Rarely ? RTN_BLACKHOLE : RTN_UNICAST },
            10 when Rarely => wish with { Table = v4 ? wish.Table : RT_TABLE_MAIN, NumberedHop = (uint)(1 + Any(5)), Via = Of(gateways), Mtu = null },
            0 => wish with { Type = Of(RTN_BLACKHOLE, RTN_UNREACHABLE, RTN_PROHIBIT, RTN_THROW) },
            1 or 2 => wish with { Link = AnyIndex },
            3 => wish with { Via = Of(gateways), Link = AnyIndex },
            4 => wish with { Via = Of(gateways), Link = AnyIndex, OnLink = true },
            5 or 6 => wish with { Hops = [.. Enumerable.Range(0, 1 + Any(3)).Select(_ => (Of(gateways), Rarely ? AnyIndex : 0, (byte)(1 + Any(3))))] },
            7 when v4 => wish with { Via = Of(gateways), Source = Of("10.0.0.1", "10.1.0.1") },
            _ => wish with { Via = Of(gateways) },
        };
        ushort flags = Of<ushort>(NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE | NLM_F_REPLACE, NLM_F_CREATE | NLM_F_APPEND, NLM_F_REPLACE, NLM_F_CREATE);
        string hops = wish.Hops is null ? "" : string.Join(", ", wish.Hops);
        return _random.Next(4) > 0
            ? new($"route add {wish} [{hops}] flags {flags:x}", RouteBytes.Add(wish, flags))
            : Del();

        DrawnRequest Del()
        {
            wish = wish with { Type = Often ? wish.Type : RTN_UNSPEC, Protocol = Often ? RTPROT_UNSPEC : wish.Protocol, Mtu = null };
            wish = Often ? new(wish.Destination) { Table = wish.Table, Type = RTN_UNSPEC, Protocol = RTPROT_UNSPEC } : wish;
            return new($"route del {wish} [{hops}]", RouteBytes.Delete(wish));
        }
    }

    public DrawnRequest Rule()
    {
        bool v4 = Often;
        RuleWish wish = new()
        {
            Family = v4 ? AF_INET : AF_INET6,
            Priority = Rarely ? null : Of(100u, 101u, 102u),
            From = Sometimes ? (v4 ? Of("10.0.0.0/8", "10.1.0.0/16") : "2001:db8::/32") : null,
            To = Sometimes ? (v4 ? "10.9.0.0/16" : "2001:db8:9::/48") : null,
            InName = Rarely ? "l1" : null,
            OutName = Rarely ? "l2" : null,
            Mark = Rarely ? 7u : null,
            MarkMask = Rarely ? 0xffu : null,
            Table = Of(100u, 7000u, 0u),
            Action = Rarely ? Of(FR_ACT_BLACKHOLE, FR_ACT_PROHIBIT, FR_ACT_UNREACHABLE) : FR_ACT_TO_TBL,
            Protocol = Often ? (byte)87 : null,
            Not = Rarely,
        };
        if (_random.Next(3) > 0)
        {
            return new($"rule add {wish}", RuleBytes.Add(wish, Often ? (ushort)(NLM_F_CREATE | NLM_F_EXCL) : NLM_F_CREATE));
        }
        wish = Often ? new() { Family = wish.Family, Priority = wish.Priority ?? 101, Action = 0 } : wish;
        return new($"rule del {wish}", RuleBytes.Delete(wish));
    }

    public DrawnRequest NextHop()
    {
        uint id = (uint)(1 + Any(5));
        if (Sometimes)
        {
            return new($"nexthop del {id}", NextHopBytes.Delete(id));
        }
        bool v4 = Often;
        NextHopWish wish = new(id) { Family = v4 ? AF_INET : AF_INET6, Protocol = Of<byte>(0, 87) };
        wish = _random.Next(6) switch
        {
            0 => wish with { IsBlackhole = true, Link = Rarely ? AnyIndex : null },
            1 => wish with { Group = [.. Enumerable.Range(0, 1 + Any(3)).Select(_ => (uint)(1 + Any(5)))] },
            2 => wish with { Link = AnyIndex },
            3 => wish with { Link = AnyIndex, Via = Of(v4 ? _gateways4 : _gateways6), OnLink = Often },
            _ => wish with { Link = AnyIndex, Via = Of(v4 ? _gateways4 : _gateways6) },
        };
        ushort flags = Of<ushort>(NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE | NLM_F_REPLACE, NLM_F_CREATE, NLM_F_REPLACE);
        return new($"nexthop add {wish} [{string.Join(' ', wish.Group ?? [])}] flags {flags:x}", NextHopBytes.Add(wish, flags));
    }

    public DrawnRequest Neighbour()
    {
        int link = Rarely ? 1 : AnyIndex;
        string address = Of(CanonicalState.NeighbourAddresses);
        byte ndm = Rarely ? NTF_PROXY : (byte)0;
        byte[]? mac = Rarely || ndm != 0 ? null : Mac(24 + Any(4));
        ushort flags = Of<ushort>(NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE | NLM_F_REPLACE, NLM_F_CREATE, NLM_F_REPLACE);
        return _random.Next(4) > 0
            ? new($"neighbour add {address} link {link} mac {mac?[5]} proxy {ndm} flags {flags:x}", NeighbourBytes.Add(link, address, mac, NUD_PERMANENT, ndm, Of<byte>(0, 87), flags))
            : new($"neighbour del {address} link {link} proxy {ndm}", NeighbourBytes.Delete(link, address, ndm));
    }

    public DrawnRequest Fdb()
    {
        int link = AnyIndex;
        byte[] mac = Rarely ? new byte[6] : Rarely ? Mac(-1) : Mac(24 + Any(4));
        byte ndm = Of(NTF_MASTER, NTF_MASTER, NTF_SELF, (byte)0);
        string? remote = ndm == NTF_SELF && Often ? Of("10.0.0.33", "10.0.0.34") : null;
        ushort state = Of(NUD_NOARP, NUD_PERMANENT, NUD_PERMANENT, (ushort)0);
        ushort flags = Of<ushort>(NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE | NLM_F_APPEND, NLM_F_CREATE | NLM_F_REPLACE, NLM_F_REPLACE);
        string words = $"{Convert.ToHexString(mac)} link {link} state {state:x} ndm {ndm:x} remote {remote}";
        return _random.Next(3) > 0
            ? new($"fdb add {words} flags {flags:x}", FdbBytes.Add(link, mac, state, ndm, remote, flags))
            : new($"fdb del {words}", FdbBytes.Delete(link, mac, ndm, remote, state));
    }

    /// <summary>Routes lead through links that are up, and bridges that are down take no groups.</summary>
    private bool IsUpWanted => _theme is DrawnTheme.Routing or DrawnTheme.Switching ? !Rarely : Often;

    public bool Often => _random.Next(2) == 0;

    public bool Sometimes => _random.Next(4) == 0;

    public bool Rarely => _random.Next(10) == 0;

    public int AnyIndex => FirstIndex + Any(Sometimes ? 2 * LinkCount : LinkCount);

    /// <summary>Mostly one that was asked to be of that kind.</summary>
    public int IndexOf(string kind)
    {
        int[] those = [.. _askedFor.Where(a => a.Value.Name == kind).Select(a => a.Key).Order()];
        return those.Length == 0 || Rarely ? AnyIndex : Of(those);
    }

    /// <summary>Mostly one that was made as that kind.</summary>
    public int MadeAs(string kind) => Mostly([.. _made.Where(m => m.Value == kind).Select(m => m.Key).Order()]);

    /// <summary>Mostly one that was made a port of that link.</summary>
    public int PortOf(int master) => Mostly([.. _masters.Where(m => m.Value == master).Select(m => m.Key).Order()]);

    private int Mostly(int[] those) => those.Length == 0 || Rarely ? AnyIndex : Of(those);

    public int Any(int count) => _random.Next(count);

    public T Of<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>Locally administered; with -1 a multicast address, which no link may have.</summary>
    private static byte[] Mac(int i) => i < 0 ? [0x01, 0, 0x5e, 0, 0, 7] : [0x02, 0, 0, 0, 1, (byte)i];
}
