using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>Names of traffic control, and bytes.</summary>
public static partial class ValueFormats
{
    /// <summary>
    /// A handle or class id of traffic control (linux/pkt_sched.h), in hex: "1:", "1:10"; "root"; "clsact" for the place of that and of the
    /// ingress discipline, and "ingress" and "egress" for its two hooks; "none" for 0.
    /// </summary>
    public static ValueFormat<uint> TcHandle { get; } = new TcHandleFormat();

    /// <summary>Bytes as pairs of hex digits.</summary>
    public static ValueFormat<ValueList<byte>> Bytes(int min, int max) => new BytesFormat(min, max);

    private sealed class TcHandleFormat : ValueFormat<uint>
    {
        /// <summary>TC_H_ROOT, TC_H_CLSACT, and it with TC_H_MIN_INGRESS and TC_H_MIN_EGRESS.</summary>
        private static readonly ValueFormat<uint> Places = Words(("none", 0), ("root", 0xffffffff), ("clsact", 0xfffffff1), ("ingress", 0xfffffff2), ("egress", 0xfffffff3));

        public override string Expects => "a handle such as '1:' or '1:10' (hex), or 'root', 'clsact', 'ingress', 'egress', 'none'";

        public override bool TryParse(string text, out uint value)
        {
            if (Places.TryParse(text, out value))
            {
                return true;
            }
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            uint minor = 0;
            if (colon < 0 || !TryPart(text.AsSpan(0, colon), out uint major) || (colon < text.Length - 1 && !TryPart(text.AsSpan(colon + 1), out minor)))
            {
                return false;
            }
            value = (major << 16) | minor;
            return true;
        }

        private static bool TryPart(ReadOnlySpan<char> text, out uint value)
        {
            value = 0;
            return text.Length == 0 || (text.Length <= 4 && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value));
        }

        public override string Format(uint value) => value is 0 or >= 0xfffffff1 and <= 0xfffffff3 or uint.MaxValue ? Places.Format(value)
            : string.Create(CultureInfo.InvariantCulture, $"{value >> 16:x}:") + ((value & 0xffff) == 0 ? "" : (value & 0xffff).ToString("x", CultureInfo.InvariantCulture));

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }

    private sealed class BytesFormat(int min, int max) : ValueFormat<ValueList<byte>>
    {
        public override string Expects => min == max ? $"{min} bytes in hex" : $"{min} to {max} bytes in hex";

        public override bool TryParse(string text, out ValueList<byte> value)
        {
            value = [];
            if (text.Length % 2 != 0 || text.Length / 2 < min || text.Length / 2 > max || !text.All(char.IsAsciiHexDigit))
            {
                return false;
            }
            value = new(Convert.FromHexString(text));
            return true;
        }

        public override string Format(ValueList<byte> value) => Convert.ToHexStringLower([.. value]);

        public override void Write(ref MessagePackWriter writer, ValueList<byte> value) => writer.Write(value.ToArray());

        public override ValueList<byte> Read(ref MessagePackReader reader)
        {
            Span<byte> bytes = new byte[max];
            return ValueList.Create<byte>(bytes[..CopyBin(reader.ReadBytes(), bytes)]);
        }
    }
}
