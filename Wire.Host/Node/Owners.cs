using Wire.Domain;
using Wire.Host.Reactor;

namespace Wire.Host.Node;

/// <summary>Whose an object is, as a word for people.</summary>
internal static class Owners
{
    public const string Wire = "wire";
    public const string Adopted = "adopted";
    public const string Foreign = "foreign";
    public const string Kernel = "kernel";

    /// <summary>RTPROT_KERNEL; IFAPROT_KERNEL_LO, _RA and _LL are 1 to 3.</summary>
    private const uint ProtocolKernel = 2;

    public static string Of(Resource resource, KnownState state)
    {
        bool declared = state.Intent.Desired.ContainsKey(resource.Key);
        return resource switch
        {
            Link link => state.Ownership.OwnedLinks.Contains(link.Reference) ? Wire : declared ? Adopted : link is { Index: 1, Name: "lo" } ? Kernel : Foreign,
            Address { Protocol: Ownership.Protocol } or Route { Protocol: Ownership.Protocol } or Rule { Protocol: Ownership.Protocol } => Wire,
            Address { Protocol: 1 or 2 or 3 } or Route { Protocol: ProtocolKernel } or Rule { Protocol: ProtocolKernel } => Kernel,
            Address { Link: "lo" } => Kernel,
            FdbEntry entry => state.Ownership.OwnedFdb.Contains(entry.Key) ? Wire : (entry.State ?? 0) == 0x80 && entry.Remote is null ? Kernel : Foreign,
            _ => declared ? Wire : Foreign,
        };
    }
}
