using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Wire.Domain;

/// <summary>A type of values in rules and sets, by its name in nft(8): how a value is written, and the bytes that it is in a register.</summary>
public sealed class NftType
{
    /// <summary>nft's own numbers of its types (<c>enum datatypes</c>, nftables' datatype.h): the kernel keeps them with a set and does not look at them.</summary>
    private const uint TypeBits = 6;

    private readonly ImmutableArray<(string Word, uint Value)> _words;
    private readonly Form _form;

    private NftType(string name, uint id, int bytes, Form form, params (string Word, uint Value)[] words)
    {
        Name = name;
        Id = id;
        Bytes = bytes;
        _form = form;
        _words = [.. words];
    }

    private enum Form
    {
        Ip4,
        Ip6,
        Ether,
        Decimal,
        Hex,
        HostDecimal,
        HostHex,
        HostFlags,
        Flags,
        Name,
    }

    /// <summary>The word in nft(8).</summary>
    public string Name { get; }

    /// <summary>NFTA_SET_KEY_TYPE; 0 for what no set can have.</summary>
    public uint Id { get; }

    public int Bytes { get; }

    /// <summary>In a register of 32-bit words; fields of a concatenation begin at one.</summary>
    public int RegisterBytes => (Bytes + 3) & ~3;

    /// <summary>The value has the host's byte order in a register.</summary>
    public bool IsHostOrder => _form is Form.HostDecimal or Form.HostHex or Form.HostFlags or Form.Name;

    /// <summary>Several words stand for any of their bits.</summary>
    public bool IsFlags => _form is Form.Flags or Form.HostFlags;

    public bool IsName => _form == Form.Name;

    public bool HasPrefixes => _form is Form.Ip4 or Form.Ip6;

    /// <summary>Bits of it may be looked at alone: <c>meta mark &amp; 0xff == 0x1</c>.</summary>
    public bool HasMasks => _form == Form.HostHex;

    public bool HasRanges => !IsFlags && !IsName && !(IsHostOrder && Bytes > 1);

    public static NftType Ip4 { get; } = new("ipv4_addr", 7, 4, Form.Ip4);

    public static NftType Ip6 { get; } = new("ipv6_addr", 8, 16, Form.Ip6);

    public static NftType Ether { get; } = new("ether_addr", 9, 6, Form.Ether);

    public static NftType EtherType { get; } = new("ether_type", 10, 2, Form.Hex, ("ip", 0x0800), ("arp", 0x0806), ("8021q", 0x8100), ("8021ad", 0x88a8), ("ip6", 0x86dd));

    public static NftType ArpOperation { get; } = new("arp_op", 11, 2, Form.Decimal,
        ("request", 1), ("reply", 2), ("rrequest", 3), ("rreply", 4), ("inrequest", 8), ("inreply", 9), ("nak", 10));

    /// <summary>The words are those of /etc/protocols, as nft prints them.</summary>
    public static NftType Protocol { get; } = new("inet_proto", 12, 1, Form.Decimal,
        ("icmp", 1), ("igmp", 2), ("tcp", 6), ("udp", 17), ("dccp", 33), ("gre", 47), ("esp", 50), ("ah", 51), ("ipv6-icmp", 58), ("ospf", 89), ("vrrp", 112), ("sctp", 132), ("udplite", 136));

    public static NftType Service { get; } = new("inet_service", 13, 2, Form.Decimal);

    public static NftType IcmpType { get; } = new("icmp_type", 14, 1, Form.Decimal,
        ("echo-reply", 0), ("destination-unreachable", 3), ("source-quench", 4), ("redirect", 5), ("echo-request", 8), ("router-advertisement", 9), ("router-solicitation", 10),
        ("time-exceeded", 11), ("parameter-problem", 12), ("timestamp-request", 13), ("timestamp-reply", 14), ("info-request", 15), ("info-reply", 16),
        ("address-mask-request", 17), ("address-mask-reply", 18));

    public static NftType TcpFlags { get; } = new("tcp_flag", 15, 1, Form.Flags,
        ("fin", 1), ("syn", 2), ("rst", 4), ("psh", 8), ("ack", 16), ("urg", 32), ("ecn", 64), ("cwr", 128));

    public static NftType Mark { get; } = new("mark", 19, 4, Form.HostHex);

    public static NftType CtState { get; } = new("ct_state", 26, 4, Form.HostFlags, ("invalid", 1), ("established", 2), ("related", 4), ("new", 8), ("untracked", 64));

