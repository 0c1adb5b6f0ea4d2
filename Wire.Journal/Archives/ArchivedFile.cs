using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Recovery;
using ZstdSharp;

namespace Wire.Journal.Archives;

/// <summary>An archived segment, read as the file that it was. It keeps the last piece in memory.</summary>
internal sealed class ArchivedFile : IDiskFile
{
    private readonly IDiskFile _file;
    private readonly SegmentFile _segment;
    private readonly Action<JournalFinding>? _damaged;
    private readonly ArchiveIndex _index;
    private readonly Decompressor _zstd = new();
    private readonly Lock _reading = new();
    private readonly HashSet<int> _told = [];
    private byte[] _piece = [];
    private int _pieceLength;
    private int _pieceNumber = -1;

    /// <param name="damaged">Told of each piece that is damaged, which then reads as zeros; null: reading it is an error.</param>
    /// <exception cref="JournalDamagedException">The index is damaged, and nobody wants to be told.</exception>
    /// <exception cref="JournalFormatException">It is of a newer version.</exception>
    private ArchivedFile(IDiskFile file, SegmentFile segment, Action<JournalFinding>? damaged)
    {
        (_file, _segment, _damaged) = (file, segment, damaged);
        if (ArchiveIndex.TryRead(file, segment.Path) is { } index)
        {
            _index = index;
            return;
        }

        Damaged(0, segment.FirstPosition, "the index at the archive's end is broken");
        _index = ArchiveIndex.Rebuild(file, segment.FirstPosition);
    }

    /// <summary>Of the segment.</summary>
    public long Length => _index.SegmentBytes;

    public static ArchivedFile Open(IDisk disk, SegmentFile segment, Action<JournalFinding>? damaged)
    {
        var file = disk.Open(segment.Path, DiskAccess.Read);
        try
        {
            return new ArchivedFile(file, segment, damaged);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public int Read(Span<byte> buffer, long offset)
    {
        lock (_reading)
        {
            var done = 0;
            while (done < buffer.Length && offset + done < Length)
            {
                var number = (int)((offset + done) / _index.PieceBytes);
                var at = (int)((offset + done) % _index.PieceBytes);
                Load(number);
                var bytes = _piece.AsSpan(at, Math.Min(_pieceLength - at, buffer.Length - done));
                bytes.CopyTo(buffer[done..]);
                done += bytes.Length;
            }

            return done;
        }
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset) => throw Unchangeable();

    public void Reserve(long offset, long length) => throw Unchangeable();

    public void SetLength(long length) => throw Unchangeable();

    public void Sync() => throw Unchangeable();

    public void Dispose()
    {
        _zstd.Dispose();
        _file.Dispose();
    }

    private void Load(int number)
    {
        if (_pieceNumber == number)
        {
            return;
        }

        _pieceNumber = -1;
        _pieceLength = (int)Math.Min(_index.PieceBytes, Length - ((long)number * _index.PieceBytes));
        _piece = _piece.Length >= _pieceLength ? _piece : new byte[_index.PieceBytes];
        var piece = _index.Pieces[number];
        if (!TryUnpack(piece, _piece.AsSpan(0, _pieceLength)))
        {
            if (_damaged is null || _told.Add(number))
            {
                Damaged(piece.Offset, piece.Position, $"{piece.Bytes} bytes of the archive from there on are not what was written");
            }

            _piece.AsSpan(0, _pieceLength).Clear();
        }

        _pieceNumber = number;
    }

    private bool TryUnpack(ArchivedPiece piece, Span<byte> unpacked)
    {
        var packed = new byte[piece.Bytes];
        return _file.Read(packed, piece.Offset) == packed.Length
            && (piece.Crc is null || Crc32C.Of(packed) == piece.Crc)
            && _zstd.TryUnwrap(packed, unpacked, out var written)
            && written == unpacked.Length;
    }

    private void Damaged(long offset, long position, string what)
    {
        if (_damaged is null)
        {
            throw new JournalDamagedException(_segment.Path, offset, position, what);
        }

        _damaged(new JournalFinding(_segment.Path, offset, position, what));
    }

    private static InvalidOperationException Unchangeable() => new("an archive is never changed");
}
