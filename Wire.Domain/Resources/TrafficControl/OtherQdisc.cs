using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A qdisc of somebody else, of a kind that this version has no room for. Its options are in <see cref="Resource.Unknown"/>.</summary>
public sealed record OtherQdisc : Qdisc
{
    /// <summary>TCA_KIND.</summary>
    public string? Discipline { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("qdisc", () => new OtherQdisc(), isMade: false,
        new ReferenceAttribute<OtherQdisc, string>(Text(15), q => q.Discipline, (q, x) => q with { Discipline = x })
            { Id = 10, Name = "discipline", Mutability = Mutability.Observed, Help = "the kernel's word for its kind" });

    public override ResourceKind Kind => TheKind;

    public override bool IsExported => false;
}
