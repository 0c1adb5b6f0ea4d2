using Wire.Domain;

namespace Wire.Projections;

/// <summary>How people name objects when they ask about them.</summary>
public static class ObjectName
{
    /// <summary>
    /// Whether the name means the object: its name ("br0", "10.0.0.0/8"), with its kind or collection in front ("bridge br0",
    /// "link br0"), or the name of the link it stands on ("br0" means the address "br0 10.0.0.1/24" too).
    /// </summary>
    public static bool Means(string name, ResourceKey key, ResourceKind kind) =>
        key.Id == name || $"{kind.Name} {key.Id}" == name || $"{key.Collection} {key.Id}" == name
        || (kind == Address.TheKind && key.Id.Length > name.Length && key.Id[name.Length] == ' ' && key.Id.StartsWith(name, StringComparison.Ordinal));
}
