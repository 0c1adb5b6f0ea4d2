using System.Numerics;

namespace Wire.Testing.Simulation;

/// <summary>Public keys of X25519 (RFC 7748, section 5), by large numbers: slow, and of no use for secrets.</summary>
internal static class Curve25519
{
    private static readonly BigInteger _prime = (BigInteger.One << 255) - 19;

    /// <summary>The private key as it is used: bits that X25519 sets or clears.</summary>
    public static byte[] Clamp(byte[] key)
    {
        byte[] clamped = [.. key];
        clamped[0] &= 0xf8;
        clamped[31] = (byte)((clamped[31] & 0x7f) | 0x40);
        return clamped;
    }

    public static byte[] PublicOf(byte[] key)
    {
        BigInteger k = new(Clamp(key), isUnsigned: true);
        BigInteger x = 9, x2 = 1, z2 = 0, x3 = 9, z3 = 1;
        bool swapped = false;
        for (int bit = 254; bit >= 0; bit--)
        {
            bool one = !((k >> bit) & 1).IsZero;
            if (one != swapped)
            {
                (x2, x3, z2, z3) = (x3, x2, z3, z2);
            }
            swapped = one;
            BigInteger a = x2 + z2, b = x2 - z2, aa = Mod(a * a), bb = Mod(b * b), e = aa - bb;
            BigInteger da = Mod((x3 - z3) * a), cb = Mod((x3 + z3) * b);
            x3 = Mod((da + cb) * (da + cb));
            z3 = Mod(x * Mod((da - cb) * (da - cb)));
            x2 = Mod(aa * bb);
            z2 = Mod(e * (aa + (121665 * e)));
        }
        if (swapped)
        {
            (x2, z2) = (x3, z3);
        }
        byte[] u = new byte[32];
        Mod(x2 * BigInteger.ModPow(Mod(z2), _prime - 2, _prime)).TryWriteBytes(u, out _, isUnsigned: true);
        return u;
    }

    private static BigInteger Mod(BigInteger value) => ((value % _prime) + _prime) % _prime;
}
