using System.Collections.Immutable;
using MessagePack;

namespace Wire.Domain;

/// <summary>[resource, ids of the assigned attributes, [file, line, column] or nil].</summary>
internal static class DeclaredCodec
{
    public static void Write(ref MessagePackWriter writer, Declared declared)
    {
        writer.WriteArrayHeader(3);
        ResourceCodec.Write(ref writer, declared.Resource);
        ResourceCodec.WriteIds(ref writer, declared.Resource.Kind, declared.Assigned);
        if (declared.Origin is { } origin)
        {
            writer.WriteArrayHeader(3);
            writer.Write(origin.File);
            writer.Write(origin.Line);
            writer.Write(origin.Column);
        }
        else
        {
            writer.WriteNil();
        }
    }

    public static Declared Read(ref MessagePackReader reader, ResourceKind kind)
    {
        reader.ExpectArray(3);
        Resource resource = ResourceCodec.Read(ref reader, kind);
        ImmutableSortedSet<string> assigned = [.. ResourceCodec.ReadIds(ref reader, kind)];
        return new(resource, assigned, ReadOrigin(ref reader));
    }

    private static SourceLocation? ReadOrigin(ref MessagePackReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }
        reader.ExpectArray(3);
        return new(reader.ReadText(), reader.ReadCount(), reader.ReadCount());
    }
}
