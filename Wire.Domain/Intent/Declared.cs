using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>A resource that somebody asked for.</summary>
/// <param name="Resource">What it shall be. Not set means "whatever it is".</param>
/// <param name="Assigned">
/// The attributes that Wire chose where the person said nothing: a stable Ethernet address, or the value that a withdrawn
/// attribute goes back to. They are kept on the kernel like declared ones and left out of configuration text.
/// </param>
/// <param name="Origin">Where it was asked for; null when not in a text.</param>
public sealed record Declared(Resource Resource, ImmutableSortedSet<string> Assigned, SourceLocation? Origin)
{
    public Declared(Resource resource, SourceLocation? origin = null)
        : this(resource, [], origin)
    {
    }

    public ResourceKey Key => Resource.Key;

    public bool Equals(Declared? other) => other is not null && Resource.Equals(other.Resource) && Assigned.SetEquals(other.Assigned);

    public override int GetHashCode() => Resource.GetHashCode();
}

/// <summary>A place in a configuration text.</summary>
/// <param name="File">The name the person gave, or "-" for standard input.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
public sealed record SourceLocation(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
