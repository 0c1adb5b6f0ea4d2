using System.Buffers;
using System.Text;
using MessagePack;

namespace Wire.Domain;

/// <summary>
/// A resource of any kind, by its table of attributes: [kind, { attribute id: value, … }, raw netlink attributes or nil].
/// What is not set is left out.
/// </summary>
internal static class ResourceCodec
{
    private static readonly (byte[] Word, ResourceKind Kind)[] Kinds =
        [.. ResourceKinds.All.Select(k => (Encoding.UTF8.GetBytes(k.Name), k))];

    /// <summary>By the kind's place: what was read last, and the ids of its attributes.</summary>
    [ThreadStatic]
    private static (Resource Resource, UInt128 Ids)[]? _before;

    public static void Write(ref MessagePackWriter writer, Resource resource)
    {
        ResourceKind kind = resource.Kind;
        writer.WriteArrayHeader(3);
        writer.Write(kind.Name);
        writer.WriteMapHeader(CountSet(kind, resource));
        foreach (ResourceAttribute attribute in kind.Attributes)
        {
            if (attribute.IsSet(resource))
            {
                writer.Write(attribute.Id);
                attribute.Write(ref writer, resource);
            }
        }
        if (resource.Unknown.IsEmpty)
        {
            writer.WriteNil();
        }
        else
        {
            writer.Write(resource.Unknown.Bytes);
        }
    }

    public static void WriteOptional(ref MessagePackWriter writer, Resource? resource)
    {
        if (resource is null)
        {
            writer.WriteNil();
        }
        else
        {
            Write(ref writer, resource);
        }
    }

    public static Resource? ReadOptional(ref MessagePackReader reader) => reader.TryReadNil() ? null : Read(ref reader);

    /// <summary>A resource that has to be of a kind, because the event's name says so.</summary>
    public static Resource Read(ref MessagePackReader reader, ResourceKind kind)
    {
        Resource resource = Read(ref reader);
        return resource.Kind == kind ? resource : throw new MessagePackSerializationException($"a {resource.Kind} where a {kind} belongs");
    }

    public static Resource Read(ref MessagePackReader reader)
    {
        reader.ExpectArray(3);
        Resource resource = ReadAttributes(ref reader, ReadKind(ref reader));
        return reader.ReadBytes() is { } raw ? resource with { Unknown = new(raw.ToArray()) } : resource;
    }

    /// <summary>Attributes of a kind by their ids, as a change and a declaration name them.</summary>
    /// <exception cref="ArgumentException">The kind has no attribute of that name.</exception>
    public static void WriteIds(ref MessagePackWriter writer, ResourceKind kind, IReadOnlyCollection<string> names)
    {
        writer.WriteArrayHeader(names.Count);
        foreach (string name in names)
        {
            writer.Write(kind.Find(name)?.Id ?? throw new ArgumentException($"{kind} has no attribute '{name}'", nameof(names)));
        }
    }

    public static string[] ReadIds(ref MessagePackReader reader, ResourceKind kind)
    {
        int count = reader.ReadArrayHeader();
        if (count == 0)
        {
            return [];
        }
        string[] names = new string[count];
        for (int i = 0; i < count; i++)
        {
            names[i] = Find(kind, reader.ReadInt32()).Name;
        }
        return names;
    }

    private static int CountSet(ResourceKind kind, Resource resource)
    {
        int count = 0;
        foreach (ResourceAttribute attribute in kind.Attributes)
        {
            if (attribute.IsSet(resource))
            {
                count++;
            }
        }
        return count;
    }

    /// <summary>The kind's place in <see cref="Kinds"/>.</summary>
    private static int ReadKind(ref MessagePackReader reader)
    {
        if (!reader.TryReadStringSpan(out ReadOnlySpan<byte> word))
        {
            throw new MessagePackSerializationException("a resource without its kind");
        }
        for (int i = 0; i < Kinds.Length; i++)
        {
            if (word.SequenceEqual(Kinds[i].Word))
            {
                return i;
            }
        }
        throw new MessagePackSerializationException($"'{Encoding.UTF8.GetString(word)}' is no kind of this version of Wire");
    }

    /// <summary>
    /// Begins with the resource of the kind that was read last: most of its attributes have the same values, and each that has not is
    /// a copy of the record.
    /// </summary>
    private static Resource ReadAttributes(ref MessagePackReader reader, int place)
    {
        ResourceKind kind = Kinds[place].Kind;
        (Resource Resource, UInt128 Ids)[] before = _before ??= [.. Kinds.Select(k => (k.Kind.Blank(), UInt128.Zero))];
        Resource resource = before[place].Resource;
        UInt128 seen = 0;
        int count = reader.ReadMapHeader();
        for (int i = 0; i < count; i++)
        {
            ResourceAttribute attribute = Find(kind, reader.ReadInt32());
            UInt128 id = UInt128.One << attribute.Id;
            if ((seen & id) != 0 || reader.NextMessagePackType == MessagePackType.Nil)
            {
                throw new MessagePackSerializationException($"{kind} {attribute} is {((seen & id) != 0 ? "there twice" : "empty")}");
            }
            seen |= id;
            resource = attribute.Read(ref reader, resource);
        }
        for (UInt128 gone = before[place].Ids & ~seen; gone != 0; gone &= gone - 1)
        {
            resource = kind.Find((int)UInt128.TrailingZeroCount(gone))!.Clear(resource);
        }
        before[place] = (resource, seen);
        return resource;
    }

    private static ResourceAttribute Find(ResourceKind kind, int id) =>
        kind.Find(id) ?? throw new MessagePackSerializationException($"{kind} has no attribute with id {id} in this version of Wire");
}
