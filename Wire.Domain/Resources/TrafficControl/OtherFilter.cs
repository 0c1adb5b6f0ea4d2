using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A filter of somebody else, of a kind that this version has no room for. Its options are in <see cref="Resource.Unknown"/>.</summary>
public sealed record OtherFilter : Filter
{
    /// <summary>TCA_KIND.</summary>
    public string? Classifier { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("filter", () => new OtherFilter(), Hex(uint.MaxValue), Mutability.Recreate, isMade: false,
        new ReferenceAttribute<OtherFilter, string>(Text(15), f => f.Classifier, (f, x) => f with { Classifier = x })
            { Id = 20, Name = "classifier", Mutability = Mutability.Observed, Help = "the kernel's word for its kind" });

    public override ResourceKind Kind => TheKind;

    public override bool IsExported => false;

    private protected override string? HandleText => $"{Classifier} 0x{Handle ?? 0:x}";
}
