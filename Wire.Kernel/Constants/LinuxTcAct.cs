namespace Wire.Kernel;

/// <summary>Constants of linux/tc_act/*.h, by their own names.</summary>
public static class LinuxTcAct
{
    // gact.
    public const ushort TCA_GACT_TM = 1;
    public const ushort TCA_GACT_PARMS = 2;
    public const ushort TCA_GACT_PROB = 3;

    // mirred.
    public const ushort TCA_MIRRED_TM = 1;
    public const ushort TCA_MIRRED_PARMS = 2;

    // What mirred does.
    public const int TCA_EGRESS_REDIR = 1;
    public const int TCA_EGRESS_MIRROR = 2;
    public const int TCA_INGRESS_REDIR = 3;
    public const int TCA_INGRESS_MIRROR = 4;

    // skbedit.
    public const ushort TCA_SKBEDIT_TM = 1;
    public const ushort TCA_SKBEDIT_PARMS = 2;
    public const ushort TCA_SKBEDIT_PRIORITY = 3;
    public const ushort TCA_SKBEDIT_QUEUE_MAPPING = 4;
    public const ushort TCA_SKBEDIT_MARK = 5;
    public const ushort TCA_SKBEDIT_PTYPE = 7;
    public const ushort TCA_SKBEDIT_MASK = 8;
    public const ushort TCA_SKBEDIT_FLAGS = 9;

    // Flags of skbedit.
    public const ulong SKBEDIT_F_INHERITDSFIELD = 32;

    // pedit.
    public const ushort TCA_PEDIT_TM = 1;
    public const ushort TCA_PEDIT_PARMS = 2;
    public const ushort TCA_PEDIT_PARMS_EX = 4;
    public const ushort TCA_PEDIT_KEYS_EX = 5;
    public const ushort TCA_PEDIT_KEY_EX = 6;
    public const ushort TCA_PEDIT_KEY_EX_HTYPE = 1;
    public const ushort TCA_PEDIT_KEY_EX_CMD = 2;

    // csum.
    public const ushort TCA_CSUM_PARMS = 1;

    // vlan.
    public const ushort TCA_VLAN_TM = 1;
    public const ushort TCA_VLAN_PARMS = 2;
    public const ushort TCA_VLAN_PUSH_VLAN_ID = 3;
    public const ushort TCA_VLAN_PUSH_VLAN_PROTOCOL = 4;
    public const ushort TCA_VLAN_PUSH_VLAN_PRIORITY = 6;
    public const ushort TCA_VLAN_PUSH_ETH_DST = 7;
    public const ushort TCA_VLAN_PUSH_ETH_SRC = 8;
}
