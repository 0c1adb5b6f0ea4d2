using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Reading;
using Wire.Journal.Recovery;

namespace Wire.Journal;

/// <summary>
/// Reads single events of a journal, in any order; quickest where positions ascend. It sees what its reader could read when it was made. One
/// thread at a time. It keeps files open and the last batch in memory, so it is made for one question.
/// </summary>
public sealed class EventLookup : IDisposable
{
    /// <summary>Segments that are open at once.</summary>
    private const int OpenMax = 64;

    private readonly IDisk _disk;
    private readonly List<SegmentFile> _segments;
    private readonly Dictionary<int, (IDiskFile File, FrameCursor Cursor)> _open = [];
    private readonly BatchDecoder _decoder = new();
    private readonly List<RecordedEvent> _decoded = [];
    private (long First, long Next, ReadOnlyMemory<byte> Payload, string Path, long Offset) _batch;

    internal EventLookup(IDisk disk, string directory, long lastPosition) =>
        (_disk, _segments, LastPosition) = (disk, SegmentFiles.In(disk, directory), lastPosition);

    /// <summary>The last position it can find.</summary>
    public long LastPosition { get; }

    /// <summary>The event at a position; null when the journal has none there.</summary>
    /// <exception cref="JournalDamagedException">The journal is damaged there.</exception>
    public RecordedEvent? Find(long position)
    {
        if (position < 1 || position > LastPosition)
        {
            return null;
        }

        // The first that is asked for in a batch is decoded alone; who asks for another one goes through it.
        if (Decoded(position) is { } known)
        {
            return known;
        }

        var isAnother = position >= _batch.First && position < _batch.Next;
        if (!isAnother && !ReadBatch(position))
        {
            return null;
        }

        _decoded.Clear();
        try
        {
            _decoder.Decode(_batch.Payload, isAnother ? 0 : position, isAnother ? long.MaxValue : position, _decoded);
        }
        catch (FormatException error)
        {
            throw new JournalDamagedException(_batch.Path, _batch.Offset, _batch.First, error.Message);
        }

        return Decoded(position);
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private RecordedEvent? Decoded(long position) =>
        _decoded is [var first, ..] && position >= first.Position && position - first.Position < _decoded.Count ? _decoded[(int)(position - first.Position)] : null;

    /// <summary>False: there is no batch at the position.</summary>
    private bool ReadBatch(long position)
    {
        _batch = default;
        var index = _segments.FindLastIndex(segment => segment.FirstPosition <= position);
        if (index < 0)
        {
            return false;
        }

        var (file, cursor) = Open(index);
        if (position < cursor.NextPosition)
        {
            cursor.MoveTo(SegmentHeader.Bytes, _segments[index].FirstPosition);
        }

        FrameSearch.MoveNear(cursor, position, file.Length, index + 1 < _segments.Count ? _segments[index + 1].FirstPosition : 0);
        while (cursor.NextPosition <= position)
        {
            if (cursor.Next() != FrameState.Whole)
            {
                throw new JournalDamagedException(_segments[index].Path, cursor.Offset, cursor.NextPosition, "there is no whole frame");
            }
        }

        if (cursor.Header.Kind != FrameKind.Batch)
        {
            return false;
        }

        _batch = (cursor.Header.FirstPosition, cursor.NextPosition, cursor.Payload.ToArray(), _segments[index].Path, cursor.FrameOffset);
        return true;
    }

    private (IDiskFile File, FrameCursor Cursor) Open(int index)
    {
        if (_open.TryGetValue(index, out var open))
        {
            return open;
        }

        if (_open.Count == OpenMax)
        {
            Close();
        }

        var file = SegmentFiles.Open(_disk, _segments[index]);
        try
        {
            return _open[index] = (file, new FrameCursor(file, SegmentFiles.ReadHeader(file, _segments[index])));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void Close()
    {
        foreach (var (file, _) in _open.Values)
        {
            file.Dispose();
        }

        _open.Clear();
    }
}
