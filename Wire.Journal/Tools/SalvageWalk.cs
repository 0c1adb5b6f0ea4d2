using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Recovery;

namespace Wire.Journal.Tools;

/// <summary>Who follows a walk over everything that is readable of a journal.</summary>
internal interface ISalvageVisitor
{
    /// <summary>A segment begins.</summary>
    void EnterSegment(SegmentFile segment, SegmentHeader header);

    /// <summary>A whole frame; it may come after damage.</summary>
    void Frame(SegmentFile segment, FrameCursor cursor);

    /// <summary>Something is wrong, and the walk went on after it.</summary>
    void Damaged(JournalFinding finding);

    /// <summary>The journal ends with a batch that is damaged: up to this position.</summary>
    void LastIsLost(long lastPosition);

    /// <summary>The journal ends with a torn write.</summary>
    void TornTail(long bytes);
}

/// <summary>Goes over all segments, past any damage, to the next frame that is whole. Changes nothing; takes no lock.</summary>
/// <param name="beingWrittenMsMax">How long the end of a journal may be one that is just being written, ms.</param>
internal sealed class SalvageWalk(IDisk disk, string directory, ISalvageVisitor visitor, int beingWrittenMsMax = SalvageWalk.BeingWrittenMsMax)
{
    public const int BeingWrittenMsMax = 50;

    private long _nextPosition = 1;

    /// <exception cref="JournalNotFoundException">There is no journal.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        var segments = InOrder();
        if (segments[0].FirstPosition != 1)
        {
            visitor.Damaged(new JournalFinding(segments[0].Path, 0, 1, "the journal's first segment is missing"));
        }

        SegmentHeader? before = null;
        for (var i = 0; i < segments.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var file = SegmentFiles.Open(disk, segments[i], visitor.Damaged);
            var header = HeaderOf(file, segments, i, before);
            if (header is null)
            {
                continue;
            }

            visitor.EnterSegment(segments[i], header);
            Walk(file, segments[i], header, isLast: i == segments.Count - 1);
            before = header;
        }
    }

    /// <summary>The segments of the journal as their headers say, whatever their files are called: each once, and none of another journal.</summary>
    private List<SegmentFile> InOrder()
    {
        var segments = SegmentFiles.In(disk, directory);
        if (segments.Count == 0)
        {
            throw new JournalNotFoundException($"{directory} holds no journal");
        }

        if (segments[^1] is { IsArchived: true } last)
        {
            visitor.Damaged(new JournalFinding(last.Path, 0, last.FirstPosition, SegmentFiles.EndsWithArchive));
        }

        var places = new Misplaced(disk, segments);
        foreach (var segment in segments)
        {
            if (places.WhatIs(segment) is { } what)
            {
                visitor.Damaged(new JournalFinding(segment.Path, 0, segment.FirstPosition, what));
            }
        }

        return
        [
            .. segments
                .Where(segment => places.HeaderOf(segment) is not { } header || (header.JournalId == places.JournalId && !places.IsDouble(segment)))
                .Select(segment => places.HeaderOf(segment) is { } header ? segment with { FirstPosition = header.FirstPosition } : segment)
                .OrderBy(segment => segment.FirstPosition),
        ];
    }

    private void Walk(IDiskFile file, SegmentFile segment, SegmentHeader header, bool isLast)
    {
        var cursor = new FrameCursor(file, header);
        var lastKind = default(FrameKind);
        var waitedMs = 0;
        while (true)
        {
            var state = cursor.Next();
            if (state == FrameState.Whole)
            {
                lastKind = cursor.Header.Kind;
                visitor.Frame(segment, cursor);
                continue;
            }

            var tail = Tail.Judge(file, cursor, state);
            if (tail.TornBytes == 0 || (isLast && tail.Damage is null && waitedMs >= beingWrittenMsMax))
            {
                if (tail.TornBytes > 0)
                {
                    visitor.TornTail(tail.TornBytes);
                }

                break;
            }

            if (isLast && waitedMs < beingWrittenMsMax)
            {
                waitedMs++;
                cursor.Refresh();
                Thread.Sleep(1);
                continue;
            }

            var frame = cursor.Header;
            visitor.Damaged(new JournalFinding(
                segment.Path, cursor.Offset, cursor.NextPosition, tail.Damage ?? "a sealed segment has a frame that is not whole"));
            if (!Resume(file, cursor))
            {
                if (isLast && state == FrameState.PayloadBroken && tail.TornBytes <= frame.FrameBytes)
                {
                    visitor.LastIsLost(frame.NextPosition - 1);
                }

                lastKind = FrameKind.Mark; // what is missing at the end has been said
                break;
            }
        }

        if (!isLast && (lastKind != FrameKind.Mark || cursor.Offset != file.Length))
        {
            visitor.Damaged(new JournalFinding(segment.Path, cursor.Offset, cursor.NextPosition, "the segment's end is missing"));
        }

        _nextPosition = cursor.NextPosition;
    }

    /// <summary>Finds the next whole frame after damage.</summary>
    private static bool Resume(IDiskFile file, FrameCursor cursor)
    {
        var length = file.Length;
        var position = cursor.NextPosition;
        for (var offset = cursor.Offset + FrameHeader.Alignment; offset < length; offset += FrameHeader.Alignment)
        {
            if (cursor.TryHeaderAt(offset, out var header) && header.FirstPosition >= position)
            {
                cursor.MoveTo(offset, header.FirstPosition);
                if (cursor.Peek() == FrameState.Whole)
                {
                    return true;
                }
            }
        }

        cursor.MoveTo(length, position);
        return false;
    }

    private SegmentHeader? HeaderOf(IDiskFile file, List<SegmentFile> segments, int index, SegmentHeader? before)
    {
        var segment = segments[index];
        try
        {
            var header = SegmentFiles.ReadHeader(file, segment);
            var what = before is null ? null
                : header.Sequence != before.Sequence + 1 ? Misplaced.Missing(before.Sequence, _nextPosition - 1, header)
                : header.FirstPosition != _nextPosition ? $"the segment before ends before position {_nextPosition}"
                : null;
            if (what is not null)
            {
                visitor.Damaged(new JournalFinding(segment.Path, 0, _nextPosition, what));
            }

            return header;
        }
        catch (JournalDamagedException error)
        {
            visitor.Damaged(new JournalFinding(error.File, error.Offset, error.Position, error.What));
            return BrokenHeader.Guess(disk, file, segments, index);
        }
    }
}
