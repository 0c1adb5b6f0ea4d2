namespace Wire.Kernel;

/// <summary>Constants of linux/pkt_sched.h, by their own names.</summary>
public static class LinuxPktSched
{
    // Handles.
    public const uint TC_H_ROOT = 0xffffffff;
    public const uint TC_H_INGRESS = 0xfffffff1;
    public const uint TC_H_CLSACT = 0xfffffff1;
    public const uint TC_H_MIN_INGRESS = 65522;
    public const uint TC_H_MIN_EGRESS = 65523;

    // Link layers.
    public const byte TC_LINKLAYER_ETHERNET = 1;
    public const byte TC_LINKLAYER_ATM = 2;
    public const byte TC_LINKLAYER_MASK = 15;

    // Size of a rate table, bytes.
    public const int TC_RTAB_SIZE = 1024;

    // htb.
    public const ushort TCA_HTB_PARMS = 1;
    public const ushort TCA_HTB_INIT = 2;
    public const ushort TCA_HTB_CTAB = 3;
    public const ushort TCA_HTB_RTAB = 4;
    public const ushort TCA_HTB_DIRECT_QLEN = 5;
    public const ushort TCA_HTB_RATE64 = 6;
    public const ushort TCA_HTB_CEIL64 = 7;
    public const ushort TCA_HTB_OFFLOAD = 9;

    // tbf.
    public const ushort TCA_TBF_PARMS = 1;
    public const ushort TCA_TBF_RTAB = 2;
    public const ushort TCA_TBF_PTAB = 3;
    public const ushort TCA_TBF_RATE64 = 4;
    public const ushort TCA_TBF_PRATE64 = 5;
    public const ushort TCA_TBF_BURST = 6;
    public const ushort TCA_TBF_PBURST = 7;

    // fq_codel.
    public const ushort TCA_FQ_CODEL_TARGET = 1;
    public const ushort TCA_FQ_CODEL_LIMIT = 2;
    public const ushort TCA_FQ_CODEL_INTERVAL = 3;
    public const ushort TCA_FQ_CODEL_ECN = 4;
    public const ushort TCA_FQ_CODEL_FLOWS = 5;
    public const ushort TCA_FQ_CODEL_QUANTUM = 6;
    public const ushort TCA_FQ_CODEL_CE_THRESHOLD = 7;
    public const ushort TCA_FQ_CODEL_DROP_BATCH_SIZE = 8;
    public const ushort TCA_FQ_CODEL_MEMORY_LIMIT = 9;
    public const ushort TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR = 10;
    public const ushort TCA_FQ_CODEL_CE_THRESHOLD_MASK = 11;

    // fq.
    public const ushort TCA_FQ_PLIMIT = 1;
    public const ushort TCA_FQ_FLOW_PLIMIT = 2;
    public const ushort TCA_FQ_QUANTUM = 3;
    public const ushort TCA_FQ_INITIAL_QUANTUM = 4;
    public const ushort TCA_FQ_RATE_ENABLE = 5;
    public const ushort TCA_FQ_FLOW_DEFAULT_RATE = 6;
    public const ushort TCA_FQ_FLOW_MAX_RATE = 7;
    public const ushort TCA_FQ_BUCKETS_LOG = 8;
    public const ushort TCA_FQ_FLOW_REFILL_DELAY = 9;
    public const ushort TCA_FQ_ORPHAN_MASK = 10;
    public const ushort TCA_FQ_LOW_RATE_THRESHOLD = 11;
    public const ushort TCA_FQ_CE_THRESHOLD = 12;
    public const ushort TCA_FQ_TIMER_SLACK = 13;
    public const ushort TCA_FQ_HORIZON = 14;
    public const ushort TCA_FQ_HORIZON_DROP = 15;

    // cake.
    public const ushort TCA_CAKE_BASE_RATE64 = 2;
    public const ushort TCA_CAKE_DIFFSERV_MODE = 3;
    public const ushort TCA_CAKE_ATM = 4;
    public const ushort TCA_CAKE_FLOW_MODE = 5;
    public const ushort TCA_CAKE_OVERHEAD = 6;
    public const ushort TCA_CAKE_RTT = 7;
    public const ushort TCA_CAKE_TARGET = 8;
    public const ushort TCA_CAKE_AUTORATE = 9;
    public const ushort TCA_CAKE_MEMORY = 10;
    public const ushort TCA_CAKE_NAT = 11;
    public const ushort TCA_CAKE_RAW = 12;
    public const ushort TCA_CAKE_WASH = 13;
    public const ushort TCA_CAKE_MPU = 14;
    public const ushort TCA_CAKE_INGRESS = 15;
    public const ushort TCA_CAKE_ACK_FILTER = 16;
    public const ushort TCA_CAKE_SPLIT_GSO = 17;
    public const ushort TCA_CAKE_FWMARK = 18;

    // netem.
    public const ushort TCA_NETEM_CORR = 1;
    public const ushort TCA_NETEM_DELAY_DIST = 2;
    public const ushort TCA_NETEM_REORDER = 3;
    public const ushort TCA_NETEM_CORRUPT = 4;
    public const ushort TCA_NETEM_LOSS = 5;
    public const ushort TCA_NETEM_RATE = 6;
    public const ushort TCA_NETEM_ECN = 7;
    public const ushort TCA_NETEM_RATE64 = 8;
    public const ushort TCA_NETEM_LATENCY64 = 10;
    public const ushort TCA_NETEM_JITTER64 = 11;
    public const ushort TCA_NETEM_SLOT = 12;
    public const ushort TCA_NETEM_SLOT_DIST = 13;

    // Since Linux 6.6.
    public const ushort TCA_NETEM_PRNG_SEED = 14;

    // Models of loss.
    public const ushort NETEM_LOSS_GI = 1;
    public const ushort NETEM_LOSS_GE = 2;
}
