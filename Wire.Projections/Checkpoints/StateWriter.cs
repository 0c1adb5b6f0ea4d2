using System.Buffers;
using System.Text;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>Writes folded state as bytes for <see cref="StateReader"/>: what the domain knows as an event in its stored form, the rest as plain fields.</summary>
internal sealed class StateWriter(Stream stream) : IDisposable
{
    private readonly BinaryWriter _writer = new(stream, Encoding.UTF8, leaveOpen: true);
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    public void Dispose() => _writer.Dispose();

    public void Number(long value) => _writer.Write7BitEncodedInt64(value);

    public void Flag(bool value) => _writer.Write(value);

    public void Text(string value) => _writer.Write(value);

    public void Optional(string? value) => Optional(value, (w, text) => w.Text(text));

    /// <summary>A word that comes again and again: written once.</summary>
    public void Word(string value)
    {
        bool known = _texts.TryGetValue(value, out int index);
        Number(known ? index : _texts.Count);
        if (!known)
        {
            _texts.Add(value, _texts.Count);
            Text(value);
        }
    }

    public void Id(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes);
        _writer.Write(bytes);
    }

    /// <summary>The instant and the offset that it was written with.</summary>
    public void Time(DateTimeOffset value)
    {
        _writer.Write(value.Ticks);
        Number((long)value.Offset.TotalMinutes);
    }

    public void Key(ResourceKey key)
    {
        Word(key.Collection);
        Text(key.Id);
    }

    public void Envelope(in Envelope envelope)
    {
        Number(envelope.Position);
        Time(envelope.Time);
        Id(envelope.Batch);
        Word(envelope.Actor);
        Word(envelope.Source);
        Id(envelope.Boot);
        Number(envelope.MonotonicNs);
    }

    public void Event(DomainEvent item)
    {
        _payload.ResetWrittenCount();
        StoredEventName name = EventCodec.Encode(item, _payload);
        Word(name.Name);
        Number(name.Version);
        Number(_payload.WrittenCount);
        _writer.Write(_payload.WrittenSpan);
    }

    public void Resource(Resource resource) => Event(new ResourceObserved(resource, ObservationCause.Kernel));

    public void Optional<T>(T? value, Action<StateWriter, T> write)
        where T : class
    {
        Flag(value is not null);
        if (value is not null)
        {
            write(this, value);
        }
    }

    /// <summary>In the order given: of a set, a sorted one, so that equal states are equal bytes.</summary>
    public void Many<T>(IReadOnlyCollection<T> items, Action<StateWriter, T> write)
    {
        Number(items.Count);
        foreach (T item in items)
        {
            write(this, item);
        }
    }

    public void Keys(IEnumerable<ResourceKey> keys) => Many([.. keys.Order()], (w, key) => w.Key(key));

    public void Texts(IEnumerable<string> texts) => Many([.. texts.Order(StringComparer.Ordinal)], (w, text) => w.Text(text));
}
