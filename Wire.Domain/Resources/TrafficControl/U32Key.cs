using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Wire.Domain;

/// <summary>One comparison of 32 bits of a packet (<c>tc_u32_key</c>); numbers as they read from left to right in the packet.</summary>
/// <param name="Value">val.</param>
/// <param name="Mask">The bits that count.</param>
/// <param name="Offset">In bytes from the network header, a multiple of 4.</param>
/// <param name="BehindHeader">offmask: from behind the header that a link went past (<c>at nexthdr+N</c>).</param>
public sealed record U32Key(uint Value, uint Mask, int Offset, bool BehindHeader)
{
    public static ValueFormat<U32Key> Format { get; } = new KeyFormat();

    private const string NextHeader = "nexthdr+";

    /// <param name="Layer">ip, ip6, tcp, udp or icmp.</param>
    /// <param name="Word">Of tc(8).</param>
    /// <param name="Offset">In bytes.</param>
    /// <param name="Bits">Its width.</param>
    /// <param name="BehindHeader">In a header that a link leads to.</param>
    private sealed record Field(string Layer, string Word, int Offset, int Bits, bool BehindHeader = false);

    private static readonly Field[] Fields =
    [
        new("ip", "src", 12, 32), new("ip", "dst", 16, 32), new("ip", "tos", 1, 8), new("ip", "dsfield", 1, 8), new("ip", "protocol", 9, 8),
        new("ip", "sport", 20, 16), new("ip", "dport", 22, 16), new("ip", "icmp_type", 20, 8), new("ip", "icmp_code", 21, 8),
        new("ip6", "protocol", 6, 8), new("ip6", "sport", 40, 16), new("ip6", "dport", 42, 16), new("ip6", "icmp_type", 40, 8), new("ip6", "icmp_code", 41, 8),
        new("tcp", "src", 0, 16, true), new("tcp", "dst", 2, 16, true), new("udp", "src", 0, 16, true), new("udp", "dst", 2, 16, true),
        new("icmp", "type", 0, 8, true), new("icmp", "code", 1, 8, true),
    ];

    public override string ToString() => $"u32 0x{Value:x8} 0x{Mask:x8} at {(BehindHeader ? NextHeader : "")}{Offset}";

    public static bool TryParse(string text, [NotNullWhen(true)] out U32Key? key)
    {
        key = null;
        ActionWords words = new(text);
        string layer = words.Next();
        if (layer is "u32" or "u16" or "u8")
        {
            int width = int.Parse(layer.AsSpan(1), CultureInfo.InvariantCulture);
            return words.TakeNumber(AllOf(width), out uint value) && words.TakeNumber(AllOf(width), out uint mask) && words.Take("at")
                && TryOffset(words.Next(), out int offset, out bool behind) && words.IsAtEnd && TryMake(value, mask, width, offset, behind, out key);
        }
        string word = words.Next();
        if (Fields.FirstOrDefault(f => f.Layer == layer && f.Word == word) is not { } field)
        {
            return false;
        }
        uint wanted, bits = AllOf(field.Bits);
        if (field is { Layer: "ip", Word: "src" or "dst" })
        {
            if (!TryPrefix(words.Next(), out wanted, out bits))
            {
                return false;
            }
        }
        else if (!words.TakeNumber(AllOf(field.Bits), out wanted) || (!words.IsAtEnd && !words.TakeNumber(AllOf(field.Bits), out bits)))
        {
            return false;
        }
        return words.IsAtEnd && TryMake(wanted, bits, field.Bits, field.Offset, field.BehindHeader, out key);
    }

    private static uint AllOf(int bits) => (uint)((1UL << bits) - 1);

    private static bool TryMake(uint value, uint mask, int bits, int offset, bool behind, out U32Key? key)
    {
        int shift = 32 - bits - 8 * (offset & 3);
        key = shift < 0 ? null : new((value & mask) << shift, mask << shift, offset & ~3, behind);
        return key is not null;
    }

    private static bool TryOffset(string text, out int offset, out bool behind)
    {
        behind = text.StartsWith(NextHeader, StringComparison.Ordinal);
        return int.TryParse(behind ? text.AsSpan(NextHeader.Length) : text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out offset);
    }

    private static bool TryPrefix(string text, out uint value, out uint mask)
    {
        (value, mask) = (0, uint.MaxValue);
        if (!IpPrefix.TryParse(text.Contains('/', StringComparison.Ordinal) ? text : text + "/32", out IpPrefix prefix) || prefix.IsV6)
        {
            return false;
        }
        Span<byte> bytes = stackalloc byte[4];
        prefix.Address.WriteTo(bytes);
        mask = prefix.Length == 0 ? 0 : uint.MaxValue << 32 - prefix.Length;
        value = BinaryPrimitives.ReadUInt32BigEndian(bytes) & mask;
        return true;
    }

    private sealed class KeyFormat : TextFormat<U32Key>
    {
        public override string Expects => "a match as of tc-u32(8), such as 'ip dst 10.0.0.0/8', 'ip dport 80 0xffff' or 'u32 0x0a000000 0xff000000 at 16'";

        public override bool IsPhrase => true;

        public override bool TryParse(string text, out U32Key value)
        {
            bool read = U32Key.TryParse(text, out U32Key? key);
            value = key!;
            return read;
        }

        public override string Format(U32Key value) => value.ToString();
    }
}
