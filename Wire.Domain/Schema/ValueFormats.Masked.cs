using MessagePack;

namespace Wire.Domain;

/// <summary>Numbers with a mask.</summary>
public static partial class ValueFormats
{
    /// <summary>"0x5" or "0x5/0xff"; decimal numbers are read too.</summary>
    public static ValueFormat<MaskedNumber> Masked { get; } = new MaskedNumberFormat();

    /// <summary>A port, or "1024/0xfc00" for those that have these bits.</summary>
    public static ValueFormat<MaskedPort> PortOrMasked { get; } = new MaskedPortFormat();

    private static bool TryMasked(string text, uint max, out uint value, out uint mask)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        ulong bits = max;
        bool parsed = TryHex(slash < 0 ? text : text[..slash], max, out ulong number) && (slash < 0 || TryHex(text[(slash + 1)..], max, out bits));
        (value, mask) = parsed ? ((uint)number, (uint)bits) : (0, 0);
        return parsed;
    }

    private sealed class MaskedNumberFormat : ValueFormat<MaskedNumber>
    {
        public override string Expects => "a number such as 0x5, or with the bits that count 0x5/0xff";

        public override bool TryParse(string text, out MaskedNumber value)
        {
            bool parsed = TryMasked(text, uint.MaxValue, out uint number, out uint mask);
            value = new(number, mask);
            return parsed;
        }

        public override string Format(MaskedNumber value) => value.ToString();

        public override void Write(ref MessagePackWriter writer, MaskedNumber value) => writer.Write(((ulong)value.Mask << 32) | value.Value);

        public override MaskedNumber Read(ref MessagePackReader reader)
        {
            ulong both = reader.ReadUInt64();
            return new((uint)both, (uint)(both >> 32));
        }
    }

    private sealed class MaskedPortFormat : ValueFormat<MaskedPort>
    {
        public override string Expects => "a port from 0 to 65535, or with the bits that count 1024/0xfc00";

        public override bool TryParse(string text, out MaskedPort value)
        {
            bool parsed = TryMasked(text, ushort.MaxValue, out uint port, out uint mask);
            value = new((ushort)port, (ushort)mask);
            return parsed;
        }

        public override string Format(MaskedPort value) => value.ToString();

        public override void Write(ref MessagePackWriter writer, MaskedPort value) => writer.Write(((uint)value.Mask << 16) | value.Port);

        public override MaskedPort Read(ref MessagePackReader reader)
        {
            uint both = reader.ReadUInt32();
            return new((ushort)both, (ushort)(both >> 16));
        }
    }
}
