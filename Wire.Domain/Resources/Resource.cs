namespace Wire.Domain;

/// <summary>
/// One object of the network, as somebody declared it or as the kernel shows it. An attribute that is not set means "whatever
/// it is" in a declaration and "not told" in an observation.
/// </summary>
public abstract record Resource
{
    public abstract ResourceKind Kind { get; }

    public abstract ResourceKey Key { get; }

    /// <summary>What the kernel sent and this version does not decode. Empty in declarations.</summary>
    public RawAttributes Unknown { get; init; }

    /// <summary>The objects that have to be there before this one.</summary>
    public abstract IEnumerable<ResourceKey> Dependencies { get; }

    /// <summary>How a person names it: the kind and the name, "bridge vswitch0".</summary>
    public string Title => $"{Kind.Name} {Key.Id}";
}
