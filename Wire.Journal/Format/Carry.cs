using System.Buffers.Binary;
using System.Text;

namespace Wire.Journal.Format;

/// <summary>What a segment's first frame carries over from earlier segments (FORMAT.md, Carry).</summary>
internal sealed record Carry(
    long NextPosition, long BatchesBefore, IReadOnlyList<(string Name, long NextRevision)> Streams, IReadOnlyList<GivenId> Ids)
{
    public byte[] Encode()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(NextPosition);
        writer.Write(BatchesBefore);
        writer.Write(Streams.Count);
        writer.Write(Ids.Count);
        foreach (var (name, revision) in Streams)
        {
            var utf8 = Encoding.UTF8.GetBytes(name);
            writer.Write(revision);
            writer.Write((byte)utf8.Length);
            writer.Write(utf8);
        }

        Span<byte> id = stackalloc byte[16];
        foreach (var given in Ids)
        {
            given.Batch.TryWriteBytes(id, bigEndian: true, out _);
            writer.Write(id);
            writer.Write(given.FirstPosition);
            writer.Write(given.Events);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="FormatException">The content contradicts itself.</exception>
    public static Carry Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var position = BinaryPrimitives.ReadInt64LittleEndian(bytes);
            var batches = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
            var streamCount = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
            var idCount = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]);
            bytes = bytes[24..];
            var streams = new List<(string, long)>();
            var ids = new List<GivenId>();
            while (streams.Count < streamCount)
            {
                streams.Add((Encoding.UTF8.GetString(bytes.Slice(9, bytes[8])), BinaryPrimitives.ReadInt64LittleEndian(bytes)));
                bytes = bytes[(9 + bytes[8])..];
            }

            while (ids.Count < idCount)
            {
                ids.Add(new GivenId(
                    new Guid(bytes[..16], bigEndian: true),
                    BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
                    BinaryPrimitives.ReadInt32LittleEndian(bytes[24..])));
                bytes = bytes[28..];
            }

            return new Carry(position, batches, streams, ids);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new FormatException("a carry ends too early");
        }
    }
}

/// <summary>A batch id that a caller gave, and where its batch lies.</summary>
internal readonly record struct GivenId(Guid Batch, long FirstPosition, int Events);
