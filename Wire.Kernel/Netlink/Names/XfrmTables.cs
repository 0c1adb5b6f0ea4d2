using static Wire.Kernel.LinuxXfrm;

namespace Wire.Kernel;

/// <summary>Attributes of IPsec (linux/xfrm.h): states and policies have one numbering.</summary>
internal static class XfrmTables
{
    public static AttributeTable Xfrm { get; } = new()
    {
        XFRMA_ALG_AUTH, XFRMA_ALG_CRYPT, XFRMA_ALG_COMP, XFRMA_ENCAP, XFRMA_TMPL, XFRMA_SA, XFRMA_POLICY, XFRMA_LTIME_VAL, XFRMA_REPLAY_VAL, XFRMA_REPLAY_THRESH, XFRMA_ETIMER_THRESH,
        XFRMA_LASTUSED, XFRMA_POLICY_TYPE, XFRMA_ALG_AEAD, XFRMA_ALG_AUTH_TRUNC, XFRMA_MARK, XFRMA_TFCPAD, XFRMA_REPLAY_ESN_VAL, XFRMA_SA_EXTRA_FLAGS, XFRMA_PAD, XFRMA_OFFLOAD_DEV,
        XFRMA_SET_MARK, XFRMA_SET_MARK_MASK, XFRMA_IF_ID, XFRMA_SA_DIR,
    };
}
