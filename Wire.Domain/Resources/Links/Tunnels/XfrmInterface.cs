using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A link for IPsec (<c>IFLA_XFRM_*</c>): what leaves by it is for the policies and states of its id.</summary>
public sealed record XfrmInterface : Tunnel
{
    /// <summary>IFLA_XFRM_IF_ID, not 0.</summary>
    public uint? IfId { get; init; }

    public static readonly ResourceKind TheKind = MakeTunnel("xfrm", ethernet: false, () => new XfrmInterface(),
    [
        new ValueAttribute<XfrmInterface, uint>(Hex(), t => t.IfId, (t, x) => t with { IfId = x })
            { Id = 60, Name = "if-id", Mutability = Mutability.InPlace, Help = "the id of its policies and states (XFRMA_IF_ID), not 0" },
        new ReferenceAttribute<Tunnel, string>(ValueFormats.Link, t => t.Underlay, (t, x) => t with { Underlay = x })
            { Id = 22, Name = "underlay", Mutability = Mutability.Recreate, Default = "none", Help = "the link of hardware offload, and of received packets" },
        TunnelAttributes.External,
    ]);

    public override ResourceKind Kind => TheKind;

    public override void Check(ValidationContext context)
    {
        base.Check(context);
        if (External == true)
        {
            foreach (string word in new[] { "if-id", "underlay" })
            {
                if (Kind.Find(word)!.Format(this) is not (null or "none"))
                {
                    context.Report(word, $"'{word}' has no meaning with 'external': it comes with each packet", $"expected no '{word}', or no 'external'");
                }
            }
        }
        else if (IfId is null or 0)
        {
            context.Report("if-id", $"'{Reference}' has no id", "expected 'if-id NUMBER', not 0, or 'external'");
        }
    }
}
