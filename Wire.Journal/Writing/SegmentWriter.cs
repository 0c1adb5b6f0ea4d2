using Wire.Journal.Disk;
using Wire.Journal.Format;

namespace Wire.Journal.Writing;

/// <summary>The file of a segment that is being written: room, zeros ahead, bytes, name.</summary>
internal sealed class SegmentWriter : IDisposable
{
    /// <summary>Commits from this size on gain nothing from written blocks: their own bytes are what the disk waits for.</summary>
    private const int SmallCommitBytes = 64 * 1024;

    private const int FirstZeroAheadBytes = 16 * 1024;
    private const int BlockBytes = 4096;

    private static readonly byte[] Zeros = new byte[64 * 1024];

    private readonly IDisk _disk;
    private readonly string _directory;
    private readonly IDiskFile _file;
    private readonly int _zeroAheadMax;
    private long _reservedEnd;
    private long _zeroedEnd;
    private int _zeroAhead;

    private SegmentWriter(IDisk disk, string directory, IDiskFile file, Guid journalId, long sequence, long firstPosition, int zeroAheadMax)
    {
        (_disk, _directory, _file) = (disk, directory, file);
        (Sequence, FirstPosition) = (sequence, firstPosition);
        Place = FrameHeader.Place(journalId, sequence);
        _zeroAheadMax = zeroAheadMax;
        _zeroAhead = Math.Min(FirstZeroAheadBytes, zeroAheadMax);
    }

    public long Sequence { get; }

    public long FirstPosition { get; }

    /// <summary>What frame headers are bound to.</summary>
    public uint Place { get; }

    /// <summary>Whether the file is part of the journal, or still being made.</summary>
    public bool IsNamed { get; private set; }

    /// <summary>Makes the file of a new segment, not yet part of the journal, with room for a first frame.</summary>
    /// <exception cref="DiskException">Also when there is no room; nothing is left behind then.</exception>
    public static SegmentWriter Create(IDisk disk, string directory, Guid journalId, long sequence, long firstPosition, int zeroAheadMax, long room, long wishedRoom)
    {
        var path = Path.Combine(directory, SegmentName.NewOf(firstPosition));
        var file = disk.Open(path, DiskAccess.Create);
        var segment = new SegmentWriter(disk, directory, file, journalId, sequence, firstPosition, zeroAheadMax);
        try
        {
            segment.Reserve(room, wishedRoom);
            return segment;
        }
        catch (DiskException)
        {
            segment.Dispose();
            disk.Delete(path);
            throw;
        }
    }

    /// <summary>Goes on with a segment of the journal.</summary>
    public static SegmentWriter Continue(IDisk disk, string directory, IDiskFile file, SegmentHeader header, int zeroAheadMax) =>
        new(disk, directory, file, header.JournalId, header.Sequence, header.FirstPosition, zeroAheadMax)
        {
            IsNamed = true,
            _reservedEnd = file.Length,
        };

    /// <summary>Makes sure that writes up to an end find room. Called while another thread may be writing before that end.</summary>
    /// <exception cref="DiskException">There is none; nothing has changed.</exception>
    public void Reserve(long end, long wishedEnd)
    {
        if (end <= _reservedEnd)
        {
            return;
        }

        try
        {
            _file.Reserve(_reservedEnd, wishedEnd - _reservedEnd);
            Volatile.Write(ref _reservedEnd, wishedEnd);
        }
        catch (DiskException error) when (error.IsFull && wishedEnd > end)
        {
            _file.Reserve(_reservedEnd, end - _reservedEnd);
            Volatile.Write(ref _reservedEnd, end);
        }
    }

    /// <summary>Writes frames, and zeros after them where small commits come one by one.</summary>
    public void Write(ReadOnlySpan<byte> frames, long offset)
    {
        _file.Write(frames, offset);
        var end = offset + frames.Length;
        if (end > _zeroedEnd && frames.Length < SmallCommitBytes)
        {
            ZeroAhead(end);
        }
    }

    public void Sync() => _file.Sync();

    /// <summary>Writes the header and makes the segment part of the journal. Its first frames are written.</summary>
    public void Name(SegmentHeader header)
    {
        _file.Write(header.Encode(), 0);
        _file.Sync();
        _disk.Rename(Path.Combine(_directory, SegmentName.NewOf(FirstPosition)), Path.Combine(_directory, SegmentName.Of(FirstPosition)));
        _disk.SyncDirectory(_directory);
        IsNamed = true;
    }

    /// <summary>Ends the file with its last frame, for ever.</summary>
    public void Close(long end)
    {
        _file.Sync();
        _file.SetLength(end);
        _file.Sync();
        _file.Dispose();
    }

    public void Dispose() => _file.Dispose();

    private void ZeroAhead(long end)
    {
        var zeroedEnd = Math.Min((end + _zeroAhead + BlockBytes - 1) & -BlockBytes, Volatile.Read(ref _reservedEnd));
        if (_zeroAhead == 0 || zeroedEnd <= end)
        {
            return;
        }

        for (var at = end; at < zeroedEnd; at += Zeros.Length)
        {
            _file.Write(Zeros.AsSpan(0, (int)Math.Min(Zeros.Length, zeroedEnd - at)), at);
        }

        _zeroedEnd = zeroedEnd;
        _zeroAhead = Math.Min(_zeroAhead * 2, _zeroAheadMax);
    }
}
