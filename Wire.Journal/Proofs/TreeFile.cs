using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Wire.Journal.Disk;
using Wire.Journal.Format;

namespace Wire.Journal.Proofs;

/// <summary>
/// The hashes of a journal's leaves on the disk, in tiles of 256 with their roots (FORMAT.md, Tree), so that a proof does not read all events
/// again. Disposable: without it, or behind a damaged tile, they are made anew from the events.
/// </summary>
internal sealed class TreeFile : IDisposable
{
    public const int TileLeaves = 256;

    private const string Name = "tree";
    private const int HeaderBytes = 64;
    private const int LeavesBytes = TileLeaves * TreeHash.Bytes;
    private const int TileBytes = LeavesBytes + TreeHash.Bytes + (2 * sizeof(uint));

    private readonly Guid _journal;
    private readonly IDisposable? _lock;
    private readonly IDiskFile? _file;
    private readonly bool _mayWrite;
    private bool _isUnsynced;

    /// <summary>Opens it, to go on with it when nobody else does and this process may.</summary>
    public TreeFile(IDisk disk, string directory, Guid journal, bool onlyRead = false)
    {
        _journal = journal;
        try
        {
            _lock = onlyRead ? null : disk.Lock(Path.Combine(directory, Name + ".lock"));
            _mayWrite = !onlyRead;
        }
        catch (Exception e) when (e is DiskException or JournalLockedException)
        {
            // Somebody else keeps it, or only root may: what is missing in it is worked out and not kept.
        }

        var path = PathIn(directory);
        var isThere = disk.List(directory).Contains(Name);
        if (isThere || _mayWrite)
        {
            _file = disk.Open(path, isThere ? _mayWrite ? DiskAccess.ReadWrite : DiskAccess.Read : DiskAccess.Create);
            ReadRoots();
        }
    }

    /// <summary>How many whole tiles lie in the file, right or wrong.</summary>
    public int Tiles => _file is null ? 0 : (int)Math.Max(0, (_file.Length - HeaderBytes) / TileBytes);

    /// <summary>The file begins as one of this journal does.</summary>
    public bool HasHeader { get; private set; } = true;

    /// <summary>The root of each whole tile.</summary>
    public List<TreeHash> Roots { get; } = [];

    private static ReadOnlySpan<byte> Magic => "WIRETREE"u8;

    /// <summary>The leaves of a tile; null when it is damaged.</summary>
    public TreeHash[]? Read(int tile)
    {
        var bytes = new byte[TileBytes];
        if (_file is null || _file.Read(bytes, OffsetOf(tile)) != TileBytes || Crc(tile, bytes.AsSpan(0, LeavesBytes)) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(TileBytes - sizeof(uint))))
        {
            return null;
        }

        return MemoryMarshal.Cast<byte, TreeHash>(bytes.AsSpan(0, LeavesBytes)).ToArray();
    }

    /// <summary>Adds the next tile; on the disk after <see cref="Sync"/>.</summary>
    public void Add(ReadOnlySpan<TreeHash> leaves, TreeHash root)
    {
        Write(Roots.Count, leaves, root);
        Roots.Add(root);
    }

    /// <summary>Writes a tile that was damaged once more.</summary>
    public void Write(int tile, ReadOnlySpan<TreeHash> leaves, TreeHash root)
    {
        if (!_mayWrite)
        {
            return;
        }

        var bytes = new byte[TileBytes];
        MemoryMarshal.AsBytes(leaves).CopyTo(bytes);
        root.CopyTo(bytes.AsSpan(LeavesBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(TileBytes - (2 * sizeof(uint))), Crc(tile, bytes.AsSpan(LeavesBytes, TreeHash.Bytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(TileBytes - sizeof(uint)), Crc(tile, bytes.AsSpan(0, LeavesBytes)));
        _file!.Write(bytes, OffsetOf(tile));
        _isUnsynced = true;
    }

    public void Sync()
    {
        if (_isUnsynced)
        {
            _file!.Sync();
            _isUnsynced = false;
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _lock?.Dispose();
    }

    /// <summary>Up to the first that is not whole. A file of something else begins anew.</summary>
    private void ReadRoots()
    {
        var header = Header();
        var found = new byte[HeaderBytes];
        if (_file!.Read(found, 0) != HeaderBytes || !found.AsSpan().SequenceEqual(header))
        {
            HasHeader = _mayWrite;
            if (_mayWrite)
            {
                _file.SetLength(0);
                _file.Write(header, 0);
            }

            return;
        }

        var entry = new byte[TreeHash.Bytes + sizeof(uint)];
        while (_file.Read(entry, OffsetOf(Roots.Count) + LeavesBytes) == entry.Length
            && Crc(Roots.Count, entry.AsSpan(0, TreeHash.Bytes)) == BinaryPrimitives.ReadUInt32LittleEndian(entry.AsSpan(TreeHash.Bytes)))
        {
            Roots.Add(TreeHash.From(entry.AsSpan(0, TreeHash.Bytes)));
        }
    }

    private byte[] Header()
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), TileLeaves);
        _journal.TryWriteBytes(header.AsSpan(16), bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(HeaderBytes - sizeof(uint)), Crc32C.Of(header.AsSpan(0, HeaderBytes - sizeof(uint))));
        return header;
    }

    /// <summary>Bound to the journal and the place: a tile of elsewhere is no tile.</summary>
    private uint Crc(int tile, ReadOnlySpan<byte> bytes)
    {
        Span<byte> place = stackalloc byte[24];
        _journal.TryWriteBytes(place, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(place[16..], tile);
        return ~Crc32C.Continue(Crc32C.Continue(~0u, place), bytes);
    }

    public static string PathIn(string directory) => Path.Combine(directory, Name);

    public static long OffsetOf(int tile) => HeaderBytes + ((long)tile * TileBytes);
}
