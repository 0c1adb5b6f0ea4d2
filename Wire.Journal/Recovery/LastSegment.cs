using Wire.Journal.Disk;

namespace Wire.Journal.Recovery;

/// <summary>Makes the last segment one that can be written on.</summary>
internal static class LastSegment
{
    /// <summary>Cuts a torn tail, and brings to the disk what may be in memory only (FORMAT.md, Torn tail).</summary>
    public static RecoveryReport Recover(IDiskFile file, SegmentFile segment, SegmentScan scan)
    {
        var torn = scan.Tail.TornBytes;
        if (torn > 0)
        {
            file.SetLength(scan.End);
        }

        WriteAgain(file, scan.UnprovenFrom, scan.End);
        file.Sync();
        return new RecoveryReport(Created: false, torn, torn > 0 ? segment.Path : null, torn > 0 ? scan.End : 0);
    }

    private static void WriteAgain(IDiskFile file, long from, long end)
    {
        var buffer = new byte[Math.Min(end - from, 1024 * 1024)];
        while (from < end)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - from));
            if (file.Read(piece, from) != piece.Length)
            {
                throw new EndOfStreamException("the file became shorter while it was read");
            }

            file.Write(piece, from);
            from += piece.Length;
        }
    }
}
