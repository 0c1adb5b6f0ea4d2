namespace Wire.Kernel;

/// <summary>Constants of linux/net_namespace.h, by their own names.</summary>
public static class LinuxNetNamespace
{
    // Attributes of RTM_GETNSID.
    public const ushort NETNSA_NSID = 1;
    public const ushort NETNSA_FD = 3;
}
