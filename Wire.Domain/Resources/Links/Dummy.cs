namespace Wire.Domain;

/// <summary>A link that drops what it is given: a home for addresses.</summary>
public sealed record Dummy : Link
{
    public static readonly ResourceKind TheKind = MakeKind("dummy", () => new Dummy());

    public override ResourceKind Kind => TheKind;

    /// <summary>dummy_setup, drivers/net/dummy.c.</summary>
    public override string? DefaultOf(ResourceAttribute attribute) => attribute.Name is "arp" or "multicast" ? "off" : base.DefaultOf(attribute);
}
