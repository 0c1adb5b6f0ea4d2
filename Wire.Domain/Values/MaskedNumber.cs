using System.Globalization;

namespace Wire.Domain;

/// <summary>A number of which only some bits count: "0x5", or "0x5/0xff".</summary>
/// <param name="Value">What the bits have to be, or are set to.</param>
/// <param name="Mask">The bits that count; all of them where the text has no mask.</param>
public readonly record struct MaskedNumber(uint Value, uint Mask = uint.MaxValue)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{Value:x}") + (Mask == uint.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $"/0x{Mask:x}"));
}

/// <summary>A port of which only some bits count: "80", or "1024/0xfc00".</summary>
public readonly record struct MaskedPort(ushort Port, ushort Mask = ushort.MaxValue)
{
    public override string ToString() => Port.ToString(CultureInfo.InvariantCulture) + (Mask == ushort.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $"/0x{Mask:x}"));
}
