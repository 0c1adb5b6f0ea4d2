namespace Wire.Domain;

/// <summary>An intermediate functional block: a link that traffic is redirected to so that it can be shaped.</summary>
public sealed record Ifb : Link
{
    public static readonly ResourceKind TheKind = MakeKind("ifb", () => new Ifb());

    public override ResourceKind Kind => TheKind;

    /// <summary>Chosen when it is made, and never after, also not while it is down: it has no ndo_set_mac_address.</summary>
    public override Mutability MacMutability => Mutability.Recreate;

    /// <summary>ifb_setup, drivers/net/ifb.c.</summary>
    public override string? DefaultOf(ResourceAttribute attribute) => attribute.Name switch
    {
        "arp" or "multicast" => "off",
        "txqueuelen" => "32",
        _ => base.DefaultOf(attribute),
    };
}
