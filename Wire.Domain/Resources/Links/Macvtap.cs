namespace Wire.Domain;

/// <summary>A macvlan whose packets a program takes, as of a TAP device: /dev/tapINDEX (drivers/net/macvtap.c).</summary>
public sealed record Macvtap : MacvlanLink
{
    public static readonly ResourceKind TheKind = MakeKind("macvtap", () => new Macvtap(), [.. Own]);

    public override ResourceKind Kind => TheKind;

    public override void Check(ValidationContext context)
    {
        base.Check(context);
        if (Master is { Length: > 0 })
        {
            context.Report("master", "a macvtap is no port: its packets go to the program that opens it", "expected none, or a macvlan");
        }
    }

    /// <summary>TUN_READQ_SIZE, drivers/net/tap.c.</summary>
    public override string? DefaultOf(ResourceAttribute attribute) => attribute.Name == "txqueuelen" ? "500" : base.DefaultOf(attribute);
}
