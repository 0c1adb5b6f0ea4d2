using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>What is u32's own to write (tc-u32(8)).</summary>
internal static class U32Formats
{
    /// <summary>"HT:BUCKET:NODE" in hexadecimal: a table "1:", an entry of it "1:2:3", an entry of the priority's own table "::800".</summary>
    public static ValueFormat<uint> Handle { get; } = new HandleFormat("a handle such as '::800' for a filter or '1:' for a hash table", table: null);

    /// <summary>A hash table "1:", or one of its buckets "1:2:".</summary>
    public static ValueFormat<uint> Table { get; } = new HandleFormat("a hash table such as '1:', or a bucket of it such as '1:2:'", table: true);

    /// <summary>"mask 0x0000ff00 at 12": where a packet's bucket is read.</summary>
    public static ValueFormat<U32HashKey> HashKey { get; } = new HashKeyFormat();

    /// <summary>"at 0 mask 0x0f00 shift 6 plus 0 eat": how far a link goes on in the packet.</summary>
    public static ValueFormat<U32Offset> Offset { get; } = new OffsetFormat();

    /// <summary>"0x5/0xff".</summary>
    public static ValueFormat<U32Mark> Mark { get; } = new MarkFormat();

    public static string Text(uint handle)
    {
        uint bucket = handle >> 12 & 0xFF, node = handle & 0xFFF;
        string table = handle >> 20 == 0 ? "" : (handle >> 20).ToString("x", CultureInfo.InvariantCulture);
        return $"{table}:" + (bucket == 0 && node == 0 ? "" : (bucket == 0 ? "" : bucket.ToString("x", CultureInfo.InvariantCulture))
            + ":" + (node == 0 ? "" : node.ToString("x", CultureInfo.InvariantCulture)));
    }

    private static bool TryHandle(string text, out uint handle)
    {
        handle = 0;
        string[] parts = text.Split(':');
        if (parts.Length is < 2 or > 3 || !TryHex(parts[0], 0xFFF, out uint table) || !TryHex(parts[1], 0xFF, out uint bucket))
        {
            return false;
        }
        uint node = 0;
        if (parts.Length == 3 && !TryHex(parts[2], 0xFFF, out node))
        {
            return false;
        }
        handle = table << 20 | bucket << 12 | node;
        return true;
    }

    private static bool TryHex(string digits, uint max, out uint value)
    {
        value = 0;
        return digits.Length == 0 || (uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value <= max);
    }

    private sealed class HandleFormat(string expects, bool? table) : ValueFormat<uint>
    {
        public override string Expects => expects;

        public override bool TryParse(string text, out uint value) =>
            TryHandle(text, out value) && value != 0 && value >> 20 < 0x800 && (table is null || (value >> 20 != 0 && (value & 0xFFF) == 0));

        public override string Format(uint value) => Text(value);

        /// <summary>The number of a priority's own table is the kernel's to choose.</summary>
        public override bool Fits(uint declared, uint observed) => declared == observed || (observed >= U32.OwnTables && declared == (observed & 0xFFF));

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }

    private sealed class HashKeyFormat : TextFormat<U32HashKey>
    {
        public override string Expects => "a hash key such as 'mask 0x0000ff00 at 12'";

        public override bool IsPhrase => true;

        public override bool TryParse(string text, out U32HashKey value)
        {
            ActionWords words = new(text);
            bool read = words.Take("mask") & words.TakeNumber(uint.MaxValue, out uint mask) & words.Take("at") & words.TakeNumber((uint)short.MaxValue, out uint at);
            value = new(mask, (int)at);
            return read && words.IsAtEnd;
        }

        public override string Format(U32HashKey value) => $"mask 0x{value.Mask:x8} at {value.At}";
    }

    private sealed class OffsetFormat : TextFormat<U32Offset>
    {
        public override string Expects => "an offset such as 'at 0 mask 0x0f00 shift 6 eat'";

        public override bool IsPhrase => true;

        public override bool TryParse(string text, out U32Offset value)
        {
            ActionWords words = new(text);
            uint plus = 0, at = 0, mask = 0, shift = 0;
            bool eats = false, right = text.Length > 0;
            while (right && !words.IsAtEnd)
            {
                right = words.Next() switch
                {
                    "plus" => words.TakeNumber(ushort.MaxValue, out plus),
                    "at" => words.TakeNumber((uint)short.MaxValue, out at),
                    "mask" => words.TakeNumber(ushort.MaxValue, out mask),
                    "shift" => words.TakeNumber(15, out shift),
                    "eat" => eats = true,
                    _ => false,
                };
            }
            value = new((ushort)plus, (short)at, (ushort)mask, (byte)shift, eats);
            return right;
        }

        public override string Format(U32Offset value) => string.Join(' ', new[]
        {
            value.Plus == 0 ? "" : $"plus {value.Plus}",
            value.Mask == 0 ? "" : $"at {value.At} mask 0x{value.Mask:x4} shift {value.Shift}",
            value.Eats ? "eat" : "",
        }.Where(w => w.Length > 0));
    }

    private sealed class MarkFormat : TextFormat<U32Mark>
    {
        public override string Expects => "a mark, such as 0x5 or 0x5/0xff";

        public override bool TryParse(string text, out U32Mark value)
        {
            string[] parts = text.Split('/');
            uint mask = uint.MaxValue;
            bool read = ActionWords.TryNumber(parts[0], uint.MaxValue, out uint mark) && parts.Length <= 2
                && (parts.Length == 1 || ActionWords.TryNumber(parts[1], uint.MaxValue, out mask));
            value = new(mark & mask, mask);
            return read;
        }

        public override string Format(U32Mark value) => value.Mask == uint.MaxValue ? $"0x{value.Value:x}" : $"0x{value.Value:x}/0x{value.Mask:x}";
    }
}

/// <summary>hmask and hoff of <c>tc_u32_sel</c>.</summary>
public readonly record struct U32HashKey(uint Mask, int At);

/// <summary>off, offoff, offmask, offshift of <c>tc_u32_sel</c>, and TC_U32_EAT.</summary>
public readonly record struct U32Offset(ushort Plus, short At, ushort Mask, byte Shift, bool Eats);

/// <summary><c>tc_u32_mark</c> without its counter.</summary>
public readonly record struct U32Mark(uint Value, uint Mask);
