using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>Milliseconds as the kernel keeps them in parts of one (RTAX_RTT: eighths): exact both ways.</summary>
internal sealed class FractionFormat(uint parts) : ValueFormat<uint>
{
    public override string Expects => string.Create(CultureInfo.InvariantCulture, $"milliseconds up to {uint.MaxValue / parts}, whole or in steps of {1m / parts}");

    public override bool TryParse(string text, out uint value)
    {
        value = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal ms) || ms * parts is var exact && (exact is < 1 or > uint.MaxValue || exact != decimal.Truncate(exact)))
        {
            return false;
        }
        value = (uint)(ms * parts);
        return true;
    }

    public override string Format(uint value) => ((decimal)value / parts).ToString("0.###", CultureInfo.InvariantCulture);

    public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

    public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
}
