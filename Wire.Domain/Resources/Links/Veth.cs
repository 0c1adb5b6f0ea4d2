namespace Wire.Domain;

/// <summary>One end of a pair of virtual Ethernet links (veth(4)). Each end is a resource; they are made and deleted together.</summary>
public sealed record Veth : Link
{
    /// <summary>The reference of the other end.</summary>
    public string? Peer { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("veth", () => new Veth(),
        new ReferenceAttribute<Veth, string>(ValueFormats.Link, v => v.Peer, (v, x) => v with { Peer = x })
            { Id = 20, Name = "peer", Mutability = Mutability.Recreate, Required = true, MayBeUntold = true, Help = "the other end of the pair" });

    public override ResourceKind Kind => TheKind;

    public override string? OtherEnd => Peer;
}
