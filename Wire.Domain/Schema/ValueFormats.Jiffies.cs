using MessagePack;

namespace Wire.Domain;

/// <summary>Microseconds that become jiffies and are told again as microseconds.</summary>
public static partial class ValueFormats
{
    private sealed class JiffiesFormat(ValueFormat<uint> microseconds) : ValueFormat<uint>
    {
        private const ulong PerSecond = 1_000_000;

        /// <summary>kernel/Kconfig.hz: CONFIG_HZ is one of these, and no kernel says which.</summary>
        private static readonly ulong[] Frequencies = [100, 250, 300, 1000];

        public override string Expects => microseconds.Expects;

        public override bool TryParse(string text, out uint value) => microseconds.TryParse(text, out value);

        public override string Format(uint value) => microseconds.Format(value);

        public override bool Fits(uint declared, uint observed) => declared == observed || Frequencies.Any(hz => Rounded(declared, hz) == observed);

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();

        private static ulong Rounded(uint value, ulong hz) => ((value * hz) + PerSecond - 1) / PerSecond * PerSecond / hz;
    }
}
