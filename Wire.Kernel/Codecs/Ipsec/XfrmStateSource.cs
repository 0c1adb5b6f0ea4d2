using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxXfrm;

namespace Wire.Kernel;

/// <summary>
/// The states of IPsec. The group of acquisitions (XFRMNLGRP_ACQUIRE) is not joined: to the kernel whoever listens there negotiates keys,
/// and packets without a state would wait for him.
/// </summary>
internal sealed class XfrmStateSource : ObjectSource
{
    /// <summary>IPSEC_PROTO_ANY, include/net/xfrm.h: ESP, AH and IP compression.</summary>
    private const byte ProtoAnyIpsec = 255;

    // linux/in.h.
    private const byte IPPROTO_IPIP = 4, IPPROTO_IPV6 = 41;

    public static XfrmStateSource The { get; } = new();

    private static readonly DumpRequest[] Lists = [DumpRequest.Xfrm("IPsec states", XFRM_MSG_GETSA, XFRM_MSG_NEWSA)];

    public override NetlinkFamily Family => NetlinkFamily.Xfrm;

    public override bool IsHomeOnly => true;

    public override ImmutableArray<int> Groups { get; } = [XFRMNLGRP_SA, XFRMNLGRP_EXPIRE];

    public override ImmutableArray<ushort> Types { get; } = [XFRM_MSG_NEWSA, XFRM_MSG_UPDSA, XFRM_MSG_DELSA, XFRM_MSG_EXPIRE, XFRM_MSG_FLUSHSA];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    /// <summary>A hard limit is the end, and no other message says so; a soft one is news for whoever negotiates keys.</summary>
    public override bool IsDeletion(scoped in NetlinkMessage message) => message.Type is XFRM_MSG_DELSA or XFRM_MSG_EXPIRE or XFRM_MSG_FLUSHSA;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        switch (message.Type)
        {
            case XFRM_MSG_NEWSA or XFRM_MSG_UPDSA:
                Add(message, message.Fixed<XfrmUsersaInfo>(), message.Attributes(Marshal.SizeOf<XfrmUsersaInfo>()), context, into);
                break;
            case XFRM_MSG_EXPIRE when message.Fixed<XfrmUserExpire>() is { hard: not 0 } expired:
                Add(message, expired.state, message.Attributes(Marshal.SizeOf<XfrmUserExpire>()), context, into);
                break;
            case XFRM_MSG_DELSA:
                AttributeReader attributes = message.Attributes(Marshal.SizeOf<XfrmUsersaId>());
                AttributeReader search = attributes;
                while (search.Read())
                {
                    if (search.Type == XFRMA_SA)
                    {
                        Add(message, search.ReadFixed<XfrmUsersaInfo>(), attributes, context, into);
                        break;
                    }
                }
                break;
            case XFRM_MSG_FLUSHSA:
                byte proto = message.Fixed<XfrmUsersaFlush>().proto;
                XfrmParts.FindGone<XfrmState>(context, this, s => proto is 0 or ProtoAnyIpsec || s.Proto == proto, into);
                break;
        }
    }

    private static void Add(scoped in NetlinkMessage message, in XfrmUsersaInfo info, AttributeReader attributes, ObjectContext context, List<Resource> into)
    {
        // One without an SPI is a place that the kernel keeps while somebody negotiates keys; one of IPIP, which it never announces, is what
        // it makes beside IP compression in a tunnel, for packets that were not worth it (ipcomp_tunnel_create, net/ipv4/ipcomp.c).
        if (info.id.spi != 0 && info.id.proto is not (IPPROTO_IPIP or IPPROTO_IPV6)
            && DecodeAttributes(Of(info, XfrmParts.Read(message, info.sel, info.family, context.Links)), attributes, context) is { } state)
        {
            into.Add(state);
        }
    }

    private static XfrmState Of(in XfrmUsersaInfo info, XfrmSelector selector)
    {
        bool v6 = info.family == LinuxRtnetlink.AF_INET6;
        bool isAny = selector is { Src.IsDefault: true, Dst.IsDefault: true, Proto: null, Dev: null } && selector.IsV6 == v6;
        IpAddr src = info.saddr.Read(v6);
        return new()
        {
            Spi = XfrmParts.Be(info.id.spi),
            Dst = info.id.daddr.Read(v6),
            Proto = info.id.proto,
            Src = src.IsAny ? null : src,
            Mode = info.mode,
            ReqId = info.reqid,
            ReplayWindow = info.replay_window,
            Flags = info.flags == 0 ? null : info.flags,
            Selector = isAny ? null : selector,
            Limits = XfrmParts.Read(info.lft),
        };
    }

    /// <summary>Null when the device of its offload is not known.</summary>
    private static XfrmState? DecodeAttributes(XfrmState state, AttributeReader attributes, ObjectContext context)
    {
        uint? outputMark = null, outputMask = null;
        context.Unknown.Clear();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case XFRMA_SA:
                    break; // the state itself, of one that is gone
                case XFRMA_ALG_AEAD when XfrmAlgorithms.Read(attributes, hasCheckBits: true, context.Keys) is var told:
                    state = state with { Aead = told.Name, AeadKey = told.Key, Icv = told.CheckBits };
                    break;
                case XFRMA_ALG_CRYPT when XfrmAlgorithms.Read(attributes, hasCheckBits: false, context.Keys) is var told:
                    state = state with { Enc = told.Name, EncKey = told.Key };
                    break;
                case XFRMA_ALG_AUTH_TRUNC when XfrmAlgorithms.Read(attributes, hasCheckBits: true, context.Keys) is var told:
                    state = state with { Auth = told.Name, AuthKey = told.Key, AuthTrunc = told.CheckBits };
                    break;
                case XFRMA_ALG_AUTH:
                    break; // the same without the length of the check value, for older programs
                case XFRMA_ALG_COMP when XfrmAlgorithms.Read(attributes, hasCheckBits: false, context.Keys) is var told:
                    state = state with { Comp = told.Name };
                    break;
                case XFRMA_ENCAP:
                    XfrmEncapTmpl encap = attributes.ReadFixed<XfrmEncapTmpl>();
                    IpAddr address = encap.encap_oa.Read(state.Dst!.Value.IsV6);
                    state = state with { Encap = new(encap.encap_type, XfrmParts.Be(encap.encap_sport), XfrmParts.Be(encap.encap_dport), address.IsAny ? IpAddr.AnyV4 : address) };
                    break;
                case XFRMA_REPLAY_ESN_VAL: state = state with { ReplayWindow = attributes.ReadFixed<XfrmReplayStateEsn>().replay_window }; break;
                case XFRMA_MARK: state = state with { Mark = XfrmParts.ReadMark(attributes) }; break;
                case XFRMA_SA_EXTRA_FLAGS: state = state with { ExtraFlags = attributes.ReadU32() is > 0 and var flags ? flags : null }; break;
                case XFRMA_TFCPAD: state = state with { TfcPad = attributes.ReadU32() is > 0 and var bytes ? bytes : null }; break;
                case XFRMA_SET_MARK: outputMark = attributes.ReadU32(); break;
                case XFRMA_SET_MARK_MASK: outputMask = attributes.ReadU32(); break;
                case XFRMA_IF_ID: state = state with { IfId = attributes.ReadU32() is > 0 and var id ? id : null }; break;
                case XFRMA_SA_DIR: state = state with { Dir = attributes.ReadU8() }; break;
                case XFRMA_OFFLOAD_DEV when attributes.ReadFixed<XfrmUserOffload>() is var offload && (offload.flags & ~(XFRM_OFFLOAD_INBOUND | XFRM_OFFLOAD_IPV6)) == 0:
                    if (context.Links.Reference((uint)offload.ifindex) is not { } dev)
                    {
                        return null;
                    }
                    state = state with { OffloadDev = dev, OffloadDir = (offload.flags & XFRM_OFFLOAD_INBOUND) != 0 ? 1u : 0u };
                    break;
                default:
                    context.Unknown.Keep(attributes, AttributePlace.XfrmState);
                    break;
            }
        }
        return state with { OutputMark = outputMark is { } mark ? new(mark, outputMask ?? uint.MaxValue) : null, Unknown = context.Unknown.Take() };
    }
}
