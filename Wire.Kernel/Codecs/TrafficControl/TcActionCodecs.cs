using Wire.Domain;
using static Wire.Kernel.LinuxTcAct;

namespace Wire.Kernel;

/// <summary>TCA_ACT_OPTIONS of gact, mirred, skbedit, csum and vlan. TCA_*_TM are timers and no state.</summary>
internal static class TcActionCodecs
{
    public static GenericAction DecodeGeneric(AttributeReader attributes)
    {
        TcGact parms = default;
        TcGactP prob = default;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_GACT_PARMS:
                    parms = attributes.ReadFixed<TcGact>();
                    break;
                case TCA_GACT_PROB:
                    prob = attributes.ReadFixed<TcGactP>();
                    break;
            }
        }
        return prob.ptype == 0 ? new(new(parms.action)) : new(new(parms.action), prob.ptype, new(prob.paction), prob.pval);
    }

    public static void Encode(NetlinkMessageWriter writer, GenericAction action)
    {
        writer.WriteStruct(TCA_GACT_PARMS, new TcGact { action = action.Verdict.Code });
        if (action.Draw != 0)
        {
            writer.WriteStruct(TCA_GACT_PROB, new TcGactP { ptype = (ushort)action.Draw, pval = (ushort)action.Every, paction = action.Other.Code });
        }
    }

    public static MirredAction? DecodeMirred(AttributeReader attributes, LinkTable links)
    {
        while (attributes.Read())
        {
            if (attributes.Type == TCA_MIRRED_PARMS)
            {
                TcMirred parms = attributes.ReadFixed<TcMirred>();
                return new(
                    parms.eaction is TCA_INGRESS_REDIR or TCA_INGRESS_MIRROR,
                    parms.eaction is TCA_EGRESS_MIRROR or TCA_INGRESS_MIRROR,
                    links.Reference(parms.ifindex) ?? MirredAction.Gone,
                    new(parms.action));
            }
        }
        return null;
    }

    public static void Encode(NetlinkMessageWriter writer, MirredAction action, LinkIndexes indexes) => writer.WriteStruct(TCA_MIRRED_PARMS, new TcMirred
    {
        action = action.Verdict.Code,
        eaction = (action.Ingress, action.Mirror) switch
        {
            (false, false) => TCA_EGRESS_REDIR,
            (false, true) => TCA_EGRESS_MIRROR,
            (true, false) => TCA_INGRESS_REDIR,
            (true, true) => TCA_INGRESS_MIRROR,
        },
        ifindex = indexes.Of(action.Dev),
    });

    public static SkbeditAction DecodeSkbedit(AttributeReader attributes)
    {
        uint? queue = null, priority = null, mark = null, mask = null, ptype = null;
        bool inherits = false;
        TcVerdict verdict = TcVerdict.Pipe;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_SKBEDIT_PARMS:
                    verdict = new(attributes.ReadFixed<TcGact>().action);
                    break;
                case TCA_SKBEDIT_PRIORITY:
                    priority = attributes.ReadU32();
                    break;
                case TCA_SKBEDIT_QUEUE_MAPPING:
                    queue = attributes.ReadU16();
                    break;
                case TCA_SKBEDIT_MARK:
                    mark = attributes.ReadU32();
                    break;
                case TCA_SKBEDIT_MASK:
                    mask = attributes.ReadU32();
                    break;
                case TCA_SKBEDIT_PTYPE:
                    ptype = attributes.ReadU16();
                    break;
                case TCA_SKBEDIT_FLAGS:
                    inherits = (attributes.ReadU64() & SKBEDIT_F_INHERITDSFIELD) != 0;
                    break;
            }
        }
        return new(queue, priority, mark, mask == uint.MaxValue ? null : mask, ptype, inherits, verdict);
    }

    public static void Encode(NetlinkMessageWriter writer, SkbeditAction action)
    {
        writer.WriteStruct(TCA_SKBEDIT_PARMS, new TcGact { action = action.Verdict.Code });
        if (action.QueueMapping is { } queue)
        {
            writer.WriteU16(TCA_SKBEDIT_QUEUE_MAPPING, (ushort)queue);
        }
        writer.WriteU32IfSet(TCA_SKBEDIT_PRIORITY, action.Priority);
        writer.WriteU32IfSet(TCA_SKBEDIT_MARK, action.Mark);
        writer.WriteU32IfSet(TCA_SKBEDIT_MASK, action.Mask);
        if (action.Ptype is { } ptype)
        {
            writer.WriteU16(TCA_SKBEDIT_PTYPE, (ushort)ptype);
        }
        if (action.InheritDsField)
        {
            writer.WriteU64(TCA_SKBEDIT_FLAGS, SKBEDIT_F_INHERITDSFIELD);
        }
    }

    public static CsumAction? DecodeCsum(AttributeReader attributes)
    {
        while (attributes.Read())
        {
            if (attributes.Type == TCA_CSUM_PARMS)
            {
                TcCsum parms = attributes.ReadFixed<TcCsum>();
                return new(parms.update_flags, new(parms.action));
            }
        }
        return null;
    }

    public static void Encode(NetlinkMessageWriter writer, CsumAction action) =>
        writer.WriteStruct(TCA_CSUM_PARMS, new TcCsum { action = action.Verdict.Code, update_flags = action.Headers });

    public static VlanAction DecodeVlan(AttributeReader attributes)
    {
        uint verb = 0;
        uint? id = null, protocol = null, priority = null;
        MacAddress? destination = null, source = null;
        TcVerdict verdict = TcVerdict.Pipe;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_VLAN_PARMS:
                    TcVlan parms = attributes.ReadFixed<TcVlan>();
                    (verb, verdict) = ((uint)parms.v_action, new(parms.action));
                    break;
                case TCA_VLAN_PUSH_VLAN_ID:
                    id = attributes.ReadU16();
                    break;
                case TCA_VLAN_PUSH_VLAN_PROTOCOL:
                    protocol = attributes.ReadU16Be();
                    break;
                case TCA_VLAN_PUSH_VLAN_PRIORITY:
                    priority = attributes.ReadU8();
                    break;
                case TCA_VLAN_PUSH_ETH_DST:
                    destination = attributes.ReadMac();
                    break;
                case TCA_VLAN_PUSH_ETH_SRC:
                    source = attributes.ReadMac();
                    break;
            }
        }
        return new(verb, id, protocol, priority, destination, source, verdict);
    }

    public static void Encode(NetlinkMessageWriter writer, VlanAction action)
    {
        writer.WriteStruct(TCA_VLAN_PARMS, new TcVlan { action = action.Verdict.Code, v_action = (int)action.Verb });
        if (action.Id is { } id)
        {
            writer.WriteU16(TCA_VLAN_PUSH_VLAN_ID, (ushort)id);
        }
        if (action.Protocol is { } protocol)
        {
            writer.WriteU16Be(TCA_VLAN_PUSH_VLAN_PROTOCOL, (ushort)protocol);
        }
        if (action.Priority is { } priority)
        {
            writer.WriteU8(TCA_VLAN_PUSH_VLAN_PRIORITY, (byte)priority);
        }
        if (action.DestinationMac is { } destination)
        {
            writer.WriteMac(TCA_VLAN_PUSH_ETH_DST, destination);
        }
        if (action.SourceMac is { } source)
        {
            writer.WriteMac(TCA_VLAN_PUSH_ETH_SRC, source);
        }
    }
}
