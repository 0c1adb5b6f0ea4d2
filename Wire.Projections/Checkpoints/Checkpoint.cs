using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using Wire.Journal;
using Wire.Journal.Proofs;

namespace Wire.Projections;

/// <summary>
/// The state at a position as bytes (FORMAT.md, Checkpoints), so that what came before need not be folded again. Disposable: whatever does not
/// fit the journal, or was written by another build, is none.
/// </summary>
public sealed class Checkpoint
{
    private const int FormatVersion = 1;
    private const int HeaderBytes = 112;
    private const int PositionOffset = 60;
    private const int LeafOffset = 68;
    private const int DigestBytes = SHA256.HashSizeInBytes;

    private readonly ReadOnlyMemory<byte> _state;

    private Checkpoint(long position, TreeHash leaf, ReadOnlyMemory<byte> state) => (Position, Leaf, _state) = (position, leaf, state);

    private static ReadOnlySpan<byte> Magic => "WIRECKPT"u8;

    /// <summary>Of the last event that is in it.</summary>
    public long Position { get; }

    /// <summary>The hash of that event: the journal has it at the position, or the checkpoint is of another history.</summary>
    public TreeHash Leaf { get; }

    /// <summary>Its size, bytes.</summary>
    public int Bytes => HeaderBytes + _state.Length + DigestBytes;

    /// <summary>The state at an event that was folded last, as bytes.</summary>
    public static byte[] Encode(KnownState state, Guid journal, RecordedEvent last)
    {
        using MemoryStream bytes = new();
        bytes.Write(Header(journal, last.Position, new EventLeaf().HashOf(last)));
        using (ZLibStream packed = new(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (BufferedStream buffered = new(packed, 1 << 16))
        using (StateWriter writer = new(buffered))
        {
            state.Save(writer);
        }
        bytes.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.ToArray();
    }

    /// <summary>Null when the bytes are damaged, or written by another build or of another journal.</summary>
    public static Checkpoint? Decode(ReadOnlyMemory<byte> bytes, Guid journal)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.Length < HeaderBytes + DigestBytes || !SHA256.HashData(span[..^DigestBytes]).AsSpan().SequenceEqual(span[^DigestBytes..]))
        {
            return null;
        }
        long position = BinaryPrimitives.ReadInt64LittleEndian(span[PositionOffset..]);
        TreeHash leaf = TreeHash.From(span.Slice(LeafOffset, TreeHash.Bytes));
        return span[..HeaderBytes].SequenceEqual(Header(journal, position, leaf)) ? new(position, leaf, bytes[HeaderBytes..^DigestBytes]) : null;
    }

    /// <summary>The state, anew with each call: it goes on folding.</summary>
    public KnownState State()
    {
        using MemoryStream bytes = new(_state.ToArray(), writable: false);
        using ZLibStream unpacked = new(bytes, CompressionMode.Decompress);
        using BufferedStream buffered = new(unpacked, 1 << 16);
        using StateReader reader = new(buffered);
        return KnownState.Load(reader);
    }

    /// <summary>Magic, version, the build of what is folded and of the fold, journal, position, leaf, zeros.</summary>
    private static byte[] Header(Guid journal, long position, TreeHash leaf)
    {
        byte[] header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), FormatVersion);
        typeof(Domain.DomainEvent).Module.ModuleVersionId.TryWriteBytes(header.AsSpan(12));
        typeof(Checkpoint).Module.ModuleVersionId.TryWriteBytes(header.AsSpan(28));
        journal.TryWriteBytes(header.AsSpan(44), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(PositionOffset), position);
        leaf.CopyTo(header.AsSpan(LeafOffset));
        return header;
    }
}
