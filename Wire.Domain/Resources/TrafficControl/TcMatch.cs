namespace Wire.Domain;

/// <summary>What a field of a packet has to be: bytes as they stand in the packet, and the bits of them that count.</summary>
/// <param name="Value">With 0 in bits that do not count.</param>
/// <param name="Mask">As long as the value; empty for a field without one.</param>
public readonly record struct TcMatch(ValueList<byte> Value, ValueList<byte> Mask)
{
    public static TcMatch Exactly(ReadOnlySpan<byte> value) => new(ValueList.Create(value), ValueList<byte>.Empty);

    public static TcMatch Masked(ReadOnlySpan<byte> value, ReadOnlySpan<byte> mask)
    {
        byte[] counted = value.ToArray();
        for (int i = 0; i < counted.Length; i++)
        {
            counted[i] &= mask[i];
        }
        return new(new(counted), ValueList.Create(mask));
    }
}
