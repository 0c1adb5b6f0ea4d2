using MessagePack;

namespace Wire.Domain;

internal delegate void FieldsWriter<in T>(ref MessagePackWriter writer, T item);

internal delegate T FieldsReader<out T>(ref MessagePackReader reader);

/// <summary>
/// The stored form of one event: a MessagePack array whose indexes are the fields' keys. A field is never given another
/// meaning; another shape is another version, with an upcaster.
/// </summary>
internal abstract class EventContract(StoredEventName name)
{
    public StoredEventName Name { get; } = name;

    public abstract void Write(ref MessagePackWriter writer, DomainEvent item);

    public abstract DomainEvent Read(ref MessagePackReader reader);
}

internal sealed class EventContract<T>(StoredEventName name, int fields, FieldsWriter<T> write, FieldsReader<T> read) : EventContract(name)
    where T : DomainEvent
{
    public override void Write(ref MessagePackWriter writer, DomainEvent item)
    {
        writer.WriteArrayHeader(fields);
        write(ref writer, (T)item);
    }

    public override DomainEvent Read(ref MessagePackReader reader)
    {
        reader.ExpectArray(fields);
        return read(ref reader);
    }
}
