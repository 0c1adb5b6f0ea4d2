using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxXfrm;

namespace Wire.Kernel;

/// <summary>XFRM_MSG_NEWPOLICY, XFRM_MSG_UPDPOLICY and XFRM_MSG_DELPOLICY (<c>xfrm_userpolicy_info</c>, linux/xfrm.h).</summary>
internal sealed class XfrmPolicyCodec : ResourceCodec
{
    /// <summary>Any algorithm: the state says which.</summary>
    private const uint AllAlgorithms = uint.MaxValue;

    public override ObjectSource Source => XfrmPolicySource.The;

    public override KernelNeed Need => XfrmParts.Need;

    public override ResourceKind Kind => XfrmPolicy.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) =>
        new(command == XFRM_MSG_DELPOLICY ? Marshal.SizeOf<XfrmUserpolicyId>() : Marshal.SizeOf<XfrmUserpolicyInfo>(), XfrmTables.Xfrm);

    /// <summary>That of a link which is made again with its index is still there, and is taken over.</summary>
    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        XfrmPolicy policy = (XfrmPolicy)operation.After!;
        Encode(builder, policy.Selector.Dev is null ? XFRM_MSG_NEWPOLICY : XFRM_MSG_UPDPOLICY, NLM_F_CREATE | NLM_F_EXCL, policy);
    }

    /// <summary>The whole policy: it takes the place of the one that there is.</summary>
    public override void EncodeChange(RequestBuilder builder, Operation operation) => Encode(builder, XFRM_MSG_UPDPOLICY, NLM_F_REPLACE, (XfrmPolicy)operation.After!);

    /// <summary>By its selector; one whose link is gone by the kernel's number of it.</summary>
    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        XfrmPolicy policy = (XfrmPolicy)operation.Before!;
        NetlinkMessageWriter writer = builder.Begin(NetlinkFamily.Xfrm, XFRM_MSG_DELPOLICY, 0, new XfrmUserpolicyId
        {
            sel = XfrmParts.Write(policy.Selector, builder.Indexes), index = policy.IsOrphan ? policy.Index ?? 0 : 0, dir = (byte)policy.Dir,
        });
        WriteIdentity(writer, policy);
        builder.End();
    }

    public override bool MeansGone(int errno) => errno is Errno.ENOENT or Errno.ENODEV;

    private static void Encode(RequestBuilder builder, ushort type, ushort flags, XfrmPolicy policy)
    {
        NetlinkMessageWriter writer = builder.Begin(NetlinkFamily.Xfrm, type, flags, new XfrmUserpolicyInfo
        {
            sel = XfrmParts.Write(policy.Selector, builder.Indexes),
            lft = XfrmParts.Write(policy.Limits),
            priority = policy.Priority ?? 0,
            index = policy.Index ?? 0,
            dir = (byte)policy.Dir,
            action = (byte)(policy.Action ?? 0),
            flags = (byte)(policy.Flags ?? 0),
        });
        if (policy.Templates is { Count: > 0 } templates)
        {
            XfrmUserTmpl[] written = [.. templates.Select(t => Write(t, XfrmParts.FamilyOf(policy.Selector.IsV6)))];
            writer.Write(XFRMA_TMPL, MemoryMarshal.AsBytes<XfrmUserTmpl>(written));
        }
        WriteIdentity(writer, policy);
        builder.End();
    }

    /// <summary>By what the kernel tells policies of one selector apart.</summary>
    private static void WriteIdentity(NetlinkMessageWriter writer, XfrmPolicy policy)
    {
        if (policy.PType is { } type)
        {
            writer.WriteStruct(XFRMA_POLICY_TYPE, new XfrmUserpolicyType { type = (byte)type });
        }
        XfrmParts.WriteMark(writer, policy.Mark);
        writer.WriteU32IfSet(XFRMA_IF_ID, policy.IfId);
    }

    private static XfrmUserTmpl Write(XfrmTemplate template, ushort family) => new()
    {
        id = new XfrmId { daddr = XfrmAddress.Of(template.Dst), spi = XfrmParts.Be(template.Spi), proto = (byte)template.Proto },
        family = (template.Dst ?? template.Src) is { } end ? XfrmParts.FamilyOf(end.IsV6) : family,
        saddr = XfrmAddress.Of(template.Src),
        reqid = template.ReqId,
        mode = (byte)template.Mode,
        optional = template.IsOptional ? (byte)1 : (byte)0,
        aalgos = AllAlgorithms,
        ealgos = AllAlgorithms,
        calgos = AllAlgorithms,
    };
}

/// <summary>The policies of IPsec, except those of sockets, which are a program's own.</summary>
internal sealed class XfrmPolicySource : ObjectSource
{
    public static XfrmPolicySource The { get; } = new();

