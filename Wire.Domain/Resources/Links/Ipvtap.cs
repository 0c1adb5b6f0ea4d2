namespace Wire.Domain;

/// <summary>An ipvlan whose packets a program takes, as of a TAP device: /dev/tapINDEX (drivers/net/ipvlan/ipvtap.c).</summary>
public sealed record Ipvtap : IpvlanLink
{
    public static readonly ResourceKind TheKind = MakeKind("ipvtap", () => new Ipvtap(), [.. Own]);

    public override ResourceKind Kind => TheKind;

    /// <summary>TUN_READQ_SIZE, drivers/net/tap.c.</summary>
    public override string? DefaultOf(ResourceAttribute attribute) => attribute.Name == "txqueuelen" ? "500" : base.DefaultOf(attribute);
}
