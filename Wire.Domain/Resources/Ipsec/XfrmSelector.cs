using System.Diagnostics.CodeAnalysis;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// Which packets are meant (<c>xfrm_selector</c>, linux/xfrm.h), in the words of ip-xfrm(8): "src 10.1.0.0/16 dst 10.2.0.0/16 proto tcp
/// dport 80 dev eth0".
/// </summary>
public sealed record XfrmSelector
{
    private const uint Icmp = 1, Gre = 47, IcmpV6 = 58, MobilityHeader = 135;

    public IpPrefix? Src { get; init; }

    public IpPrefix? Dst { get; init; }

    /// <summary>IPPROTO_* of what is carried; null for all.</summary>
    public uint? Proto { get; init; }

    public MaskedPort? SPort { get; init; }

    public MaskedPort? DPort { get; init; }

    /// <summary>Of ICMP: the kernel has it in the source port.</summary>
    public uint? Type { get; init; }

    /// <summary>Of ICMP: the kernel has it in the destination port.</summary>
    public uint? Code { get; init; }

    /// <summary>Of GRE: the kernel has it in both ports.</summary>
    public uint? GreKey { get; init; }

    /// <summary>The link's reference; observed, it is empty for a link that is gone.</summary>
    public string? Dev { get; init; }

    public bool IsV6 => (Src ?? Dst)?.IsV6 == true;

    public static ValueFormat<uint> Protocols { get; } = WordsOrNumber(255,
        ("icmp", Icmp), ("tcp", 6), ("udp", 17), ("dccp", 33), ("gre", Gre), ("esp", XfrmWords.Esp), ("ah", XfrmWords.Ah), ("ipv6-icmp", IcmpV6), ("comp", XfrmWords.Comp), ("sctp", 132),
        ("mobility-header", MobilityHeader));

    public static ValueFormat<uint> TypeOrCode { get; } = ValueFormats.Number(0, 255);

    public static ValueFormat<uint> Key { get; } = ValueFormats.Number();

    /// <summary>The ports are type and code.</summary>
    public static bool HasTypes(uint? proto) => proto is Icmp or IcmpV6 or MobilityHeader;

    /// <summary>The ports are a key.</summary>
    public static bool HasKey(uint? proto) => proto == Gre;

    public static ValueFormat<XfrmSelector> Format { get; } = new SelectorFormat();

    public override string ToString() => string.Join(' ', Words());

    internal IEnumerable<string> Words()
    {
        (string Word, string? Value)[] parts =
        [
            ("src", Src?.ToString()), ("dst", Dst?.ToString()), ("proto", Proto is { } proto ? Protocols.Format(proto) : null), ("sport", SPort?.ToString()), ("dport", DPort?.ToString()),
            ("type", Type is { } type ? XfrmWords.Number(type) : null), ("code", Code is { } code ? XfrmWords.Number(code) : null),
            ("key", GreKey is { } key ? XfrmWords.Number(key) : null), ("dev", Dev is null ? null : ValueFormats.Link.Format(Dev)),
        ];
        return parts.Where(p => p.Value is not null).SelectMany(p => new[] { p.Word, p.Value! });
    }

    /// <summary>Reads what <see cref="ToString"/> writes, in any order. Without one of the addresses it is any of the other's family.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out XfrmSelector? selector)
    {
        selector = null;
        if (XfrmWords.Pairs(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), "src", "dst", "proto", "sport", "dport", "type", "code", "key", "dev") is not { Count: > 0 } pairs
            || !pairs.TryTake("src", Prefix, out IpPrefix? src) || !pairs.TryTake("dst", Prefix, out IpPrefix? dst) || (src ?? dst) is not { } known
            || !pairs.TryTake("proto", Protocols, out uint? proto) || !pairs.TryTake("sport", PortOrMasked, out MaskedPort? sport) || !pairs.TryTake("dport", PortOrMasked, out MaskedPort? dport)
            || !pairs.TryTake("type", TypeOrCode, out uint? type) || !pairs.TryTake("code", TypeOrCode, out uint? code) || !pairs.TryTake("key", Key, out uint? key)
            || (pairs.TryGetValue("dev", out string? dev) && !ValueFormats.Link.TryParse(dev, out dev)))
        {
            return false;
        }
        IpPrefix any = known.IsV6 ? IpPrefix.DefaultV6 : IpPrefix.DefaultV4;
        selector = new() { Src = src ?? any, Dst = dst ?? any, Proto = proto, SPort = sport, DPort = dport, Type = type, Code = code, GreKey = key, Dev = dev };
        return true;
    }

    /// <summary>Reports what no packet can be.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="attribute">The word to point at, by the word of the selector.</param>
    internal void Check(ValidationContext context, Func<string, string> attribute)
    {
        if (Src is { } src && Dst is { } dst && src.IsV6 != dst.IsV6)
        {
            context.Report(attribute("dst"), $"{src} and {dst} are of different families", "expected both IPv4 or both IPv6");
        }
        foreach ((string word, IpPrefix? said) in new[] { ("src", Src), ("dst", Dst) })
        {
            if (said is { HasHostBits: true } prefix)
            {
                context.Report(attribute(word), $"{prefix} has bits behind its prefix", $"expected {prefix.Network}");
            }
        }
        if ((SPort ?? DPort) is not null && (Proto is null || HasTypes(Proto) || HasKey(Proto)))
        {
            context.Report(attribute(SPort is null ? "dport" : "sport"), "ports are of tcp, udp, sctp or dccp", "expected 'proto' with one of these");
        }
        if ((Type ?? Code) is not null && !HasTypes(Proto))
        {
            context.Report(attribute(Type is null ? "code" : "type"), "'type' and 'code' are of icmp, ipv6-icmp or mobility-header", "expected 'proto' with one of these");
        }
        if (GreKey is not null && !HasKey(Proto))
        {
            context.Report(attribute("key"), "'key' is of gre", "expected 'proto gre'");
        }
        if (Dev is { Length: > 0 } dev && LinkName.Split(dev).Netns is { } netns)
        {
            context.Report(attribute("dev"), $"IPsec is declared for Wire's own namespace, and {dev} is in '{netns}'", "expected a link of Wire's own namespace");
        }
    }

    private sealed class SelectorFormat : TextFormat<XfrmSelector>
    {
        public override string Expects => "\"[src PREFIX] [dst PREFIX] [dev LINK] [proto PROTOCOL [sport PORT] [dport PORT] | [type N] [code N] | [key N]]\", with one of the prefixes at least";

        public override bool IsPhrase => true;

        public override bool IsLinkReference => true;

        public override IEnumerable<(string Reference, string Text)> LinksIn(XfrmSelector value) => value.Dev is { Length: > 0 } dev ? [(dev, value.ToString())] : [];

        public override XfrmSelector Renamed(XfrmSelector value, string before, string after) => value.Dev == before ? value with { Dev = after } : value;

        public override bool TryParse(string text, out XfrmSelector value)
        {
            bool parsed = XfrmSelector.TryParse(text, out XfrmSelector? selector);
            value = selector!;
            return parsed;
        }

        public override string Format(XfrmSelector value) => value.ToString();
    }
}
