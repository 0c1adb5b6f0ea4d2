using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>NFPROTO_* (linux/netfilter.h), as nf_tables numbers its families.</summary>
public static class NftFamily
{
    public const uint Inet = 1;
    public const uint Ip = 2;
    public const uint Arp = 3;
    public const uint Netdev = 5;
    public const uint Bridge = 7;
    public const uint Ip6 = 10;

    public static string WordOf(uint family) => Words.FirstOrDefault(w => w.Value == family).Word ?? $"family{family}";

    public static ImmutableArray<(string Word, uint Value)> Words { get; } =
        [("inet", Inet), ("ip", Ip), ("ip6", Ip6), ("arp", Arp), ("bridge", Bridge), ("netdev", Netdev)];
}

/// <summary>
/// The statements of a rule between its text, where much goes without saying, and the kernel, where all is said: <c>tcp dport 22</c>
/// is <c>meta l4proto tcp</c> and then the port. What is put in, and where, is what nft(8) puts in.
/// </summary>
public static class NftRuleText
{
    public static NftStatement? Parse(string text) => NftParser.Parse(text);

    /// <summary>With everything that goes without saying.</summary>
    public static ImmutableArray<NftStatement> Expand(uint family, IEnumerable<NftStatement> statements)
    {
        ImmutableArray<NftStatement>.Builder all = ImmutableArray.CreateBuilder<NftStatement>();
        HashSet<string> known = [];
        foreach (NftStatement statement in statements)
        {
            foreach (string needed in statement.Reads.SelectMany(s => Needs(family, s.Header, s.Text)).Concat(OfReject(family, statement)))
            {
                Add(NftParser.Parse(needed)!);
            }
            if (statement is NftMatch { Operator: NftOperator.Equal })
            {
                known.Add(Fact(statement));
            }
            all.Add(statement);
        }
        return all.ToImmutable();

        void Add(NftStatement needed)
        {
            if (known.Add(Fact(needed)))
            {
                all.Add(needed);
            }
        }
    }

    /// <summary>Without what goes without saying: the shortest text that means the same.</summary>
    public static ImmutableArray<NftStatement> Contract(uint family, ImmutableArray<NftStatement> statements)
    {
        ImmutableArray<NftStatement> whole = Expand(family, statements);
        // From the end: of two that one statement needs, the first is put in before the second.
        for (int i = statements.Length - 1; i >= 0; i--)
        {
            if (statements[i] is NftMatch && statements.RemoveAt(i) is var shorter && Expand(family, shorter).SequenceEqual(whole))
            {
                statements = shorter;
            }
        }
        return statements;
    }

    /// <summary>In a family without a choice of protocols the words that name it are left out.</summary>
    public static NftStatement Canonical(uint family, NftStatement statement) => statement switch
    {
        NftReject reject when reject == Usual(family) => new NftReject(null, false, 0),
        NftNat nat => nat with { SaysType = family == NftFamily.Inet && nat.Type is not null },
        _ => statement,
    };

    /// <summary>What <c>reject</c> alone is.</summary>
    public static NftReject Usual(uint family) => family switch
    {
        NftFamily.Ip => new(0, false, 3),
        NftFamily.Ip6 => new(0, true, 4),
        _ => new(2, false, 1),
    };

    /// <summary>A packet that comes to the last of them is one of TCP.</summary>
    public static bool IsOfTcp(uint family, IEnumerable<NftStatement> statements) => Expand(family, statements).Any(s => s is NftMatch { Operator: NftOperator.Equal } && Fact(s) == "meta l4proto tcp");

    /// <summary>A packet that comes to the last of them has ports.</summary>
    public static bool HasPorts(uint family, IEnumerable<NftStatement> statements) => Expand(family, statements).Any(s => s switch
    {
        NftMatch { Operator: NftOperator.Equal } => Fact(s) is "meta l4proto tcp" or "meta l4proto udp" or "meta l4proto sctp" or "meta l4proto dccp" or "meta l4proto udplite",
        NftLookup { IsNot: false } => s.Reads.Any(r => r.Type == NftType.Protocol),
        _ => false,
    });

