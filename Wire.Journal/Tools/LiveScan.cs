using Wire.Journal.Disk;
using Wire.Journal.Recovery;

namespace Wire.Journal.Tools;

/// <summary>The scan of a last segment that somebody may be writing.</summary>
internal static class LiveScan
{
    private const int Attempts = 50;

    /// <exception cref="JournalDamagedException">It is damaged, and stays so.</exception>
    public static SegmentScan Read(IDiskFile file, SegmentFile segment, Format.SegmentHeader header)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return SegmentScan.Read(file, segment, header, isLast: true);
            }
            catch (JournalDamagedException) when (attempt < Attempts)
            {
                Thread.Sleep(1);
            }
        }
    }
}
