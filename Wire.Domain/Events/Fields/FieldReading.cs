using System.Buffers;
using System.Buffers.Binary;
using MessagePack;

namespace Wire.Domain;

/// <summary>The field types that events share, read strictly: what was not written this way is refused.</summary>
internal static class FieldReading
{
    public static void ExpectArray(this ref MessagePackReader reader, int length)
    {
        int found = reader.ReadArrayHeader();
        if (found != length)
        {
            throw new MessagePackSerializationException($"{found} fields where {length} belong");
        }
    }

    public static string ReadText(this ref MessagePackReader reader) =>
        reader.ReadString() ?? throw new MessagePackSerializationException("a text is missing");

    public static int? ReadOptionalInt32(this ref MessagePackReader reader) => reader.TryReadNil() ? null : reader.ReadInt32();

    public static int ReadCount(this ref MessagePackReader reader, int max = int.MaxValue)
    {
        int value = reader.ReadInt32();
        return value >= 0 && value <= max ? value : throw new MessagePackSerializationException($"{value} where a number from 0 to {max} belongs");
    }

    public static Guid ReadGuid(this ref MessagePackReader reader)
    {
        ReadOnlySequence<byte> bytes = reader.ReadBytes() ?? throw new MessagePackSerializationException("an id is missing");
        if (bytes.Length != 16)
        {
            throw new MessagePackSerializationException($"an id of {bytes.Length} bytes");
        }
        Span<byte> buffer = stackalloc byte[16];
        bytes.CopyTo(buffer);
        return new(buffer, bigEndian: true);
    }

    public static Guid? ReadOptionalGuid(this ref MessagePackReader reader) => reader.TryReadNil() ? null : reader.ReadGuid();

    public static DateTimeOffset? ReadOptionalTime(this ref MessagePackReader reader) =>
        reader.TryReadNil() ? null : DateTimeOffset.UnixEpoch.AddTicks(reader.ReadInt64());

    /// <summary>A word of a closed set, stored as a number from 1 to <paramref name="last"/>.</summary>
    public static int ReadWord(this ref MessagePackReader reader, int last)
    {
        int value = reader.ReadInt32();
        return value >= 1 && value <= last ? value : throw new MessagePackSerializationException($"{value} where a number from 1 to {last} belongs");
    }

    public static ResourceKey ReadKey(this ref MessagePackReader reader)
    {
        reader.ExpectArray(2);
        return new(reader.ReadText(), reader.ReadText());
    }
}
