namespace Wire.Domain;

/// <summary>A stored event that this version cannot read: written by a newer one, or not what it says it is.</summary>
public sealed class UnreadableEventException(string name, int version, string reason, Exception? inner = null)
    : Exception($"event {name}/{version} cannot be read: {reason}", inner)
{
    /// <summary>The event's stored name.</summary>
    public string Name { get; } = name;

    /// <summary>The version it was stored in.</summary>
    public int Version { get; } = version;

    public string Reason { get; } = reason;
}
