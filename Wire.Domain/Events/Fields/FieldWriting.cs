using MessagePack;

namespace Wire.Domain;

/// <summary>The field types that events share, as they are written. Not set is nil.</summary>
internal static class FieldWriting
{
    public static void WriteOptional(this ref MessagePackWriter writer, int? value)
    {
        if (value is { } number)
        {
            writer.Write(number);
        }
        else
        {
            writer.WriteNil();
        }
    }

    /// <summary>16 bytes in the order of RFC 9562.</summary>
    public static void WriteGuid(this ref MessagePackWriter writer, Guid value)
    {
        writer.WriteBinHeader(16);
        value.TryWriteBytes(writer.GetSpan(16), bigEndian: true, out int written);
        writer.Advance(written);
    }

    public static void WriteOptional(this ref MessagePackWriter writer, Guid? value)
    {
        if (value is { } id)
        {
            writer.WriteGuid(id);
        }
        else
        {
            writer.WriteNil();
        }
    }

    /// <summary>Units of 100 ns since 1970-01-01 UTC.</summary>
    public static void WriteOptional(this ref MessagePackWriter writer, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            writer.Write((time - DateTimeOffset.UnixEpoch).Ticks);
        }
        else
        {
            writer.WriteNil();
        }
    }

    public static void WriteKey(this ref MessagePackWriter writer, ResourceKey key)
    {
        writer.WriteArrayHeader(2);
        writer.Write(key.Collection);
        writer.Write(key.Id);
    }
}
