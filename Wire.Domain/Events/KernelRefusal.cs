namespace Wire.Domain;

/// <summary>The kernel's answer to a request it did not carry out.</summary>
/// <param name="Errno">Positive: 17 is EEXIST.</param>
/// <param name="Name">Its name in errno.h: "EEXIST".</param>
/// <param name="Message">The extended ACK's text (NLMSGERR_ATTR_MSG); null when the kernel gave none.</param>
/// <param name="Attribute">The attribute that the extended ACK points at (NLMSGERR_ATTR_OFFS), by its kernel name; null for none.</param>
/// <param name="Advice">What to do about it, for the usual cases; null for the others.</param>
public sealed record KernelRefusal(int Errno, string Name, string? Message, string? Attribute, string? Advice)
{
    public override string ToString() =>
        Name + (Message is null ? "" : $": {Message}") + (Attribute is null ? "" : $" ({Attribute})");
}
