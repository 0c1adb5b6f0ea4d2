namespace Wire.Journal.Format;

/// <summary>A frame cut at sector boundaries: what a disk writes or does not write by itself.</summary>
internal static class Pieces
{
    public const int SectorBytes = 512;

    /// <summary>How many pieces are all zero.</summary>
    /// <param name="frame">The frame's bytes.</param>
    /// <param name="offset">Its offset in the file.</param>
    public static int CountZero(ReadOnlySpan<byte> frame, long offset)
    {
        var zero = 0;
        while (!frame.IsEmpty)
        {
            var length = (int)Math.Min(SectorBytes - (offset % SectorBytes), frame.Length);
            if (!frame[..length].ContainsAnyExcept((byte)0))
            {
                zero++;
            }

            frame = frame[length..];
            offset += length;
        }

        return zero;
    }
}
