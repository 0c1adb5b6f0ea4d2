using System.Globalization;
using MessagePack;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>Words of tc(8) that several kinds share, and those that stand for something else.</summary>
public static class TcWords
{
    /// <summary>TC_LINKLAYER_* of linux/pkt_sched.h.</summary>
    public static ValueFormat<uint> LinkLayer { get; } = Words(("ethernet", 1), ("atm", 2));

    /// <summary>ETH_P_* of linux/if_ether.h, by the names of tc(8).</summary>
    public static ValueFormat<uint> Protocol { get; } = new ProtocolFormat();

    /// <summary>Microseconds, or a word of tc-cake(8) for a distance.</summary>
    public static ValueFormat<uint> CakeRtt { get; } = new CakeRttFormat();

    /// <summary>Bytes that CAKE adds to each packet's length.</summary>
    public static ValueFormat<int> Overhead { get; } = new SignedFormat(-64, 256);

    public static ValueFormat<int> SignedBytes { get; } = new SignedFormat(int.MinValue, int.MaxValue);

    private sealed class CakeRttFormat : ValueFormat<uint>
    {
        private static readonly (string Word, uint Microseconds)[] Distances =
        [
            ("datacentre", 100), ("lan", 1000), ("metro", 10_000), ("regional", 30_000), ("internet", 100_000),
            ("oceanic", 300_000), ("satellite", 1_000_000), ("interplanetary", 3_600_000_000),
        ];

        public override string Expects => "a time such as '80ms', or one of " + string.Join(", ", Distances.Select(d => $"'{d.Word}'"));

        public override bool TryParse(string text, out uint value)
        {
            value = Distances.FirstOrDefault(d => d.Word == text).Microseconds;
            return value != 0 || ValueFormats.Microseconds.TryParse(text, out value);
        }

        public override string Format(uint value) => ValueFormats.Microseconds.Format(value);

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }

    private sealed class SignedFormat(int min, int max) : ValueFormat<int>
    {
        public override string Expects => $"a number from {min} to {max} bytes";

        public override JsonForm Json => JsonForm.Number;

        public override bool TryParse(string text, out int value) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;

        public override string Format(int value) => value.ToString(CultureInfo.InvariantCulture);

        public override void Write(ref MessagePackWriter writer, int value) => writer.Write(value);

        public override int Read(ref MessagePackReader reader) => reader.ReadInt32();
    }

    private sealed class ProtocolFormat : ValueFormat<uint>
    {
        private static readonly (string Word, uint Number)[] Names =
        [
            ("all", 0x3), ("ip", 0x800), ("arp", 0x806), ("ipv6", 0x86dd), ("802.1Q", 0x8100), ("802.1ad", 0x88a8), ("mpls_uc", 0x8847), ("mpls_mc", 0x8848),
            ("ppp_ses", 0x8864), ("ipv4", 0x800), ("ip6", 0x86dd), ("802.1q", 0x8100), ("802.1AD", 0x88a8),
        ];

        public override string Expects => "a protocol: " + string.Join(", ", Names.Take(9).Select(n => $"'{n.Word}'")) + ", or a number such as 0x88cc";

        public override bool TryParse(string text, out uint value)
        {
            value = Names.FirstOrDefault(n => n.Word == text).Number;
            return value != 0 || (ActionWords.TryNumber(text, ushort.MaxValue, out value) && value != 0);
        }

        public override string Format(uint value) => Names.FirstOrDefault(n => n.Number == value).Word ?? $"0x{value:x4}";

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }
}
