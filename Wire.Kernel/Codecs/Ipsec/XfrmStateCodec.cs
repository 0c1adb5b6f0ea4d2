using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxXfrm;

namespace Wire.Kernel;

/// <summary>XFRM_MSG_NEWSA, XFRM_MSG_UPDSA and XFRM_MSG_DELSA (<c>xfrm_usersa_info</c>, linux/xfrm.h).</summary>
internal sealed class XfrmStateCodec : ResourceCodec
{
    /// <summary>Bits of <c>xfrm_replay_state.bitmap</c>: a longer window has a bitmap of its own.</summary>
    private const uint PlainWindowMax = 32;

    private const int BitsPerWord = 32;

    private const uint IcvDefault = 128;

    public override ObjectSource Source => XfrmStateSource.The;

    public override ObjectSource Unannounced => XfrmOffloadSource.The;

    public override KernelNeed Need => XfrmParts.Need;

    public override ResourceKind Kind => XfrmState.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) =>
        new(command == XFRM_MSG_DELSA ? Marshal.SizeOf<XfrmUsersaId>() : Marshal.SizeOf<XfrmUsersaInfo>(), XfrmTables.Xfrm);

    public override void EncodeCreate(RequestBuilder builder, Operation operation) => Encode(builder, XFRM_MSG_NEWSA, NLM_F_CREATE | NLM_F_EXCL, (XfrmState)operation.After!);

    /// <summary>The whole state: the kernel takes from it what can change, and holds the rest against what is there.</summary>
    public override void EncodeChange(RequestBuilder builder, Operation operation) => Encode(builder, XFRM_MSG_UPDSA, NLM_F_REPLACE, (XfrmState)operation.After!);

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        XfrmState state = (XfrmState)operation.Before!;
        NetlinkMessageWriter writer = builder.Begin(NetlinkFamily.Xfrm, XFRM_MSG_DELSA, 0, new XfrmUsersaId
        {
            daddr = XfrmAddress.Of(state.Dst), spi = XfrmParts.Be(state.Spi), family = XfrmParts.FamilyOf(state.Dst!.Value.IsV6), proto = (byte)state.Proto,
        });
        XfrmParts.WriteMark(writer, state.Mark);
        builder.End();
    }

    public override bool MeansGone(int errno) => errno == Errno.ESRCH;

    private static void Encode(RequestBuilder builder, ushort type, ushort flags, XfrmState state)
    {
        uint window = state.ReplayWindow ?? 0, stateFlags = state.Flags ?? 0;
        bool hasBitmap = window > PlainWindowMax || (stateFlags & XFRM_STATE_ESN) != 0;
        NetlinkMessageWriter writer = builder.Begin(NetlinkFamily.Xfrm, type, flags, new XfrmUsersaInfo
        {
            sel = state.Selector is { } selector ? XfrmParts.Write(selector, builder.Indexes) : default,
            id = new XfrmId { daddr = XfrmAddress.Of(state.Dst), spi = XfrmParts.Be(state.Spi), proto = (byte)state.Proto },
            saddr = XfrmAddress.Of(state.Src),
            lft = XfrmParts.Write(state.Limits),
            reqid = state.ReqId ?? 0,
            family = XfrmParts.FamilyOf(state.Dst!.Value.IsV6),
            mode = (byte)(state.Mode ?? 0),
            replay_window = hasBitmap ? (byte)0 : (byte)window,
            flags = (byte)stateFlags,
        });
        WriteAlgorithms(writer, state, builder.Keys);
        if (state.Encap is { } encap)
        {
            writer.WriteStruct(XFRMA_ENCAP, new XfrmEncapTmpl
            {
                encap_type = encap.Type, encap_sport = XfrmParts.Be(encap.SPort), encap_dport = XfrmParts.Be(encap.DPort), encap_oa = XfrmAddress.Of(encap.Oaddr),
            });
        }
        if (hasBitmap)
        {
            writer.WriteStruct(XFRMA_REPLAY_ESN_VAL, new XfrmReplayStateEsn { bmp_len = (window + BitsPerWord - 1) / BitsPerWord, replay_window = window });
        }
        XfrmParts.WriteMark(writer, state.Mark);
        writer.WriteU32IfSet(XFRMA_SA_EXTRA_FLAGS, state.ExtraFlags is 0 ? null : state.ExtraFlags);
        writer.WriteU32IfSet(XFRMA_TFCPAD, state.TfcPad is 0 ? null : state.TfcPad);
        writer.WriteU32IfSet(XFRMA_SET_MARK, state.OutputMark?.Value);
        writer.WriteU32IfSet(XFRMA_SET_MARK_MASK, state.OutputMark?.Mask);
        writer.WriteU32IfSet(XFRMA_IF_ID, state.IfId is 0 ? null : state.IfId);
        if (state.OffloadDev is { Length: > 0 } dev)
        {
            int v6 = state.Dst.Value.IsV6 ? XFRM_OFFLOAD_IPV6 : 0;
            writer.WriteStruct(XFRMA_OFFLOAD_DEV, new XfrmUserOffload { ifindex = (int)builder.Indexes.Of(dev), flags = (byte)(v6 | (state.OffloadDir == 1 ? XFRM_OFFLOAD_INBOUND : 0)) });
        }
        writer.WriteU8(XFRMA_SA_DIR, state.Dir);
        builder.End();
    }

    private static void WriteAlgorithms(NetlinkMessageWriter writer, XfrmState state, IKeyStore keys)
    {
        if (state.Aead is { } aead)
        {
            XfrmAlgorithms.Write(writer, XFRMA_ALG_AEAD, aead, state.AeadKey, state.Icv ?? IcvDefault, keys, Lengths(XfrmAlgorithm.Aead.GetValueOrDefault(aead)));
        }
        if (state.Enc is { } enc)
        {
            XfrmAlgorithms.Write(writer, XFRMA_ALG_CRYPT, enc, state.EncKey, null, keys, Lengths(XfrmAlgorithm.Encryption.GetValueOrDefault(enc)));
        }
        if (state.Auth is { } auth)
        {
            XfrmAlgorithms.Write(writer, state.AuthTrunc is null ? XFRMA_ALG_AUTH : XFRMA_ALG_AUTH_TRUNC, auth, state.AuthKey, state.AuthTrunc, keys,
                Lengths(XfrmAlgorithm.Authentication.GetValueOrDefault(auth)));
        }
        if (state.Comp is { } comp)
        {
            XfrmAlgorithms.Write(writer, XFRMA_ALG_COMP, comp, null, null, keys);
        }
    }

    private static int[] Lengths(XfrmAlgorithm? known) => known is null ? [] : [.. known.KeyBytes];
}
