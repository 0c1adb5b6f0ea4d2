namespace Wire.Testing.Simulation;

/// <summary>linux/rtnetlink.h, linux/pkt_sched.h, linux/pkt_cls.h: what traffic control needs of them.</summary>
public static class PktSched
{
    public const ushort RTM_NEWQDISC = 36;
    public const ushort RTM_DELQDISC = 37;
    public const ushort RTM_GETQDISC = 38;
    public const ushort RTM_NEWTCLASS = 40;
    public const ushort RTM_DELTCLASS = 41;
    public const ushort RTM_GETTCLASS = 42;
    public const ushort RTM_NEWTFILTER = 44;
    public const ushort RTM_DELTFILTER = 45;
    public const ushort RTM_GETTFILTER = 46;
    public const int RTNLGRP_TC = 4;

    /// <summary>struct tcmsg.</summary>
    public const int FixedBytes = 20;

    public const ushort TCA_KIND = 1;
    public const ushort TCA_OPTIONS = 2;
    public const ushort TCA_CHAIN = 11;
    public const ushort TCA_HW_OFFLOAD = 12;

    public const uint TC_H_ROOT = 0xffff_ffff;

    /// <summary>TC_H_CLSACT too.</summary>
    public const uint TC_H_INGRESS = 0xffff_fff1;

    public const uint TC_H_MIN_INGRESS = 0xfff2;
    public const uint TC_H_MIN_EGRESS = 0xfff3;

    public const ushort TCA_HTB_PARMS = 1;
    public const ushort TCA_HTB_INIT = 2;
    public const ushort TCA_HTB_DIRECT_QLEN = 5;
    public const ushort TCA_HTB_RATE64 = 6;
    public const ushort TCA_HTB_CEIL64 = 7;

    public const ushort TCA_TBF_PARMS = 1;
    public const ushort TCA_TBF_RATE64 = 4;
    public const ushort TCA_TBF_PRATE64 = 5;
    public const ushort TCA_TBF_BURST = 6;
    public const ushort TCA_TBF_PBURST = 7;

    public const ushort TCA_NETEM_CORR = 1;
    public const ushort TCA_NETEM_REORDER = 3;
    public const ushort TCA_NETEM_CORRUPT = 4;
    public const ushort TCA_NETEM_RATE = 6;
    public const ushort TCA_NETEM_ECN = 7;
    public const ushort TCA_NETEM_RATE64 = 8;
    public const ushort TCA_NETEM_LATENCY64 = 10;
    public const ushort TCA_NETEM_JITTER64 = 11;
    public const ushort TCA_NETEM_PRNG_SEED = 14;

    public const ushort TCA_MATCHALL_CLASSID = 1;
    public const ushort TCA_MATCHALL_ACT = 2;
    public const ushort TCA_MATCHALL_FLAGS = 3;

    public const ushort TCA_U32_CLASSID = 1;
    public const ushort TCA_U32_HASH = 2;
    public const ushort TCA_U32_LINK = 3;
    public const ushort TCA_U32_DIVISOR = 4;
    public const ushort TCA_U32_SEL = 5;
    public const ushort TCA_U32_ACT = 7;
    public const ushort TCA_U32_FLAGS = 11;
    public const ushort TCA_U32_MARK = 10;

    public const ushort TCA_FLOWER_CLASSID = 1;
    public const ushort TCA_FLOWER_ACT = 3;
    public const ushort TCA_FLOWER_KEY_ETH_TYPE = 8;
    public const ushort TCA_FLOWER_FLAGS = 22;
    public const ushort TCA_FLOWER_IN_HW_COUNT = 86;

    public const uint TCA_CLS_FLAGS_SKIP_HW = 1;
    public const uint TCA_CLS_FLAGS_SKIP_SW = 2;
    public const uint TCA_CLS_FLAGS_IN_HW = 4;
    public const uint TCA_CLS_FLAGS_NOT_IN_HW = 8;
    public const uint TCA_CLS_FLAGS_VERBOSE = 16;

    public const ushort TCA_ACT_KIND = 1;
    public const ushort TCA_ACT_OPTIONS = 2;

    /// <summary>TCA_GACT_PARMS, TCA_MIRRED_PARMS.</summary>
    public const ushort TCA_ACT_PARMS = 2;

    public static uint Major(uint handle) => handle & 0xffff_0000;

    public static uint Minor(uint handle) => handle & 0xffff;
}
