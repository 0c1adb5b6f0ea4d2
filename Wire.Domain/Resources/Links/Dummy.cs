namespace Wire.Domain;

/// <summary>A link that drops what it is given: a home for addresses.</summary>
public sealed record Dummy : Link
{
    public static readonly ResourceKind TheKind = MakeKind("dummy", () => new Dummy());

    public override ResourceKind Kind => TheKind;
}
