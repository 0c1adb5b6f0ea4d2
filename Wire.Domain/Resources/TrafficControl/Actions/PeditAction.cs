using System.Globalization;

namespace Wire.Domain;

/// <summary>Changes packets (act_pedit with extended keys; <c>tc_pedit_sel</c>, TCA_PEDIT_KEYS_EX, tc-pedit(8)).</summary>
/// <param name="Keys">In their order.</param>
/// <param name="Verdict">What becomes of the packet.</param>
public sealed record PeditAction(ValueList<PeditKey> Keys, TcVerdict Verdict) : TcAction
{
    public override string KernelKind => "pedit";

    private protected override IEnumerable<string> Words() =>
        ["pedit", "ex", .. Keys.Select(k => "munge " + k), Unless(TcVerdict.Pass, Verdict)];

    internal static bool TryRead(ref ActionWords words, out TcAction? action)
    {
        action = null;
        words.Take("ex");
        List<PeditKey> keys = [];
        while (words.Take("munge"))
        {
            if (!PeditKey.TryRead(ref words, out PeditKey? key))
            {
                return false;
            }
            keys.Add(key!);
        }
        if (keys.Count == 0 || !TryEnd(ref words, TcVerdict.Pass, out TcVerdict verdict))
        {
            return false;
        }
        action = new PeditAction(keys.ToValueList(), verdict);
        return true;
    }
}

/// <summary>One change of 32 bits of a packet (<c>tc_pedit_key</c>); numbers as they read from left to right in the packet.</summary>
/// <param name="Header">TCA_PEDIT_KEY_EX_HDR_TYPE_*: what <paramref name="Offset"/> counts from.</param>
/// <param name="Adds">TCA_PEDIT_KEY_EX_CMD_ADD instead of _SET.</param>
/// <param name="Offset">In bytes, a multiple of 4.</param>
/// <param name="Keep">The bits that stay (mask).</param>
/// <param name="Value">What the rest becomes, or is increased by (val).</param>
public sealed record PeditKey(uint Header, bool Adds, int Offset, uint Keep, uint Value)
{
    private const uint Network = 0, Ethernet = 1, Ipv4 = 2, Ipv6 = 3, Tcp = 4, Udp = 5;

    private enum Notation
    {
        Hexadecimal,
        Decimal,
        Address,
    }

    /// <param name="Header">Where it is.</param>
    /// <param name="Word">What tc(8) calls it.</param>
    /// <param name="Offset">Of the 32 bits that hold it.</param>
    /// <param name="Shift">Bits to its right in them.</param>
    /// <param name="Bits">Its width.</param>
    private sealed record Field(uint Header, string Word, int Offset, int Shift, int Bits, Notation Notation)
    {
        public uint All => (uint)((1UL << Bits) - 1);
    }

    private static readonly (string Word, uint Header)[] Headers = [("ip", Ipv4), ("ip6", Ipv6), ("tcp", Tcp), ("udp", Udp), ("eth", Ethernet)];

    /// <summary>The first of those at one place is what is written.</summary>
    private static readonly Field[] Fields =
    [
        new(Ipv4, "tos", 0, 16, 8, Notation.Hexadecimal), new(Ipv4, "dsfield", 0, 16, 8, Notation.Hexadecimal),
        new(Ipv4, "ttl", 8, 24, 8, Notation.Decimal), new(Ipv4, "protocol", 8, 16, 8, Notation.Decimal),
        new(Ipv4, "src", 12, 0, 32, Notation.Address), new(Ipv4, "dst", 16, 0, 32, Notation.Address),
        new(Ipv6, "traffic_class", 0, 20, 8, Notation.Hexadecimal), new(Ipv6, "tos", 0, 20, 8, Notation.Hexadecimal),
        new(Ipv6, "dsfield", 0, 20, 8, Notation.Hexadecimal), new(Ipv6, "flow_lbl", 0, 0, 20, Notation.Hexadecimal),
        new(Ipv6, "hoplimit", 4, 0, 8, Notation.Decimal), new(Ipv6, "nexthdr", 4, 8, 8, Notation.Decimal),
        new(Tcp, "sport", 0, 16, 16, Notation.Decimal), new(Tcp, "dport", 0, 0, 16, Notation.Decimal), new(Tcp, "flags", 12, 16, 8, Notation.Hexadecimal),
        new(Udp, "sport", 0, 16, 16, Notation.Decimal), new(Udp, "dport", 0, 0, 16, Notation.Decimal),
        new(Ethernet, "type", 12, 16, 16, Notation.Hexadecimal),
    ];

