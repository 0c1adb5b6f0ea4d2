using System.Text;

namespace Wire.Domain;

/// <summary>
/// The Ethernet address of a made link for which a person gave none: the same whenever it is made again on the same node, so
/// neighbours' ARP caches stay right, and a bridge's does not follow its ports.
/// </summary>
public static class StableMac
{
    /// <summary>A VLAN has its parent's address and a bond its first member's: theirs is left to the kernel.</summary>
    public static bool Applies(Link link) => link.Kind.IsMade && !link.Kind.LeadsPorts && link.HasOwnMac;

    public static MacAddress Of(Guid node, string reference)
    {
        byte[] seed = new byte[16 + Encoding.UTF8.GetByteCount(reference)];
        node.TryWriteBytes(seed, bigEndian: true, out int written);
        Encoding.UTF8.GetBytes(reference, seed.AsSpan(written));
        return MacAddress.LocallyAdministered(StableHash.Of(seed));
    }
}
