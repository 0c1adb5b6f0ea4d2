using Wire.Journal.Disk;
using Wire.Journal.Format;

namespace Wire.Journal.Recovery;

/// <summary>What follows the last whole frame of the last segment.</summary>
/// <param name="TornBytes">How many bytes, up to the last that is not zero, a torn write left; 0 = nothing but zeros.</param>
/// <param name="Damage">Not null: it is no torn write, and this is why.</param>
internal readonly record struct Tail(long TornBytes, string? Damage)
{
    /// <summary>Decides by the two rules of FORMAT.md, Torn tail.</summary>
    /// <param name="cursor">Stands where the segment has no whole frame; <paramref name="state"/> is what it saw there.</param>
    /// <param name="lookAheadBytes">How far to look for anything but zeros.</param>
    public static Tail Judge(IDiskFile file, FrameCursor cursor, FrameState state, long lookAheadBytes = long.MaxValue)
    {
        var end = cursor.Offset;
        var header = cursor.Header;
        var torn = LastNonZero(cursor, end, lookAheadBytes > file.Length - end ? file.Length : end + lookAheadBytes) - end;
        if (torn == 0)
        {
            return default;
        }

        return new Tail(torn, state switch
        {
            FrameState.Nothing => null,
            FrameState.PayloadBroken => ContentIsFlipped(cursor, end, header),
            FrameState.HeaderBroken => HeaderIsFlipped(cursor, end),
            FrameState.PositionBroken => $"a frame with position {header.FirstPosition} stands where {cursor.NextPosition} belongs",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        } ?? Proof(cursor, state == FrameState.PayloadBroken ? end + header.FrameBytes : end, end + torn));
    }

    private static string? HeaderIsFlipped(FrameCursor cursor, long end) =>
        FlippedBit.InHeader(cursor.At(end, FrameHeader.Bytes), cursor.PlaceOf(end), cursor.NextPosition) is { } at
            ? $"the frame's header fails its checksum: one bit of the byte at {end + at} is flipped"
            : null;

    private static string? ContentIsFlipped(FrameCursor cursor, long end, in FrameHeader header)
    {
        var hashBefore = cursor.HashBefore();
        var frame = cursor.At(end, header.FrameBytes);
        return frame.Length == header.FrameBytes
            && Pieces.CountZero(frame, end) <= header.ZeroPieces + 1 // one bit makes one piece zero at most; nothing else has to be looked for
            && FlippedBit.InContent(frame, header, hashBefore) is { } at
                ? $"the frame's content fails its checksum: one bit of the byte at {end + at} is flipped"
                : null;
    }

    /// <summary>A later frame that was written when this place was known to be on the disk.</summary>
    private static string? Proof(FrameCursor cursor, long from, long to)
    {
        var expected = cursor.NextPosition;
        for (var offset = from; offset < to; offset += FrameHeader.Alignment)
        {
            if (cursor.TryHeaderAt(offset, out var later) && later.SyncedPosition >= expected)
            {
                return $"the frame is gone, and the one at offset {offset} was written when everything up to position {later.SyncedPosition} was on the disk";
            }
        }

        return null;
    }

    private static long LastNonZero(FrameCursor cursor, long from, long length)
    {
        const int Step = 256 * 1024;
        var last = from;
        for (var offset = from; offset < length; offset += Step)
        {
            var index = cursor.At(offset, (int)Math.Min(Step, length - offset)).LastIndexOfAnyExcept((byte)0);
            if (index >= 0)
            {
                last = offset + index + 1;
            }
        }

        return last;
    }
}
