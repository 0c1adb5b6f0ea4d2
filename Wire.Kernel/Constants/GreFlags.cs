namespace Wire.Kernel;

/// <summary>The flags of a GRE header (linux/if_tunnel.h, RFC 2784), as numbers of this machine's order: they are written in network order.</summary>
public static class GreFlags
{
    public const ushort GRE_CSUM = 0x8000;
    public const ushort GRE_KEY = 0x2000;
    public const ushort GRE_SEQ = 0x1000;
}
