namespace Wire.Testing.Simulation;

/// <summary>RFC 2784, RFC 2890.</summary>
internal static class GreHeader
{
    private const uint LeastBytes = 4;
    private const uint FieldBytes = 4;

    /// <summary>GRE_CSUM, GRE_KEY, GRE_SEQ: a field each.</summary>
    private static readonly ushort[] _fields = [0x8000, 0x2000, 0x1000];

    /// <summary>With the flags of what goes out.</summary>
    public static uint BytesOf(ulong flags) => LeastBytes + (FieldBytes * (uint)_fields.Count(f => (flags & f) != 0));
}