    public static NftType Icmp6Type { get; } = new("icmpv6_type", 29, 1, Form.Decimal,
        ("destination-unreachable", 1), ("packet-too-big", 2), ("time-exceeded", 3), ("parameter-problem", 4), ("echo-request", 128), ("echo-reply", 129),
        ("mld-listener-query", 130), ("mld-listener-report", 131), ("mld-listener-done", 132), ("nd-router-solicit", 133), ("nd-router-advert", 134),
        ("nd-neighbor-solicit", 135), ("nd-neighbor-advert", 136), ("nd-redirect", 137), ("router-renumbering", 138), ("ind-neighbor-solicit", 141),
        ("ind-neighbor-advert", 142), ("mld2-listener-report", 143));

    public static NftType PacketType { get; } = new("pkt_type", 31, 1, Form.HostDecimal, ("host", 0), ("broadcast", 1), ("multicast", 2), ("other", 3));

    public static NftType Dscp { get; } = new("dscp", 36, 1, Form.Hex,
        ("cs0", 0), ("cs1", 8), ("cs2", 16), ("cs3", 24), ("cs4", 32), ("cs5", 40), ("cs6", 48), ("cs7", 56), ("lephb", 1), ("af11", 10), ("af12", 12), ("af13", 14),
        ("af21", 18), ("af22", 20), ("af23", 22), ("af31", 26), ("af32", 28), ("af33", 30), ("af41", 34), ("af42", 36), ("af43", 38), ("va", 44), ("ef", 46));

    /// <summary>IFNAMSIZ bytes, filled up with zeros.</summary>
    public static NftType InterfaceName { get; } = new("ifname", 41, 16, Form.Name);

    public static NftType Family { get; } = new("nf_proto", 2, 1, Form.HostDecimal, ("ipv4", 2), ("ipv6", 10));

    public static NftType Byte { get; } = new("integer", 0, 1, Form.Decimal);

    public static NftType VlanId { get; } = new("integer", 0, 2, Form.Decimal);

    /// <summary>ARPHRD_* (linux/if_arp.h).</summary>
    public static NftType Hardware { get; } = new("iface_type", 21, 2, Form.HostDecimal, ("ether", 1));

    /// <summary>Those that a set may be declared with.</summary>
    public static ImmutableArray<NftType> OfSets { get; } = [Ip4, Ip6, Ether, Protocol, Service, Mark, InterfaceName, EtherType, ArpOperation, IcmpType, Icmp6Type, Dscp];

    public static NftType? Find(string name) => OfSets.FirstOrDefault(t => t.Name == name);

    /// <summary>The types of a concatenation, "ipv4_addr . inet_service"; null when one of them is none of a set's.</summary>
    public static ImmutableArray<NftType>? FindAll(string text)
    {
        NftType?[] found = [.. text.Split(" . ").Select(Find)];
        return found.All(t => t is not null) ? [.. found!] : null;
    }

    /// <summary>NFTA_SET_KEY_TYPE of a concatenation: six bits for each.</summary>
    public static uint IdOf(IEnumerable<NftType> types) => types.Aggregate(0u, (id, type) => id << (int)TypeBits | type.Id);

    /// <summary>The name of what <see cref="IdOf"/> numbers; null for a type that is not known here.</summary>
    public static string? NameOf(uint id)
    {
        List<string> names = [];
        for (; id != 0; id >>= (int)TypeBits)
        {
            NftType? type = OfSets.FirstOrDefault(t => t.Id == (id & ((1 << (int)TypeBits) - 1)));
            if (type is null)
            {
                return null;
            }
            names.Insert(0, type.Name);
        }
        return names.Count == 0 ? null : string.Join(" . ", names);
    }

    public string Expects => _form switch
    {
        Form.Ip4 => "an IPv4 address",
        Form.Ip6 => "an IPv6 address",
        Form.Ether => "an Ethernet address",
        Form.Name => "a link's name, perhaps with * at its end",
        _ when _words.Length > 0 => $"a number, or one of {string.Join(", ", _words.Select(w => w.Word))}",
        _ => "a number",
    };

