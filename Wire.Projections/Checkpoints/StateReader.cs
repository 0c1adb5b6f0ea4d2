using System.Text;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>Reads what <see cref="StateWriter"/> wrote, in the same order.</summary>
internal sealed class StateReader(Stream stream) : IDisposable
{
    private readonly BinaryReader _reader = new(stream, Encoding.UTF8, leaveOpen: true);
    private readonly List<string> _texts = [];

    public void Dispose() => _reader.Dispose();

    public long Number() => _reader.Read7BitEncodedInt64();

    public bool Flag() => _reader.ReadBoolean();

    public string Text() => _reader.ReadString();

    public string? OptionalText() => Optional(r => r.Text());

    public string Word()
    {
        int index = (int)Number();
        if (index == _texts.Count)
        {
            _texts.Add(Text());
        }
        return _texts[index];
    }

    public Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        _reader.BaseStream.ReadExactly(bytes);
        return new(bytes);
    }

    public DateTimeOffset Time() => new(_reader.ReadInt64(), TimeSpan.FromMinutes(Number()));

    public ResourceKey Key() => new(Word(), Text());

    public Envelope Envelope() => new(Number(), Time(), Id(), Word(), Word()) { Boot = Id(), MonotonicNs = Number() };

    public DomainEvent Event() => EventCodec.Decode(Word(), (int)Number(), _reader.ReadBytes((int)Number()));

    public T Event<T>()
        where T : DomainEvent => (T)Event();

    public Resource Resource() => Event<ResourceObserved>().Resource;

    public T? Optional<T>(Func<StateReader, T> read)
        where T : class => Flag() ? read(this) : null;

    public T[] Many<T>(Func<StateReader, T> read)
    {
        T[] items = new T[Number()];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = read(this);
        }
        return items;
    }

    public ResourceKey[] Keys() => Many(r => r.Key());

    public string[] Texts() => Many(r => r.Text());
}
