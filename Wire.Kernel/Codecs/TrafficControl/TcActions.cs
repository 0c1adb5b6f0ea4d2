using Wire.Domain;
using static Wire.Kernel.LinuxPktCls;

namespace Wire.Kernel;

/// <summary>The actions of a filter: a nest for each, numbered from 1 in their order, of TCA_ACT_KIND and TCA_ACT_OPTIONS.</summary>
internal static class TcActions
{
    public static ValueList<TcAction> Decode(scoped in AttributeReader actions, ObjectContext context)
    {
        SortedDictionary<ushort, TcAction> inOrder = [];
        AttributeReader each = actions.Nested();
        while (each.Read())
        {
            if (DecodeOne(each.Nested(), context) is { } action)
            {
                inOrder[each.Type] = action;
            }
        }
        return inOrder.Values.ToValueList();
    }

    private static TcAction? DecodeOne(AttributeReader attributes, ObjectContext context)
    {
        string? kind = null;
        TcAction? action = null;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_ACT_KIND:
                    kind = attributes.ReadString();
                    break;
                case TCA_ACT_OPTIONS:
                    action = kind switch
                    {
                        "police" => PoliceActionCodec.Decode(attributes.Nested()),
                        "gact" => TcActionCodecs.DecodeGeneric(attributes.Nested()),
                        "mirred" => TcActionCodecs.DecodeMirred(attributes.Nested(), context.Links),
                        "skbedit" => TcActionCodecs.DecodeSkbedit(attributes.Nested()),
                        "csum" => TcActionCodecs.DecodeCsum(attributes.Nested()),
                        "vlan" => TcActionCodecs.DecodeVlan(attributes.Nested()),
                        "pedit" => PeditActionCodec.Decode(attributes.Nested()),
                        _ => null,
                    };
                    break;
            }
        }
        return action ?? (kind is null ? null : new OtherAction(kind));
    }

    /// <summary>Nothing for no actions.</summary>
    public static void Encode(RequestBuilder builder, ushort type, ValueList<TcAction>? actions)
    {
        if (actions is null or { Count: 0 })
        {
            return;
        }
        NetlinkMessageWriter writer = builder.Writer;
        int all = writer.BeginNested(type);
        for (int i = 0; i < actions.Count; i++)
        {
            int one = writer.BeginNested((ushort)(i + 1));
            writer.WriteString(TCA_ACT_KIND, actions[i].KernelKind);
            int options = writer.BeginNested(TCA_ACT_OPTIONS);
            switch (actions[i])
            {
                case PoliceAction police:
                    PoliceActionCodec.Encode(writer, police);
                    break;
                case GenericAction generic:
                    TcActionCodecs.Encode(writer, generic);
                    break;
                case MirredAction mirred:
                    TcActionCodecs.Encode(writer, mirred, builder.Indexes);
                    break;
                case SkbeditAction skbedit:
                    TcActionCodecs.Encode(writer, skbedit);
                    break;
                case CsumAction csum:
                    TcActionCodecs.Encode(writer, csum);
                    break;
                case VlanAction vlan:
                    TcActionCodecs.Encode(writer, vlan);
                    break;
                case PeditAction pedit:
                    PeditActionCodec.Encode(writer, pedit);
                    break;
            }
            writer.EndNested(options);
            writer.EndNested(one);
        }
        writer.EndNested(all);
    }
}