    /// <summary>Why a family cannot have a statement; null when it can.</summary>
    public static string? WhyNot(uint family, NftStatement statement) =>
        statement is NftOpaque ? "raw is how a rule of somebody else is shown"
        : statement.Reads.FirstOrDefault(s => IsForeign(family, s.Header)) is { } selector ? $"'{selector}' is never there in the family {NftFamily.WordOf(family)}"
        : statement is NftReject { Type: 0, Icmp6: var six } && (six ? family is NftFamily.Ip or NftFamily.Arp : family is NftFamily.Ip6 or NftFamily.Arp)
            ? $"'{statement}' cannot be in the family {NftFamily.WordOf(family)}"
        : statement is NftNat && family is not (NftFamily.Inet or NftFamily.Ip or NftFamily.Ip6) ? $"addresses are translated in the families inet, ip and ip6, not in {NftFamily.WordOf(family)}"
        : statement is NftNat { Type: { } type } && family == (type == NftType.Ip4 ? NftFamily.Ip6 : NftFamily.Ip) ? $"'{statement}' cannot be in the family {NftFamily.WordOf(family)}"
        : null;

    private static bool IsForeign(uint family, NftHeader header) => family switch
    {
        NftFamily.Ip => header is NftHeader.Ip6 or NftHeader.Arp or NftHeader.Icmp6,
        NftFamily.Ip6 => header is NftHeader.Ip or NftHeader.Arp or NftHeader.Icmp,
        NftFamily.Inet => header is NftHeader.Arp,
        NftFamily.Arp => header is not (NftHeader.None or NftHeader.Arp or NftHeader.Ether),
        _ => false,
    };

    /// <summary>Two statements that make the same thing known: <c>ether type ip</c> and <c>meta protocol ip</c>.</summary>
    private static string Fact(NftStatement statement) => statement.ToString()! switch
    {
        ['e', 't', 'h', 'e', 'r', ' ', 't', 'y', 'p', 'e', ' ', .. var type] when type is "ip" or "ip6" or "arp" => "meta protocol " + type,
        ['i', 'p', ' ', 'p', 'r', 'o', 't', 'o', 'c', 'o', 'l', ' ', .. var protocol] => "meta l4proto " + protocol,
        ['i', 'p', '6', ' ', 'n', 'e', 'x', 't', 'h', 'd', 'r', ' ', .. var protocol] => "meta l4proto " + protocol,
        var text => text,
    };

    private static IEnumerable<string> OfReject(uint family, NftStatement statement) => statement is not NftReject reject ? [] : reject switch
    {
        { Type: 0, Icmp6: false } => Network(family, "ip", "ipv4", byHeader: true),
        { Type: 0 } => Network(family, "ip6", "ipv6", byHeader: true),
        _ => [],
    };

    private static IEnumerable<string> Needs(uint family, NftHeader header, string selector) => header switch
    {
        NftHeader.Ether => family == NftFamily.Bridge ? [] : ["meta iiftype ether"],
        NftHeader.Vlan => [.. Needs(family, NftHeader.Ether, selector), "ether type 8021q"],
        NftHeader.Ip => Network(family, "ip", "ipv4", byHeader: false),
        NftHeader.Ip6 => Network(family, "ip6", "ipv6", byHeader: false),
        NftHeader.Arp => family == NftFamily.Arp ? [] : family == NftFamily.Bridge ? ["ether type arp"] : ["meta protocol arp"],
        NftHeader.Tcp => ["meta l4proto tcp"],
        NftHeader.Udp => ["meta l4proto udp"],
        NftHeader.Icmp => [.. Network(family, "ip", "ipv4", byHeader: true), "meta l4proto icmp"],
        NftHeader.Icmp6 => [.. Network(family, "ip6", "ipv6", byHeader: true), "meta l4proto ipv6-icmp"],
        _ => [],
    };

    private static IEnumerable<string> Network(uint family, string protocol, string nfproto, bool byHeader) => family switch
    {
        NftFamily.Inet => [$"meta nfproto {nfproto}"],
        NftFamily.Bridge => [byHeader ? $"ether type {protocol}" : $"meta protocol {protocol}"],
        NftFamily.Netdev => [$"meta protocol {protocol}"],
        _ => [],
    };
}
