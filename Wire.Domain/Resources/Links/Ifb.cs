namespace Wire.Domain;

/// <summary>An intermediate functional block: a link that traffic is redirected to so that it can be shaped.</summary>
public sealed record Ifb : Link
{
    public static readonly ResourceKind TheKind = MakeKind("ifb", () => new Ifb());

    public override ResourceKind Kind => TheKind;
}