    private static readonly DumpRequest[] Lists = [DumpRequest.Xfrm("IPsec policies", XFRM_MSG_GETPOLICY, XFRM_MSG_NEWPOLICY)];

    public override NetlinkFamily Family => NetlinkFamily.Xfrm;

    public override bool IsHomeOnly => true;

    public override ImmutableArray<int> Groups { get; } = [XFRMNLGRP_POLICY, XFRMNLGRP_EXPIRE];

    public override ImmutableArray<ushort> Types { get; } = [XFRM_MSG_NEWPOLICY, XFRM_MSG_UPDPOLICY, XFRM_MSG_DELPOLICY, XFRM_MSG_POLEXPIRE, XFRM_MSG_FLUSHPOLICY];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    /// <summary>A hard limit is the end, and no other message says so.</summary>
    public override bool IsDeletion(scoped in NetlinkMessage message) => message.Type is XFRM_MSG_DELPOLICY or XFRM_MSG_POLEXPIRE or XFRM_MSG_FLUSHPOLICY;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        switch (message.Type)
        {
            case XFRM_MSG_NEWPOLICY or XFRM_MSG_UPDPOLICY:
                Add(message, message.Fixed<XfrmUserpolicyInfo>(), message.Attributes(Marshal.SizeOf<XfrmUserpolicyInfo>()), context, into);
                break;
            case XFRM_MSG_POLEXPIRE when message.Fixed<XfrmUserPolexpire>() is { hard: not 0 } expired:
                Add(message, expired.pol, message.Attributes(Marshal.SizeOf<XfrmUserPolexpire>()), context, into);
                break;
            case XFRM_MSG_DELPOLICY:
                AttributeReader attributes = message.Attributes(Marshal.SizeOf<XfrmUserpolicyId>());
                AttributeReader search = attributes;
                while (search.Read())
                {
                    if (search.Type == XFRMA_POLICY)
                    {
                        Add(message, search.ReadFixed<XfrmUserpolicyInfo>(), attributes, context, into);
                        break;
                    }
                }
                break;
            case XFRM_MSG_FLUSHPOLICY:
                uint? type = null;
                AttributeReader told = message.Attributes(0);
                while (told.Read())
                {
                    type = told.Type == XFRMA_POLICY_TYPE ? TypeOf(told) : type;
                }
                XfrmParts.FindGone<XfrmPolicy>(context, this, p => p.PType == type, into);
                break;
        }
    }

    private static uint? TypeOf(scoped in AttributeReader attribute) => attribute.ReadFixed<XfrmUserpolicyType>().type is > XFRM_POLICY_TYPE_MAIN and var type ? type : null;

    private static void Add(scoped in NetlinkMessage message, in XfrmUserpolicyInfo info, AttributeReader attributes, ObjectContext context, List<Resource> into)
    {
        if (info.dir >= XFRM_POLICY_MAX)
        {
            return;
        }
        XfrmPolicy policy = new()
        {
            Dir = info.dir, Selector = XfrmParts.Read(message, info.sel, info.sel.family, context.Links), Index = info.index, Action = info.action, Priority = info.priority, Flags = info.flags == 0 ? null : info.flags, Limits = XfrmParts.Read(info.lft),
        };
        context.Unknown.Clear();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case XFRMA_POLICY: break; // the policy itself, of one that is gone
                case XFRMA_TMPL: policy = policy with { Templates = ReadTemplates(attributes.Payload) }; break;
                case XFRMA_MARK: policy = policy with { Mark = XfrmParts.ReadMark(attributes) }; break;
                case XFRMA_IF_ID: policy = policy with { IfId = attributes.ReadU32() is > 0 and var id ? id : null }; break;
                case XFRMA_POLICY_TYPE: policy = policy with { PType = TypeOf(attributes) }; break;
                default: context.Unknown.Keep(attributes, AttributePlace.Other); break;
            }
        }
        into.Add(policy with { Unknown = context.Unknown.Take() });
    }

    private static ValueList<XfrmTemplate> ReadTemplates(ReadOnlySpan<byte> bytes)
    {
        List<XfrmTemplate> read = [];
        for (int size = Marshal.SizeOf<XfrmUserTmpl>(); bytes.Length >= size; bytes = bytes[size..])
        {
            XfrmUserTmpl told = MemoryMarshal.Read<XfrmUserTmpl>(bytes);
            bool v6 = told.family == LinuxRtnetlink.AF_INET6;
            IpAddr src = told.saddr.Read(v6), dst = told.id.daddr.Read(v6);
            read.Add(new(src.IsAny ? null : src, dst.IsAny ? null : dst, told.id.proto, XfrmParts.Be(told.id.spi), told.mode, told.reqid, told.optional != 0));
        }
        return read.ToValueList();
    }
}
