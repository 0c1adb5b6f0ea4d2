namespace Wire.Kernel;

/// <summary>The interface indexes of the links that a plan names.</summary>
internal sealed class LinkIndexes(IReadOnlyDictionary<string, uint> byReference)
{
    public uint? Find(string reference) => byReference.TryGetValue(reference, out uint index) ? index : null;

    /// <exception cref="LinkMissingException">The plan does not know the link.</exception>
    public uint Of(string reference) => Find(reference) ?? throw new LinkMissingException(reference);
}

/// <summary>An operation names a link that there is not.</summary>
internal sealed class LinkMissingException(string reference) : Exception($"there is no link '{reference}'")
{
    public string Reference { get; } = reference;
}
