using Wire.Journal.Disk;
using Wire.Journal.Format;

namespace Wire.Journal.Recovery;

/// <summary>The segments before the last, as opening checks them.</summary>
internal static class SealedSegments
{
    /// <summary>Checks headers, seals and their order, and every frame of the newest; returns the last segment's header.</summary>
    /// <exception cref="JournalDamagedException">Something is missing or broken.</exception>
    public static SegmentHeader Check(IDisk disk, IReadOnlyList<SegmentFile> segments, long framesBytesMax)
    {
        var places = new Misplaced(disk, segments);
        CheckPlaces(places, segments);
        var header = HeaderOf(places, segments[0]);
        var expected = ChainHash.Genesis(header.JournalId);
        if (header.Sequence != 1 || header.FirstPosition != 1 || !header.PreviousHash.Span.SequenceEqual(expected))
        {
            throw new JournalDamagedException(segments[0].Path, 0, 1, "the journal's first segment is missing");
        }

        var unread = framesBytesMax;
        var framesFrom = segments.Count - 1;
        while (framesFrom > 0 && unread > 0)
        {
            framesFrom--;
            unread -= LengthOf(disk, segments[framesFrom]);
        }

        for (var i = 0; i + 1 < segments.Count; i++)
        {
            using var file = SegmentFiles.Open(disk, segments[i]);
            var seal = Seal.Read(file, segments[i].Path, header, out var hash);
            if (i >= framesFrom)
            {
                SegmentScan.Read(file, segments[i], header, isLast: false);
            }

            header = Follow(HeaderOf(places, segments[i + 1]), header, seal, hash, segments[i + 1]);
        }

        return header;
    }

    private static SegmentHeader Follow(SegmentHeader header, SegmentHeader before, Mark seal, byte[] hash, SegmentFile segment)
    {
        var what = header.Sequence != before.Sequence + 1 || header.FirstPosition != seal.LastPosition + 1
            ? Misplaced.Missing(before.Sequence, seal.LastPosition, header)
            : !header.PreviousHash.Span.SequenceEqual(hash) ? "the segment does not continue the chain of the one before"
            : null;
        return what is null ? header : throw new JournalDamagedException(segment.Path, 0, seal.LastPosition + 1, what);
    }

    /// <summary>Says what stands in a wrong place before anything that follows from it.</summary>
    private static void CheckPlaces(Misplaced places, IReadOnlyList<SegmentFile> segments)
    {
        foreach (var segment in segments)
        {
            if (places.WhatIs(segment) is { } what)
            {
                throw new JournalDamagedException(segment.Path, 0, segment.FirstPosition, what);
            }
        }
    }

    private static SegmentHeader HeaderOf(Misplaced places, SegmentFile segment) =>
        places.HeaderOf(segment) ?? throw new JournalDamagedException(segment.Path, 0, segment.FirstPosition, SegmentFiles.BrokenHeader);

    private static long LengthOf(IDisk disk, SegmentFile segment)
    {
        using var file = SegmentFiles.Open(disk, segment);
        return file.Length;
    }
}
