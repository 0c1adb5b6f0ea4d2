namespace Wire.Domain;

/// <summary>
/// A 64-bit hash of bytes that is the same on every machine and in every version: FNV-1a (draft-eastlake-fnv), then the
/// finalizer of MurmurHash3 so that each bit depends on every byte. For identifiers that stay, not against an adversary.
/// </summary>
public static class StableHash
{
    private const ulong OffsetBasis = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = OffsetBasis;
        foreach (byte b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }
        return Finalize(hash);
    }

    private static ulong Finalize(ulong hash)
    {
        hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccd;
        hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53;
        return hash ^ hash >> 33;
    }
}
