namespace Wire.Domain;

/// <summary>Another place for IP addresses on a link, under the link's own Ethernet address (Documentation/networking/ipvlan.rst).</summary>
public sealed record Ipvlan : IpvlanLink
{
    public static readonly ResourceKind TheKind = MakeKind("ipvlan", () => new Ipvlan(), [.. Own]);

    public override ResourceKind Kind => TheKind;
}