    private uint Changed => ~Keep;

    public override string ToString()
    {
        string header = Header == Network ? "" : $"{Headers.FirstOrDefault(h => h.Header == Header).Word} ";
        if ((Value & Keep) != 0)
        {
            return $"{header}offset {Offset} u32 invert" + (Value == uint.MaxValue ? "" : $" retain 0x{Value:x8}");
        }
        foreach (Field field in Fields)
        {
            uint all = field.All << field.Shift;
            if (field.Header == Header && field.Offset == Offset && (Changed & ~all) == 0 && (Adds ? Changed == all : Changed != 0))
            {
                uint retain = Changed >> field.Shift;
                return $"{header}{field.Word} {(Adds ? "add" : "set")} {Text(Value >> field.Shift, field.Notation)}"
                    + (retain == field.All ? "" : $" retain 0x{retain:x}");
            }
        }
        return $"{header}offset {Offset} u32 {(Adds ? "add" : "set")} 0x{Value:x8} retain 0x{Changed:x8}";
    }

    private static string Text(uint value, Notation notation) => notation switch
    {
        Notation.Address => IpAddr.FromBytes([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]).ToString(),
        Notation.Decimal => value.ToString(CultureInfo.InvariantCulture),
        _ => $"0x{value:x}",
    };

    internal static bool TryRead(ref ActionWords words, out PeditKey? key)
    {
        key = null;
        string layer = words.Peek;
        uint header = Headers.FirstOrDefault(h => h.Word == layer).Header;
        if (header != Network)
        {
            words.Next();
        }
        if (words.Take("offset"))
        {
            return TryReadOffset(header, ref words, out key);
        }
        string word = words.Next();
        return Fields.FirstOrDefault(f => f.Header == header && f.Word == word) is { } field
            && TryReadChange(header, field.Offset, field.Shift, field.Bits, field.Notation, ref words, out key);
    }

    /// <summary><c>offset N u8|u16|u32</c>: the bytes from there, which lie in one run of four.</summary>
    private static bool TryReadOffset(uint header, ref ActionWords words, out PeditKey? key)
    {
        key = null;
        if (!words.TakeNumber(ushort.MaxValue, out uint offset))
        {
            return false;
        }
        int bits = words.Next() switch { "u8" => 8, "u16" => 16, "u32" => 32, _ => 0 };
        int shift = 32 - bits - 8 * (int)(offset % 4);
        return bits > 0 && shift >= 0 && TryReadChange(header, (int)(offset & ~3u), shift, bits, Notation.Hexadecimal, ref words, out key);
    }

    private static bool TryReadChange(uint header, int offset, int shift, int bits, Notation notation, ref ActionWords words, out PeditKey? key)
    {
        key = null;
        uint all = (uint)((1UL << bits) - 1), value = 0;
        bool inverts = false, adds = false;
        switch (words.Next())
        {
            case "set" when TryValue(ref words, notation, all, out value):
            case "clear":
                break;
            case "add" when header != Network && words.TakeNumber(all, out value):
                adds = true;
                break;
            case "decrement" or "dec" when header != Network:
                (adds, value) = (true, all);
                break;
            case "invert":
                (inverts, value) = (true, all);
                break;
            default:
                return false;
        }
        uint retain = all;
        if (words.Take("retain") && !words.TakeNumber(all, out retain))
        {
            return false;
        }
        key = new(header, adds, offset, inverts ? uint.MaxValue : ~((adds ? all : retain) << shift), (value & retain) << shift);
        return true;
    }

    private static bool TryValue(ref ActionWords words, Notation notation, uint all, out uint value)
    {
        value = 0;
        if (notation != Notation.Address)
        {
            return words.TakeNumber(all, out value);
        }
        if (!IpAddr.TryParse(words.Next(), out IpAddr address) || address.IsV6)
        {
            return false;
        }
        Span<byte> bytes = stackalloc byte[4];
        address.WriteTo(bytes);
        value = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return true;
    }
}
