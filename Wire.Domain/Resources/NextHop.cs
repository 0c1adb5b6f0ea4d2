using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>One of several ways of a multipath route (<c>rtnexthop</c>, linux/rtnetlink.h).</summary>
/// <param name="Via">The gateway.</param>
/// <param name="Dev">The link's reference; null in a declaration lets the kernel find it.</param>
/// <param name="Weight">1 to 256: its share of the flows (<c>rtnh_hops</c> + 1).</param>
public sealed record NextHop(IpAddr? Via, string? Dev, uint Weight)
{
    internal const string OnLinkWord = "onlink";
    internal const string EncapWord = "encap";

    /// <summary>RTNH_F_ONLINK: the gateway is on the link, whatever the addresses say.</summary>
    public bool OnLink { get; init; }

    /// <summary>RTA_ENCAP: what packets are wrapped in. Its words are the last of the text.</summary>
    public Encap? Encap { get; init; }

    public override string ToString() => string.Join(' ', Words());

    private IEnumerable<string> Words()
    {
        if (Via is { } via)
        {
            yield return via.ToString();
        }
        if (Dev is not null)
        {
            yield return "dev";
            yield return Dev;
        }
        yield return "weight";
        yield return Weight.ToString(CultureInfo.InvariantCulture);
        if (OnLink)
        {
            yield return OnLinkWord;
        }
        if (Encap is not null)
        {
            yield return EncapWord;
            yield return Encap.ToString();
        }
    }
}

/// <summary>"10.0.0.2 weight 1, 10.0.0.3 dev eth1 weight 2": in the order of their text, as their order has no meaning.</summary>
public sealed class NextHopsFormat : ValueFormat<ValueList<NextHop>>
{
    public override string Expects => "ADDRESS [dev LINK] [weight 1..256] [onlink] [encap …], several with ', '";

    public override bool TryParse(string text, out ValueList<NextHop> value)
    {
        value = ValueList<NextHop>.Empty;
        List<NextHop> hops = [];
        foreach (string part in text.Split(", "))
        {
            if (!TryParseOne(part.Trim(), out NextHop? hop))
            {
                return false;
            }
            hops.Add(hop);
        }
        value = Sorted(hops);
        return true;
    }

    /// <summary>One next hop: "ADDRESS [dev LINK] [weight N] [onlink] [encap …]", or the same without an address.</summary>
    public static bool TryParseOne(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out NextHop? hop)
    {
        hop = null;
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        IpAddr? via = null;
        string? dev = null;
        uint weight = 1;
        int i = 0;
        if (words.Length > 0 && IpAddr.TryParse(words[0], out IpAddr address))
        {
            via = address;
            i = 1;
        }
        bool onLink = false;
        Encap? encap = null;
        for (; i < words.Length; i++)
        {
            string? value = i + 1 < words.Length ? words[i + 1] : null;
            switch (words[i])
            {
                case "dev" when value is not null:
                    dev = value;
                    i++;
                    break;
                case "weight" when uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out weight) && weight is > 0 and <= 256:
                    i++;
                    break;
                case NextHop.OnLinkWord:
                    onLink = true;
                    break;
                case NextHop.EncapWord when Encap.TryParse(string.Join(' ', words[(i + 1)..]), out encap):
                    i = words.Length;
                    break;
                default:
                    return false;
            }
        }
        hop = new(via, dev, weight) { OnLink = onLink, Encap = encap };
        return via is not null || dev is not null;
    }

    public static ValueList<NextHop> Sorted(IEnumerable<NextHop> hops) =>
        hops.OrderBy(h => h.Via).ThenBy(h => h.Dev, StringComparer.Ordinal).ThenBy(h => h.Weight).ThenBy(h => h.Encap?.ToString(), StringComparer.Ordinal).ToValueList();

    public override string Format(ValueList<NextHop> value) => value.ToString();

    public override bool Fits(ValueList<NextHop> declared, ValueList<NextHop> observed)
    {
        if (declared.Count != observed.Count)
        {
            return false;
        }
        List<NextHop> left = [.. observed];
        return declared.All(d =>
        {
            int at = left.FindIndex(o => o.Via == d.Via && o.Weight == d.Weight && o.OnLink == d.OnLink && o.Encap == d.Encap && (d.Dev is null || d.Dev == o.Dev));
            if (at >= 0)
            {
                left.RemoveAt(at);
            }
            return at >= 0;
        });
    }

    public override void Write(ref MessagePackWriter writer, ValueList<NextHop> value)
    {
        writer.WriteArrayHeader(value.Count);
        foreach (NextHop hop in value)
        {
            writer.Write(hop.ToString());
        }
    }

    public override bool IsLinkReference => true;

    public override IEnumerable<(string Reference, string Text)> LinksIn(ValueList<NextHop> value) =>
        value.Where(h => h.Dev is not null).Select(h => (h.Dev!, h.ToString()));

    public override ValueList<NextHop> Renamed(ValueList<NextHop> value, string before, string after) =>
        Sorted(value.Select(h => h.Dev == before ? h with { Dev = after } : h));

    public override ValueList<NextHop> Read(ref MessagePackReader reader)
    {
        int count = reader.ReadArrayHeader();
        List<NextHop> hops = [];
        for (int i = 0; i < count; i++)
        {
            string text = reader.ReadText();
            hops.Add(TryParseOne(text, out NextHop? hop) ? hop : throw new MessagePackSerializationException($"'{text}' is no next hop"));
        }
        return hops.ToValueList();
    }
}
