namespace Wire.Kernel;

/// <summary>Constants of linux/if_bridge.h, by their own names.</summary>
public static class LinuxIfBridge
{
    // Bits of br_boolopt_multi.
    public const int BR_BOOLOPT_NO_LL_LEARN = 0;
    public const int BR_BOOLOPT_MCAST_VLAN_SNOOPING = 1;
    public const int BR_BOOLOPT_MST_ENABLE = 2;
}
