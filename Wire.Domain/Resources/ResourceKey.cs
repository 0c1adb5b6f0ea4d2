namespace Wire.Domain;

/// <summary>
/// What makes an object the same object: its collection and its name in it, both as a person reads them. Two kinds of link
/// with one name have one key, because the kernel has room for one of them.
/// </summary>
/// <param name="Collection">"link", "address", "qdisc", …</param>
/// <param name="Id">The name within the collection, for example "br0" or "br0 10.0.0.1/24".</param>
public readonly record struct ResourceKey(string Collection, string Id) : IComparable<ResourceKey>
{
    /// <summary>The collection of all kinds of link.</summary>
    public const string LinkCollection = "link";

    public static ResourceKey Link(string reference) => new(LinkCollection, reference);

    public bool IsLink => Collection == LinkCollection;

    public int CompareTo(ResourceKey other)
    {
        int byCollection = string.CompareOrdinal(Collection, other.Collection);
        return byCollection != 0 ? byCollection : string.CompareOrdinal(Id, other.Id);
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static ResourceKey Parse(string text)
    {
        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        return new(text[..blank], text[(blank + 1)..]);
    }

    public override string ToString() => $"{Collection} {Id}";
}
