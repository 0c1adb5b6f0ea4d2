namespace Wire.Domain;

/// <summary>An Ethernet address of its own on another link.</summary>
public sealed record Macvlan : MacvlanLink
{
    public static readonly ResourceKind TheKind = MakeKind("macvlan", () => new Macvlan(), [.. Own]);

    public override ResourceKind Kind => TheKind;
}
