namespace Wire.Journal.Writing;

/// <summary>Zero bytes to write, shared and never changed.</summary>
internal static class Zeros
{
    private static byte[] _zeros = [];

    public static ReadOnlySpan<byte> Of(int length)
    {
        var zeros = _zeros;
        if (zeros.Length < length)
        {
            _zeros = zeros = new byte[length];
        }

        return zeros.AsSpan(0, length);
    }
}
