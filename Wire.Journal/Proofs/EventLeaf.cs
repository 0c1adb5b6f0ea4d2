using System.Buffers.Binary;
using System.Text;
using Wire.Journal.Format;

namespace Wire.Journal.Proofs;

/// <summary>
/// An event as a leaf of the tree: all that the journal knows of it, in bytes that do not depend on segments and frames (FORMAT.md, Tree).
/// Not thread-safe: it has a buffer.
/// </summary>
public sealed class EventLeaf
{
    private const int FixedBytes = 112;
    private const int LostBytes = 12;

    private byte[] _buffer = new byte[1024];

    private static ReadOnlySpan<byte> Magic => "WEV1"u8;

    private static ReadOnlySpan<byte> LostMagic => "LOST"u8;

    /// <summary>The leaf's content.</summary>
    public static byte[] Encode(RecordedEvent e) => new EventLeaf().Write(e)[1..].ToArray();

    /// <summary>The hash of an event's leaf.</summary>
    public TreeHash HashOf(RecordedEvent e) => TreeHash.Leaf(Write(e));

    /// <summary>The leaf of a position whose event was lost and is known to be (FORMAT.md, Gap).</summary>
    public static TreeHash HashOfLost(long position)
    {
        Span<byte> leaf = stackalloc byte[1 + LostBytes];
        leaf[0] = TreeHash.LeafPrefix;
        LostMagic.CopyTo(leaf[1..]);
        BinaryPrimitives.WriteInt64LittleEndian(leaf[5..], position);
        return TreeHash.Leaf(leaf);
    }

    /// <summary>The hash of a leaf's content.</summary>
    public static TreeHash HashOf(ReadOnlySpan<byte> content)
    {
        var prefixed = new byte[1 + content.Length];
        prefixed[0] = TreeHash.LeafPrefix;
        content.CopyTo(prefixed.AsSpan(1));
        return TreeHash.Leaf(prefixed);
    }

    /// <summary>The event that a leaf says.</summary>
    /// <exception cref="FormatException">It is no leaf of an event.</exception>
    public static RecordedEvent Decode(ReadOnlySpan<byte> content)
    {
        if (content.Length < FixedBytes || !content.StartsWith(Magic))
        {
            throw new FormatException("the leaf is none of an event");
        }

        var fixedPart = content[..FixedBytes];
        int stream = content[4], name = content[5];
        int actor = BinaryPrimitives.ReadUInt16LittleEndian(fixedPart[104..]), source = BinaryPrimitives.ReadUInt16LittleEndian(fixedPart[106..]);
        var rest = content[FixedBytes..];
        if (rest.Length < stream + name + actor + source)
        {
            throw new FormatException("the leaf is shorter than it says");
        }

        var change = new Guid(fixedPart.Slice(80, 16), bigEndian: true);
        var cause = BinaryPrimitives.ReadInt64LittleEndian(fixedPart[96..]);
        return new RecordedEvent
        {
            Version = BinaryPrimitives.ReadUInt16LittleEndian(fixedPart[6..]),
            Position = BinaryPrimitives.ReadInt64LittleEndian(fixedPart[8..]),
            Revision = BinaryPrimitives.ReadInt64LittleEndian(fixedPart[16..]),
            Batch = new Guid(fixedPart.Slice(24, 16), bigEndian: true),
            IndexInBatch = BinaryPrimitives.ReadInt32LittleEndian(fixedPart[40..]),
            BatchCount = BinaryPrimitives.ReadInt32LittleEndian(fixedPart[44..]),
            Time = UnixTime.FromNs(BinaryPrimitives.ReadInt64LittleEndian(fixedPart[48..])),
            MonotonicNs = BinaryPrimitives.ReadInt64LittleEndian(fixedPart[56..]),
            Boot = new Guid(fixedPart.Slice(64, 16), bigEndian: true),
            Change = change == Guid.Empty ? null : change,
            Cause = cause == 0 ? null : cause,
            Stream = Take(ref rest, stream),
            Name = Take(ref rest, name),
            Actor = Take(ref rest, actor),
            Source = Take(ref rest, source),
            Payload = rest.ToArray(),
        };
    }

    private static string Take(ref ReadOnlySpan<byte> rest, int bytes)
    {
        var text = Encoding.UTF8.GetString(rest[..bytes]);
        rest = rest[bytes..];
        return text;
    }

    /// <summary>The leaf behind its prefix.</summary>
    private ReadOnlySpan<byte> Write(RecordedEvent e)
    {
        var texts = Encoding.UTF8.GetMaxByteCount(e.Stream.Length) + Encoding.UTF8.GetMaxByteCount(e.Name.Length)
            + Encoding.UTF8.GetMaxByteCount(e.Actor.Length) + Encoding.UTF8.GetMaxByteCount(e.Source.Length);
        var bytesMax = 1 + FixedBytes + texts + e.Payload.Length;
        if (_buffer.Length < bytesMax)
        {
            _buffer = new byte[Math.Max(bytesMax, 2 * _buffer.Length)];
        }

        var prefixed = _buffer.AsSpan();
        prefixed[0] = TreeHash.LeafPrefix;
        var leaf = prefixed[1..];
        var at = FixedBytes;
        int stream = Put(e.Stream, leaf, ref at), name = Put(e.Name, leaf, ref at), actor = Put(e.Actor, leaf, ref at), source = Put(e.Source, leaf, ref at);
        e.Payload.Span.CopyTo(leaf[at..]);

        Magic.CopyTo(leaf);
        leaf[4] = checked((byte)stream);
        leaf[5] = checked((byte)name);
        BinaryPrimitives.WriteUInt16LittleEndian(leaf[6..], checked((ushort)e.Version));
        BinaryPrimitives.WriteInt64LittleEndian(leaf[8..], e.Position);
        BinaryPrimitives.WriteInt64LittleEndian(leaf[16..], e.Revision);
        e.Batch.TryWriteBytes(leaf[24..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32LittleEndian(leaf[40..], e.IndexInBatch);
        BinaryPrimitives.WriteInt32LittleEndian(leaf[44..], e.BatchCount);
        BinaryPrimitives.WriteInt64LittleEndian(leaf[48..], UnixTime.ToNs(e.Time));
        BinaryPrimitives.WriteInt64LittleEndian(leaf[56..], e.MonotonicNs);
        e.Boot.TryWriteBytes(leaf[64..], bigEndian: true, out _);
        (e.Change ?? Guid.Empty).TryWriteBytes(leaf[80..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(leaf[96..], e.Cause ?? 0);
        BinaryPrimitives.WriteUInt16LittleEndian(leaf[104..], checked((ushort)actor));
        BinaryPrimitives.WriteUInt16LittleEndian(leaf[106..], checked((ushort)source));
        leaf.Slice(108, 4).Clear();
        return prefixed[..(1 + at + e.Payload.Length)];
    }

    private static int Put(string text, Span<byte> leaf, ref int at)
    {
        var bytes = Encoding.UTF8.GetBytes(text, leaf[at..]);
        at += bytes;
        return bytes;
    }
}
