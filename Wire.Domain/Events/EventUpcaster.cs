namespace Wire.Domain;

/// <summary>Turns the payload of one old version of an event into the next one's.</summary>
/// <param name="Name">The event's stored name.</param>
/// <param name="FromVersion">The version it reads; it writes the one after.</param>
/// <param name="Upcast">From the old payload to the new.</param>
public sealed record EventUpcaster(string Name, int FromVersion, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Upcast);

/// <summary>Every upcaster there is, applied once at the read boundary: code past it sees only the newest shapes.</summary>
public sealed class EventUpcasters(params IEnumerable<EventUpcaster> upcasters)
{
    private readonly Dictionary<(string, int), EventUpcaster> _byVersion = upcasters.ToDictionary(u => (u.Name, u.FromVersion));

    /// <summary>All of this version of Wire. Every event is still in its first shape.</summary>
    public static EventUpcasters Known { get; } = new();

    /// <exception cref="UnreadableEventException">No upcaster leads from the version to the current one.</exception>
    public ReadOnlyMemory<byte> Upcast(string name, int version, int current, ReadOnlyMemory<byte> payload)
    {
        if (version > current)
        {
            throw new UnreadableEventException(name, version, $"it was written by a newer version of Wire; this one reads up to version {current}");
        }
        for (int from = version; from < current; from++)
        {
            payload = _byVersion.TryGetValue((name, from), out EventUpcaster? upcaster)
                ? upcaster.Upcast(payload)
                : throw new UnreadableEventException(name, version, $"nothing turns version {from} into {from + 1}");
        }
        return payload;
    }
}
