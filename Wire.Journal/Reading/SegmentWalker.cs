using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Recovery;

namespace Wire.Journal.Reading;

/// <summary>Walks the frames of a journal across its segments, also while it is being written by another process.</summary>
internal sealed class SegmentWalker : IDisposable
{
    /// <summary>How long a frame that is not valid may be one that is just being written, ms.</summary>
    private const int BeingWrittenMsMax = 50;

    /// <summary>Once an end was seen with only zeros after it, what comes is being written now, in order: a few pages tell.</summary>
    private const int LookAheadBytes = 16 * 1024;

    private readonly IDisk _disk;
    private readonly string _directory;
    private SegmentFile _segment;
    private IDiskFile _file;
    private (long Offset, long Length) _end = (-1, -1);

    /// <exception cref="JournalNotFoundException">There is no journal, or none of its segments holds the position.</exception>
    public SegmentWalker(IDisk disk, string directory, long fromPosition)
    {
        (_disk, _directory) = (disk, directory);
        var segments = SegmentFiles.In(disk, directory);
        if (segments.Count == 0)
        {
            throw new JournalNotFoundException($"{directory} holds no journal");
        }

        var index = segments.FindLastIndex(segment => segment.FirstPosition <= fromPosition);
        (_segment, _file, Header, Cursor) = OpenSegment(segments[Math.Max(index, 0)]);
        if (index >= 0 && fromPosition < long.MaxValue)
        {
            // Near the position before, not the position itself: a frame that may be torn is judged by the hash of the one before it.
            FrameSearch.MoveNear(Cursor, fromPosition - 1, _file.Length, index + 1 < segments.Count ? segments[index + 1].FirstPosition : 0);
        }
    }

    /// <summary>The segment it is in.</summary>
    public SegmentHeader Header { get; private set; }

    public SegmentFile Segment => _segment;

    /// <summary>At the frame that <see cref="MoveNext"/> found.</summary>
    public FrameCursor Cursor { get; private set; }

    /// <summary>Goes to the next frame. False: there is none yet; a later call may find one.</summary>
    /// <exception cref="JournalDamagedException">There is one, and it is damaged.</exception>
    public bool MoveNext()
    {
        for (var waitedMs = 0; ; waitedMs++)
        {
            var state = Cursor.Next();
            if (state == FrameState.Whole)
            {
                return true;
            }

            if (state == FrameState.Nothing && IsSameEnd())
            {
                return false;
            }

            // The list comes before the second look: what a following segment follows is whole by now.
            var next = NextSegment();
            Cursor.Refresh();
            state = Cursor.Next();
            if (state == FrameState.Whole)
            {
                return true;
            }

            if (next is { } following)
            {
                Enter(following);
            }
            else if (Judge(state, lastWord: waitedMs >= BeingWrittenMsMax))
            {
                _end = (Cursor.Offset, _file.Length);
                return false;
            }
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>
    /// The cheap look of somebody who waits. It is not for a file that ends right here: that one is sealed, or about to be, and a
    /// segment may follow without any change to this file.
    /// </summary>
    private bool IsSameEnd()
    {
        var length = _file.Length;
        return length > Cursor.Offset && _end == (Cursor.Offset, length) && Cursor.SeesNothing();
    }

    /// <summary>True: the journal ends here. False: look again.</summary>
    private bool Judge(FrameState state, bool lastWord)
    {
        var tail = Tail.Judge(_file, Cursor, state, _end.Offset < 0 ? long.MaxValue : LookAheadBytes);
        Cursor.Refresh();
        if (tail.TornBytes == 0 || (lastWord && tail.Damage is null))
        {
            return true;
        }

        if (lastWord)
        {
            throw new JournalDamagedException(_segment.Path, Cursor.Offset, Cursor.NextPosition, tail.Damage!);
        }

        Thread.Sleep(1);
        return false;
    }

    private SegmentFile? NextSegment()
    {
        foreach (var segment in SegmentFiles.In(_disk, _directory))
        {
            if (segment.FirstPosition > _segment.FirstPosition)
            {
                return segment;
            }
        }

        return null;
    }

    private void Enter(SegmentFile next)
    {
        if (Cursor.NextPosition != next.FirstPosition || Cursor.Offset != _file.Length)
        {
            throw new JournalDamagedException(_segment.Path, Cursor.Offset, Cursor.NextPosition, "a sealed segment has a frame that is not whole");
        }

        var entered = OpenSegment(next);
        _file.Dispose();
        (_segment, _file, Header, Cursor) = entered;
        _end = (-1, -1);
    }

    private (SegmentFile, IDiskFile, SegmentHeader, FrameCursor) OpenSegment(SegmentFile segment)
    {
        var file = SegmentFiles.Open(_disk, segment);
        try
        {
            var header = SegmentFiles.ReadHeader(file, segment);
            return (segment, file, header, new FrameCursor(file, header));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
