using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>An IPsec tunnel over IPv4 that is a link (<c>IFLA_VTI_*</c>, linux/if_tunnel.h): its keys are the marks of its policies.</summary>
public sealed record Vti : Tunnel
{
    public static readonly ResourceKind TheKind = MakeTunnel("vti", ethernet: false, () => new Vti(),
    [
        .. TunnelAttributes.EndsV4, .. Keys,
    ]);

    public override ResourceKind Kind => TheKind;

    /// <summary>The marks, 0 for none: those of GRE have a flag beside them.</summary>
    internal static ResourceAttribute[] Keys =>
    [
        new ValueAttribute<Tunnel, long>(Signed64(0, uint.MaxValue), t => t.IKey, (t, x) => t with { IKey = x })
            { Id = 35, Name = "ikey", Mutability = Mutability.InPlace, Default = "0", Help = "the mark of policies for received packets" },
        new ValueAttribute<Tunnel, long>(Signed64(0, uint.MaxValue), t => t.OKey, (t, x) => t with { OKey = x })
            { Id = 36, Name = "okey", Mutability = Mutability.InPlace, Default = "0", Help = "the mark of policies for sent packets" },
    ];
}
