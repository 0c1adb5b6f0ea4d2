using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Wire.Domain;

/// <summary>
/// What a route or a nexthop wraps packets in (RTA_ENCAP, linux/lwtunnel.h): "mpls 100/200 ttl 64", "ip id 42 dst 10.0.0.9",
/// "ip6 id 42 dst fd00::9 hoplimit 3", "seg6 mode encap segs fc00::1,fc00::2". Words as in ip-route(8).
/// </summary>
public abstract record Encap
{
    public static ValueFormat<Encap> Format { get; } = new EncapFormat();

    public sealed override string ToString() => string.Join(' ', Words());

    protected abstract IEnumerable<string> Words();

    /// <summary>Reads what <see cref="ToString"/> writes, its words in any order behind the first.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Encap? encap)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        encap = words.Length == 0 ? null : words[0] switch
        {
            MplsEncap.Word => MplsEncap.Read(words),
            "ip" => IpEncap.Read(words, v6: false),
            "ip6" => IpEncap.Read(words, v6: true),
            Seg6Encap.Word => Seg6Encap.Read(words),
            _ => null,
        };
        return encap is not null;
    }

    /// <summary>Pairs of word and value from an index on; null when a word stands twice or without a value.</summary>
    private protected static Dictionary<string, string>? Pairs(string[] words, int from, params ReadOnlySpan<string> known)
    {
        Dictionary<string, string> pairs = [];
        for (int i = from; i < words.Length; i += 2)
        {
            if (i + 1 == words.Length || !known.Contains(words[i]) || !pairs.TryAdd(words[i], words[i + 1]))
            {
                return null;
            }
        }
        return pairs;
    }

    private protected static bool TryNumber(Dictionary<string, string> pairs, string word, ulong max, out ulong value)
    {
        value = 0;
        return !pairs.TryGetValue(word, out string? text) || (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= max);
    }

    private sealed class EncapFormat : TextFormat<Encap>
    {
        public override string Expects =>
            "an encapsulation: \"mpls LABEL/LABEL… [ttl N]\", \"ip [id N] dst ADDRESS [src ADDRESS] [tos N] [ttl N] [flags key,csum,seq]\", the same for ip6, or \"seg6 mode encap segs ADDRESS,ADDRESS…\"";

        public override bool TryParse(string text, out Encap value)
        {
            bool parsed = Encap.TryParse(text, out Encap? encap);
            value = encap!;
            return parsed;
        }

        public override string Format(Encap value) => value.ToString();
    }
}

/// <summary>LWTUNNEL_ENCAP_MPLS: labels that are pushed, the outermost first.</summary>
/// <param name="Labels">0 to 1048575 each (20 bits); at least one.</param>
/// <param name="Ttl">MPLS_IPTUNNEL_TTL; null copies the packet's.</param>
public sealed record MplsEncap(ValueList<uint> Labels, byte? Ttl) : Encap
{
    internal const string Word = "mpls";

    private const uint LabelMax = (1 << 20) - 1;

    /// <summary>MAX_NEW_LABELS, net/mpls/internal.h.</summary>
    private const int LabelsMax = 30;

    protected override IEnumerable<string> Words()
    {
        yield return Word;
        yield return string.Join('/', Labels);
        if (Ttl is { } ttl)
        {
            yield return "ttl";
            yield return ttl.ToString(CultureInfo.InvariantCulture);
        }
    }

    internal static MplsEncap? Read(string[] words)
    {
        if (words.Length < 2 || Pairs(words, 2, "ttl") is not { } pairs || !TryNumber(pairs, "ttl", byte.MaxValue, out ulong ttl))
        {
            return null;
        }
        List<uint> labels = [];
        foreach (string part in words[1].Split('/'))
        {
            if (!uint.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out uint label) || label > LabelMax)
            {
                return null;
            }
            labels.Add(label);
        }
        return labels.Count > LabelsMax ? null : new(labels.ToValueList(), pairs.ContainsKey("ttl") ? (byte)ttl : null);
    }
}

