namespace Wire.Testing.Simulation;

/// <summary>linux/xfrm.h. Written down a second time on purpose: a wrong number in Wire.Kernel must not be wrong here too.</summary>
public static class Xfrm
{
    public const ushort XFRM_MSG_NEWSA = 16;
    public const ushort XFRM_MSG_DELSA = 17;
    public const ushort XFRM_MSG_GETSA = 18;
    public const ushort XFRM_MSG_NEWPOLICY = 19;
    public const ushort XFRM_MSG_DELPOLICY = 20;
    public const ushort XFRM_MSG_GETPOLICY = 21;
    public const ushort XFRM_MSG_UPDPOLICY = 25;
    public const ushort XFRM_MSG_UPDSA = 26;
    public const ushort XFRM_MSG_FLUSHSA = 28;
    public const ushort XFRM_MSG_FLUSHPOLICY = 29;

    public const int XFRMNLGRP_SA = 3;
    public const int XFRMNLGRP_POLICY = 4;

    public const ushort XFRMA_ALG_AUTH = 1;
    public const ushort XFRMA_ALG_CRYPT = 2;
    public const ushort XFRMA_ALG_COMP = 3;
    public const ushort XFRMA_ENCAP = 4;
    public const ushort XFRMA_TMPL = 5;
    public const ushort XFRMA_SA = 6;
    public const ushort XFRMA_POLICY = 7;
    public const ushort XFRMA_REPLAY_VAL = 10;
    public const ushort XFRMA_LASTUSED = 15;
    public const ushort XFRMA_POLICY_TYPE = 16;
    public const ushort XFRMA_ALG_AEAD = 18;
    public const ushort XFRMA_ALG_AUTH_TRUNC = 20;
    public const ushort XFRMA_MARK = 21;
    public const ushort XFRMA_TFCPAD = 22;
    public const ushort XFRMA_REPLAY_ESN_VAL = 23;
    public const ushort XFRMA_SA_EXTRA_FLAGS = 24;
    public const ushort XFRMA_PAD = 27;
    public const ushort XFRMA_SET_MARK = 29;
    public const ushort XFRMA_SET_MARK_MASK = 30;
    public const ushort XFRMA_IF_ID = 31;
    public const ushort XFRMA_SA_DIR = 33;

    public const byte XFRM_MODE_TRANSPORT = 0;
    public const byte XFRM_MODE_TUNNEL = 1;
    public const byte XFRM_MODE_BEET = 4;
    public const byte XFRM_STATE_AF_UNSPEC = 32;
    public const byte XFRM_STATE_ESN = 128;
    public const byte IPPROTO_ESP = 50;
    public const byte IPPROTO_AH = 51;
    public const byte IPPROTO_COMP = 108;
    public const ushort UDP_ENCAP_ESPINUDP = 2;
    public const byte XFRM_POLICY_OUT = 1;
    public const int XFRM_MAX_DEPTH = 6;

    /// <summary><c>xfrm_selector</c>: its size, and where in it what is.</summary>
    public const int SelectorBytes = 56;
    public const int SelectorFamilyAt = 40;
    public const int SelectorPrefixesAt = 42;

    /// <summary><c>xfrm_usersa_info</c>: selector, id, saddr, lft, curlft, stats, seq, reqid, family, mode, replay_window, flags.</summary>
    public const int StateBytes = 224;
    public const int StateIdAt = 56;
    public const int StateSpiAt = 72;
    public const int StateProtoAt = 76;
    public const int StateLimitsAt = 96;
    public const int StateCurrentAt = 160;
    public const int StateFamilyAt = 212;
    public const int StateModeAt = 214;
    public const int StateWindowAt = 215;
    public const int StateFlagsAt = 216;
    public const int LimitsBytes = 64;
    public const int CurrentBytes = 32;

    /// <summary><c>xfrm_usersa_id</c>: daddr, spi, family, proto.</summary>
    public const int StateIdBytes = 24;

    /// <summary><c>xfrm_userpolicy_info</c>: selector, lft, curlft, priority, index, dir, action, flags, share.</summary>
    public const int PolicyBytes = 168;
    public const int PolicyLimitsAt = 56;
    public const int PolicyCurrentAt = 120;
    public const int PolicyPriorityAt = 152;
    public const int PolicyIndexAt = 156;
    public const int PolicyDirAt = 160;
    public const int PolicyActionAt = 161;
    public const int PolicyFlagsAt = 162;
    public const int PolicyShareAt = 163;

    /// <summary><c>xfrm_userpolicy_id</c>: selector, index, dir.</summary>
    public const int PolicyIdBytes = 64;

    /// <summary><c>xfrm_user_tmpl</c>: id, family, saddr, reqid, mode, share, optional, aalgos, ealgos, calgos.</summary>
    public const int TemplateBytes = 64;
    public const int TemplateProtoAt = 20;
    public const int TemplateFamilyAt = 24;
    public const int TemplateModeAt = 48;
    public const int TemplateOptionalAt = 50;

    /// <summary><c>xfrm_algo</c>: name[64], key bits, key; <c>xfrm_algo_auth</c> and <c>xfrm_algo_aead</c> have a length in bits before the key.</summary>
    public const int AlgorithmNameBytes = 64;
}
