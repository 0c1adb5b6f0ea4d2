namespace Wire.Kernel;

/// <summary>Constants of linux/xfrm.h, by their own names.</summary>
public static class LinuxXfrm
{
    // Types of messages.
    public const ushort XFRM_MSG_NEWSA = 16;
    public const ushort XFRM_MSG_DELSA = 17;
    public const ushort XFRM_MSG_GETSA = 18;
    public const ushort XFRM_MSG_NEWPOLICY = 19;
    public const ushort XFRM_MSG_DELPOLICY = 20;
    public const ushort XFRM_MSG_GETPOLICY = 21;
    public const ushort XFRM_MSG_EXPIRE = 24;
    public const ushort XFRM_MSG_UPDPOLICY = 25;
    public const ushort XFRM_MSG_UPDSA = 26;
    public const ushort XFRM_MSG_POLEXPIRE = 27;
    public const ushort XFRM_MSG_FLUSHSA = 28;
    public const ushort XFRM_MSG_FLUSHPOLICY = 29;

    // Multicast groups.
    public const int XFRMNLGRP_EXPIRE = 2;
    public const int XFRMNLGRP_SA = 3;
    public const int XFRMNLGRP_POLICY = 4;

    // Attributes.
    public const ushort XFRMA_ALG_AUTH = 1;
    public const ushort XFRMA_ALG_CRYPT = 2;
    public const ushort XFRMA_ALG_COMP = 3;
    public const ushort XFRMA_ENCAP = 4;
    public const ushort XFRMA_TMPL = 5;
    public const ushort XFRMA_SA = 6;
    public const ushort XFRMA_POLICY = 7;
    public const ushort XFRMA_LTIME_VAL = 9;
    public const ushort XFRMA_REPLAY_VAL = 10;
    public const ushort XFRMA_REPLAY_THRESH = 11;
    public const ushort XFRMA_ETIMER_THRESH = 12;
    public const ushort XFRMA_LASTUSED = 15;
    public const ushort XFRMA_POLICY_TYPE = 16;
    public const ushort XFRMA_ALG_AEAD = 18;
    public const ushort XFRMA_ALG_AUTH_TRUNC = 20;
    public const ushort XFRMA_MARK = 21;
    public const ushort XFRMA_TFCPAD = 22;
    public const ushort XFRMA_REPLAY_ESN_VAL = 23;
    public const ushort XFRMA_SA_EXTRA_FLAGS = 24;
    public const ushort XFRMA_PAD = 27;
    public const ushort XFRMA_OFFLOAD_DEV = 28;
    public const ushort XFRMA_SET_MARK = 29;
    public const ushort XFRMA_SET_MARK_MASK = 30;
    public const ushort XFRMA_IF_ID = 31;

    /// <summary>Since Linux 6.10.</summary>
    public const ushort XFRMA_SA_DIR = 33;

    // xfrm_usersa_info.flags.
    public const byte XFRM_STATE_AF_UNSPEC = 32;
    public const byte XFRM_STATE_ESN = 128;

    // xfrm_user_offload.flags.
    public const byte XFRM_OFFLOAD_IPV6 = 1;
    public const byte XFRM_OFFLOAD_INBOUND = 2;

    // xfrm_userpolicy_info.dir: from here on they are policies of sockets.
    public const byte XFRM_POLICY_MAX = 3;

    // xfrm_userpolicy_type.type.
    public const byte XFRM_POLICY_TYPE_MAIN = 0;
}
