using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Recovery;
using Wire.Journal.Writing;

namespace Wire.Journal;

public sealed partial class EventJournal
{
    private EventJournal(string directory, JournalOptions options, IDisposable writerLock, Guid? newId)
    {
        (_directory, _options, _writerLock) = (directory, options, writerLock);
        _boot = options.Boot ?? MachineBoot.Id;
        _ids = new GivenIds(options.BatchIdsKept);

        var segments = SegmentFiles.In(options.Disk, directory, isBeingMade: newId is not null);
        DeleteUnfinishedSegments();
        if (segments.Count == 0)
        {
            JournalId = newId ?? Guid.CreateVersion7(options.Time.GetUtcNow());
            _segment = _onDisk = MakeFirstSegment();
            Recovery = new RecoveryReport(Created: true, 0, null, 0);
            return;
        }

        if (segments[^1] is { IsArchived: true } last)
        {
            throw new JournalDamagedException(last.Path, 0, last.FirstPosition, SegmentFiles.EndsWithArchive);
        }

        var header = SealedSegments.Check(options.Disk, segments, options.CheckedAtOpeningBytesMax);
        var file = options.Disk.Open(segments[^1].Path, DiskAccess.ReadWrite);
        try
        {
            var scan = SegmentScan.Read(file, segments[^1], header, isLast: true);
            JournalId = header.JournalId;
            Recovery = LastSegment.Recover(file, segments[^1], scan);
            options.Disk.SyncDirectory(directory); // an earlier process may have died between a rename and this
            _segment = _onDisk = SegmentWriter.Continue(options.Disk, directory, file, header, options.ZeroAheadBytes);
            TakeOver(scan);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens the journal in a directory for writing, and makes it if there is none.</summary>
    /// <exception cref="JournalLockedException">Another process writes it.</exception>
    /// <exception cref="JournalDamagedException">It is damaged, other than by a torn tail, which is cut.</exception>
    /// <exception cref="JournalFormatException">It is of a newer format.</exception>
    /// <exception cref="JournalUnfinishedException">It is a copy that was not finished.</exception>
    /// <exception cref="JournalFullException">It is new, and there is no room for it.</exception>
    /// <exception cref="DiskException">The directory or a file cannot be used.</exception>
    public static EventJournal Open(string directory, JournalOptions? options = null) =>
        Open(directory, options ?? new JournalOptions(), newId: null);

    /// <summary>Makes a journal of a given id in a directory that has none: a copy that is not finished may lie there.</summary>
    internal static EventJournal Create(string directory, JournalOptions options, Guid id) => Open(directory, options, id);

    private static EventJournal Open(string directory, JournalOptions options, Guid? newId)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SegmentBytes, 16 * 1024, nameof(options));
        directory = Path.GetFullPath(directory);
        options.Disk.CreateDirectory(directory);
        IDisposable? writerLock = null;
        try
        {
            writerLock = options.Disk.Lock(Path.Combine(directory, SegmentName.Lock));
            return new EventJournal(directory, options, writerLock, newId);
        }
        catch (Exception error)
        {
            writerLock?.Dispose();
            if (error is DiskException { IsFull: true })
            {
                throw new JournalFullException(directory, error);
            }

            throw;
        }
    }

    private void DeleteUnfinishedSegments()
    {
        foreach (var name in _options.Disk.List(_directory))
        {
            if (name.EndsWith(SegmentName.NewSuffix, StringComparison.Ordinal))
            {
                _options.Disk.Delete(Path.Combine(_directory, name));
            }
        }
    }

    private SegmentWriter MakeFirstSegment()
    {
        var carry = new Carry(1, 0, [], []).Encode();
        var room = SegmentHeader.Bytes + FrameHeader.FrameBytesFor(carry.Length) + Mark.FrameBytes;
        var segment = SegmentWriter.Create(
            _options.Disk, _directory, JournalId, sequence: 1, firstPosition: 1, _options.ZeroAheadBytes,
            room, Math.Min(Math.Max(room, _options.ReservedBytes), _options.SegmentBytes));

        var genesis = ChainHash.Genesis(JournalId);
        _chain.Reset(genesis);
        var frames = new FrameBuffer(segment, SegmentHeader.Bytes, []);
        carry.CopyTo(frames.Add(FrameKind.Carry, carry.Length, firstPosition: 1, events: 0));
        frames.Seal(_chain, syncedPosition: 0);
        segment.Write(frames.Frames, frames.Offset);
        segment.Name(new SegmentHeader(JournalId, 1, 1, UnixTime.ToNs(_options.Time.GetUtcNow()), genesis));
        _segmentEnd = _onDiskEnd = frames.Offset + frames.Length;
        _lastFrame = FrameKind.Carry;
        return segment;
    }

    private void TakeOver(SegmentScan scan)
    {
        _chain.Reset(scan.LastHash);
        _segmentEnd = _onDiskEnd = scan.End;
        _sums = scan.Sums;
        _batches = scan.BatchesBefore + scan.Sums.Batches;
        _lastFrame = scan.LastKind;
        _lastPosition = _durablePosition = scan.NextPosition - 1;
        foreach (var (stream, revision) in scan.Streams)
        {
            _encoder.Streams.Set(stream, revision);
        }

        foreach (var id in scan.Ids)
        {
            _ids.Add(id);
        }
    }
}
