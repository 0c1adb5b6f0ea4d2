using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A link that Wire did not make. Declared, it is an adopted one: configured, never created or deleted. Observed, it is a
/// physical device, or a link of a kind that this version has no room for.
/// </summary>
public sealed record Interface : Link
{
    /// <summary>IFLA_INFO_KIND; not set for a physical device.</summary>
    public string? Device { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("interface", () => new Interface(),
        new ReferenceAttribute<Interface, string>(Text(255), i => i.Device, (i, x) => i with { Device = x })
            { Id = 20, Name = "device", Mutability = Mutability.Observed, Help = "the kernel's word for its kind" }).NeverMade();

    public override ResourceKind Kind => TheKind;

    public override bool IsExported => Name != "lo";
}