    /// <summary>The bytes as they are in a register; null when the text is no value of the type.</summary>
    public ValueList<byte>? Parse(string text)
    {
        switch (_form)
        {
            case Form.Ip4 or Form.Ip6:
                return IpAddr.TryParse(text, out IpAddr address) && address.ByteLength == Bytes ? Make(b => address.WriteTo(b)) : null;
            case Form.Ether:
                return MacAddress.TryParse(text, out MacAddress mac) ? Make(mac.WriteTo) : null;
            case Form.Name:
                string plain = text.Trim('"');
                bool wild = plain.EndsWith('*');
                byte[] name = Encoding.UTF8.GetBytes(wild ? plain[..^1] : plain);
                return name.Length is 0 or > 15 ? null : wild ? [.. name] : Make(b => name.CopyTo(b));
        }
        if (IsFlags)
        {
            uint bits = 0;
            foreach (string word in text.Split(','))
            {
                if (!TryNumber(word, out uint bit) || bit == 0)
                {
                    return null;
                }
                bits |= bit;
            }
            return OfNumber(bits);
        }
        return TryNumber(text, out uint value) ? OfNumber(value) : null;
    }

    public ValueList<byte> OfNumber(uint value) => Make(bytes =>
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            int shift = 8 * (IsHostOrder == BitConverter.IsLittleEndian ? i : bytes.Length - 1 - i);
            bytes[i] = shift < 32 ? (byte)(value >> shift) : (byte)0;
        }
    });

    public uint NumberOf(IReadOnlyList<byte> bytes)
    {
        uint value = 0;
        for (int i = 0; i < bytes.Count; i++)
        {
            value = value << 8 | bytes[IsHostOrder && BitConverter.IsLittleEndian ? bytes.Count - 1 - i : i];
        }
        return value;
    }

    /// <summary>As nft(8) prints it, without quotes.</summary>
    public string Format(ValueList<byte> value)
    {
        switch (_form)
        {
            case Form.Ip4 or Form.Ip6:
                return IpAddr.FromBytes([.. value]).ToString();
            case Form.Ether:
                return MacAddress.FromBytes([.. value]).ToString();
            case Form.Name:
                return Encoding.UTF8.GetString([.. value.TakeWhile(b => b != 0)]) + (value.Count < Bytes ? "*" : "");
        }
        uint number = NumberOf(value);
        if (IsFlags)
        {
            List<string> set = [.. _words.Where(w => (number & w.Value) != 0).Select(w => w.Word)];
            uint rest = number & ~_words.Aggregate(0u, (all, w) => all | w.Value);
            return rest != 0 || set.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"0x{number:x}") : string.Join(',', set);
        }
        foreach ((string word, uint known) in _words)
        {
            if (known == number)
            {
                return word;
            }
        }
        return _form switch
        {
            Form.HostHex => string.Create(CultureInfo.InvariantCulture, $"0x{number:x8}"),
            Form.Hex when Bytes == 1 => string.Create(CultureInfo.InvariantCulture, $"0x{number:x2}"),
            Form.Hex => string.Create(CultureInfo.InvariantCulture, $"0x{number:x4}"),
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>How many of the value's leading bits are the same in both and all different after: a prefix's length. Null for no prefix.</summary>
    public int? PrefixOf(ValueList<byte> first, ValueList<byte> last)
    {
        int length = 0, bits = 8 * Bytes;
        while (length < bits && Bit(first, length) == Bit(last, length))
        {
            length++;
        }
        for (int i = length; i < bits; i++)
        {
            if (Bit(first, i) || !Bit(last, i))
            {
                return null;
            }
        }
        return length;

        static bool Bit(ValueList<byte> bytes, int at) => (bytes[at / 8] >> (7 - at % 8) & 1) != 0;
    }

    /// <summary>The first and the last address of a prefix, or null when bits are set behind it.</summary>
    public (ValueList<byte> First, ValueList<byte> Last)? OfPrefix(ValueList<byte> address, int length)
    {
        byte[] last = [.. address];
        for (int i = length; i < 8 * Bytes; i++)
        {
            byte bit = (byte)(0x80 >> (i % 8));
            if ((last[i / 8] & bit) != 0)
            {
                return null;
            }
            last[i / 8] |= bit;
        }
        return (address, new(last));
    }

    private bool TryNumber(string text, out uint value)
    {
        foreach ((string word, uint known) in _words)
        {
            if (word == text)
            {
                value = known;
                return true;
            }
        }
        bool parsed = text.StartsWith("0x", StringComparison.Ordinal)
            ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        return parsed && (Bytes >= 4 || value < 1u << 8 * Bytes);
    }

    private delegate void Writer(Span<byte> bytes);

    private ValueList<byte> Make(Func<byte[], int> write)
    {
        byte[] bytes = new byte[Bytes];
        write(bytes);
        return new(bytes);
    }

    private ValueList<byte> Make(Writer write)
    {
        byte[] bytes = new byte[Bytes];
        write(bytes);
        return new(bytes);
    }

    public override string ToString() => Name;
}
