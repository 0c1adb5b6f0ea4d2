using Wire.Domain;
using Wire.Journal;

namespace Wire.Projections;

/// <summary>Decodes stored events, which it is shown in their order, so that it can say which Wire wrote one that this one cannot read.</summary>
public sealed class StoredEvents
{
    private RecordedEvent? _started;
    private string? _writer;

    /// <summary>The Wire that wrote what was passed last; null where none said so.</summary>
    public string? Writer
    {
        get => _writer ??= _started is null ? null : ((NodeStarted)EventCodec.Decode(_started.Name, _started.Version, _started.Payload)).Version;
        init => _writer = value;
    }

    /// <exception cref="UnreadableEventException">The event is of a newer version, or broken.</exception>
    public DomainEvent Decode(RecordedEvent recorded)
    {
        Pass(recorded);
        try
        {
            return EventCodec.Decode(recorded.Name, recorded.Version, recorded.Payload);
        }
        catch (UnreadableEventException e)
        {
            throw Told(recorded, e.Reason, e);
        }
    }

    /// <summary>Goes past an event that nobody reads. One of a stream that this version does not have may be something that everybody had to read.</summary>
    /// <exception cref="UnreadableEventException">It is of such a stream.</exception>
    public void Skip(RecordedEvent recorded)
    {
        Pass(recorded);
        if (!EventStream.IsKnown(recorded.Stream))
        {
            throw Told(recorded, $"this version of Wire knows no stream {recorded.Stream}", null);
        }
    }

    private void Pass(RecordedEvent recorded)
    {
        if (recorded.Name == EventCodec.NameOfStarts)
        {
            _started = recorded;
            _writer = null;
        }
    }

    private UnreadableEventException Told(RecordedEvent recorded, string reason, UnreadableEventException? inner)
    {
        string writer = _started != recorded && Writer is { } version ? $"Wire {version}" : "a Wire that did not say which";
        return new(recorded.Name, recorded.Version, $"{reason} (position {recorded.Position}, written by {writer})", inner);
    }
}