/// <summary>LWTUNNEL_ENCAP_IP and LWTUNNEL_ENCAP_IP6: what a tunnel device of external mode takes its outer header from.</summary>
/// <param name="IsV6">ip6.</param>
/// <param name="Id">The tunnel's id (VNI, GRE key), 64 bits.</param>
/// <param name="Dst">The outer destination.</param>
/// <param name="Src">The outer source; null lets the kernel choose.</param>
/// <param name="Tos">TOS, or traffic class.</param>
/// <param name="Ttl">TTL, or hop limit; 0 is the kernel's choice.</param>
/// <param name="Flags">TUNNEL_CSUM 1, TUNNEL_KEY 4, TUNNEL_SEQ 8 (linux/if_tunnel.h).</param>
public sealed record IpEncap(bool IsV6, ulong Id, IpAddr Dst, IpAddr? Src, byte Tos, byte Ttl, ushort Flags) : Encap
{
    private static readonly ValueFormat<uint> FlagWords = ValueFormats.Flags(("csum", 1), ("key", 4), ("seq", 8));

    protected override IEnumerable<string> Words()
    {
        yield return IsV6 ? "ip6" : "ip";
        if (Id != 0)
        {
            yield return "id";
            yield return Id.ToString(CultureInfo.InvariantCulture);
        }
        yield return "dst";
        yield return Dst.ToString();
        if (Src is { } src)
        {
            yield return "src";
            yield return src.ToString();
        }
        if (Tos != 0)
        {
            yield return "tos";
            yield return Tos.ToString(CultureInfo.InvariantCulture);
        }
        if (Ttl != 0)
        {
            yield return "ttl";
            yield return Ttl.ToString(CultureInfo.InvariantCulture);
        }
        if (Flags != 0)
        {
            yield return "flags";
            yield return FlagWords.Format(Flags);
        }
    }

    internal static IpEncap? Read(string[] words, bool v6)
    {
        if (Pairs(words, 1, "id", "dst", "src", "tos", "ttl", "flags") is not { } pairs
            || !TryNumber(pairs, "id", ulong.MaxValue, out ulong id) || !TryNumber(pairs, "tos", byte.MaxValue, out ulong tos) || !TryNumber(pairs, "ttl", byte.MaxValue, out ulong ttl)
            || !pairs.TryGetValue("dst", out string? to) || !IpAddr.TryParse(to, out IpAddr dst) || dst.IsV6 != v6)
        {
            return null;
        }
        IpAddr src = default;
        uint flags = 0;
        return (pairs.TryGetValue("src", out string? from) && (!IpAddr.TryParse(from, out src) || src.IsV6 != v6))
            || (pairs.TryGetValue("flags", out string? said) && (!FlagWords.TryParse(said, out flags) || flags > 0xff))
            ? null : new(v6, id, dst, from is null || src.IsAny ? null : src, (byte)tos, (byte)ttl, (ushort)flags);
    }
}

/// <summary>LWTUNNEL_ENCAP_SEG6: an IPv6 segment routing header (RFC 8754).</summary>
/// <param name="Mode">SEG6_IPTUN_MODE_*, by its word in <see cref="Modes"/>.</param>
/// <param name="Segments">In the order in which they are visited.</param>
public sealed record Seg6Encap(uint Mode, ValueList<IpAddr> Segments) : Encap
{
    internal const string Word = "seg6";

    /// <summary>SEG6_IPTUN_MODE_INLINE: into the packet's own header, whose destination follows the segments.</summary>
    public const uint Inline = 0;

    /// <summary>An extension header has at most 255 units of 8 bytes; the kernel copies no more than this many without complaint.</summary>
    private const int SegmentsMax = 126;

    private static readonly ValueFormat<uint> Modes = ValueFormats.Words(("inline", Inline), ("encap", 1), ("l2encap", 2), ("encap.red", 3), ("l2encap.red", 4));

    protected override IEnumerable<string> Words() => [Word, "mode", Modes.Format(Mode), "segs", string.Join(',', Segments)];

    internal static Seg6Encap? Read(string[] words)
    {
        if (Pairs(words, 1, "mode", "segs") is not { } pairs || !pairs.TryGetValue("mode", out string? said) || !Modes.TryParse(said, out uint mode)
            || !pairs.TryGetValue("segs", out string? list))
        {
            return null;
        }
        List<IpAddr> segments = [];
        foreach (string part in list.Split(','))
        {
            if (!IpAddr.TryParse(part, out IpAddr segment) || !segment.IsV6)
            {
                return null;
            }
            segments.Add(segment);
        }
        return segments.Count > SegmentsMax ? null : new(mode, segments.ToValueList());
    }
}
