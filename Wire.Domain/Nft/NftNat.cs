namespace Wire.Domain;

public enum NftNatKind
{
    /// <summary>Another source address.</summary>
    Snat,

    /// <summary>Another destination.</summary>
    Dnat,

    /// <summary>The source address of the link that it leaves by.</summary>
    Masquerade,

    /// <summary>This host as the destination.</summary>
    Redirect,
}

/// <summary>Translates the addresses of a connection whose first packet comes here; the packet is done with this chain.</summary>
/// <param name="Kind">Which end of it.</param>
/// <param name="Type">Of the addresses, <see cref="NftType.Ip4"/> or <see cref="NftType.Ip6"/>; null where there is none.</param>
/// <param name="Address">The new address, or a range that one is taken of.</param>
/// <param name="Ports">The new port, or a range.</param>
/// <param name="Flags">NF_NAT_RANGE_* (linux/netfilter/nf_nat.h): those of <see cref="FlagWords"/>.</param>
/// <param name="SaysType">In a family of both kinds of addresses the text says which.</param>
public sealed record NftNat(NftNatKind Kind, NftType? Type, NftValue? Address, NftValue? Ports, uint Flags, bool SaysType) : NftStatement
{
    /// <summary>NF_NAT_RANGE_PROTO_RANDOM, NF_NAT_RANGE_PROTO_RANDOM_FULLY, NF_NAT_RANGE_PERSISTENT, in the order in which nft(8) prints them.</summary>
    public static IReadOnlyList<(string Word, uint Flag)> FlagWords { get; } = [("random", 4), ("fully-random", 16), ("persistent", 8)];

    public string Word => WordOf(Kind);

    /// <summary>The hooks at which the kernel lets a chain do it (nft_chain_validate_hooks in net/netfilter/nft_nat.c, nft_masq.c, nft_redir.c).</summary>
    public IReadOnlyList<string> Hooks => Kind switch
    {
        NftNatKind.Snat => ["postrouting", "input"],
        NftNatKind.Masquerade => ["postrouting"],
        _ => ["prerouting", "output"],
    };

    public bool TakesAddress => Kind is NftNatKind.Snat or NftNatKind.Dnat;

    public override string ToString()
    {
        string address = Address is { } to ? to.Format(Type!) : "";
        if (Type == NftType.Ip6 && Ports is not null)
        {
            address = $"[{address.Replace("-", "]-[", StringComparison.Ordinal)}]";
        }
        string ports = Ports is { } port ? $":{port.Format(NftType.Service)}" : "";
        string flags = string.Join(',', FlagWords.Where(f => (Flags & f.Flag) != 0).Select(f => f.Word));
        return Word + (SaysType && Type is not null ? Type == NftType.Ip4 ? " ip" : " ip6" : "")
            + (address.Length + ports.Length > 0 ? $" to {address}{ports}" : "") + (flags.Length > 0 ? $" {flags}" : "");
    }

    private static string WordOf(NftNatKind kind) => kind switch
    {
        NftNatKind.Snat => "snat",
        NftNatKind.Dnat => "dnat",
        NftNatKind.Masquerade => "masquerade",
        _ => "redirect",
    };

    /// <param name="words">Behind the statement's own word.</param>
    /// <param name="kind">What that word said.</param>
    /// <returns>Null when they are none of such a statement.</returns>
    public static NftNat? Parse(ReadOnlySpan<string> words, NftNatKind kind)
    {
        NftNat nat = new(kind, null, null, null, 0, false);
        if (nat.TakesAddress && words is ["ip" or "ip6", ..])
        {
            nat = nat with { Type = words[0] == "ip" ? NftType.Ip4 : NftType.Ip6, SaysType = true };
            words = words[1..];
        }
        if (words is ["to", var target, ..])
        {
            if (nat.Towards(target) is not { } aimed)
            {
                return null;
            }
            nat = aimed;
            words = words[2..];
        }
        else if (nat.TakesAddress)
        {
            return null;
        }
        if (words is [var flags])
        {
            foreach (string word in flags.Split(','))
            {
                if (FlagWords.FirstOrDefault(f => f.Word == word).Flag is not (> 0 and var flag))
                {
                    return null;
                }
                nat = nat with { Flags = nat.Flags | flag };
            }
        }
        return words.Length <= 1 ? nat : null;
    }

    private NftNat? Towards(string target)
    {
        NftNat aimed = this;
        (string address, string? ports) = Halves(target);
        if (ports is not null)
        {
            if (NftValue.Parse(NftType.Service, ports) is not { } range || NftType.Service.NumberOf(range.First) == 0)
            {
                return null;
            }
            aimed = aimed with { Ports = range };
        }
        if (address.Length == 0)
        {
            return ports is null || Type is not null ? null : aimed;
        }
        NftType type = Type ?? (address.Contains(':', StringComparison.Ordinal) ? NftType.Ip6 : NftType.Ip4);
        return TakesAddress && NftValue.Parse(type, address) is { } value ? aimed with { Type = type, Address = value } : null;
    }

    /// <summary>"10.0.0.1:80", "[2001:db8::1]:80", ":80", "2001:db8::1".</summary>
    private static (string Address, string? Ports) Halves(string target)
    {
        int colon = target.LastIndexOf(':');
        bool brackets = target.StartsWith('[');
        if (colon < 0 || (brackets && target[colon - 1] != ']') || (!brackets && target.IndexOf(':', StringComparison.Ordinal) != colon))
        {
            return (Plain(target), null);
        }
        return (Plain(target[..colon]), target[(colon + 1)..]);
    }

    private static string Plain(string address) => address.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
}
