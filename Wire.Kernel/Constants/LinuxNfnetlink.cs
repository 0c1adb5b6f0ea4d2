namespace Wire.Kernel;

/// <summary>Constants of linux/netfilter/nfnetlink.h, by their own names.</summary>
public static class LinuxNfnetlink
{
    public const byte NFNETLINK_V0 = 0;

    // Subsystems: the upper byte of a message's type.
    public const ushort NFNL_SUBSYS_NFTABLES = 10;

    // Frames of a batch.
    public const ushort NFNL_MSG_BATCH_BEGIN = 16;
    public const ushort NFNL_MSG_BATCH_END = 17;

    // Multicast groups.
    public const int NFNLGRP_NFTABLES = 7;
}
