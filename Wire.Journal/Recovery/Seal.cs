using Wire.Journal.Disk;
using Wire.Journal.Format;

namespace Wire.Journal.Recovery;

/// <summary>The mark at the end of a sealed segment.</summary>
internal static class Seal
{
    /// <summary>Reads it without reading the segment.</summary>
    /// <param name="hash">The segment's last chain hash.</param>
    /// <exception cref="JournalDamagedException">It is not there: the segment lost its end.</exception>
    public static Mark Read(IDiskFile file, string path, SegmentHeader header, out byte[] hash)
    {
        var offset = file.Length - Mark.FrameBytes;
        var cursor = new FrameCursor(file, header);
        if (offset >= SegmentHeader.Bytes && offset % FrameHeader.Alignment == 0
            && cursor.TryHeaderAt(offset, out var frame) && frame.Kind == FrameKind.Mark)
        {
            cursor.MoveTo(offset, frame.FirstPosition);
            if (cursor.Next() == FrameState.Whole)
            {
                hash = cursor.StoredHash.ToArray();
                return Mark.Decode(cursor.Payload);
            }
        }

        // It is damaged anyway: from its beginning on it tells where, and which position is the first that is gone.
        cursor = new FrameCursor(file, header);
        while (cursor.Next() == FrameState.Whole)
        {
        }

        throw new JournalDamagedException(path, cursor.Offset, cursor.NextPosition, "the segment's last frame is not the mark that seals it: its end is missing or broken");
    }
}
