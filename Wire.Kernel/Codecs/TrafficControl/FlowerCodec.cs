using Wire.Domain;
using static Wire.Kernel.LinuxPktCls;

namespace Wire.Kernel;

/// <summary>TCA_FLOWER_*: fields of packets by <see cref="FlowerFields"/>.</summary>
internal sealed class FlowerCodec() : FilterCodec(Flower.TheKind, "flower")
{
    /// <summary>ETH_P_ALL: no protocol is compared.</summary>
    private const uint AllProtocols = 3;

    private static readonly int IpProto = FlowerKeys.All.First(k => k.Word == "ip-proto").Id;
    private static readonly int DstPort = FlowerKeys.All.First(k => k.Word == "dst-port").Id;
    private static readonly int SrcPort = FlowerKeys.All.First(k => k.Word == "src-port").Id;

    public override Filter? Decode(scoped in AttributeReader options, uint handle, ObjectContext context)
    {
        Flower flower = new();
        SortedDictionary<int, (FlowerField Field, byte[]? Value, byte[]? Mask)> found = [];
        byte[] destinations = new byte[4], sources = new byte[4];
        bool hasDestinations = false, hasSources = false;
        AttributeReader attributes = options.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_FLOWER_CLASSID:
                    flower = flower with { ClassId = attributes.ReadU32() };
                    break;
                case TCA_FLOWER_INDEV:
                    flower = flower with { Indev = attributes.ReadString() };
                    break;
                case TCA_FLOWER_ACT:
                    flower = flower with { Actions = TcActions.Decode(attributes, context) };
                    break;
                case TCA_FLOWER_FLAGS:
                    flower = WithFlags(flower, attributes.ReadU32());
                    break;
                case TCA_FLOWER_KEY_ETH_TYPE:
                    // The protocol of the filter.
                    break;
                case TCA_FLOWER_KEY_PORT_DST_MIN or TCA_FLOWER_KEY_PORT_DST_MAX when attributes.Payload.Length == 2:
                    attributes.Payload.CopyTo(destinations.AsSpan(attributes.Type == TCA_FLOWER_KEY_PORT_DST_MIN ? 0 : 2));
                    hasDestinations = true;
                    break;
                case TCA_FLOWER_KEY_PORT_SRC_MIN or TCA_FLOWER_KEY_PORT_SRC_MAX when attributes.Payload.Length == 2:
                    attributes.Payload.CopyTo(sources.AsSpan(attributes.Type == TCA_FLOWER_KEY_PORT_SRC_MIN ? 0 : 2));
                    hasSources = true;
                    break;
                default:
                    if (!FlowerFields.ByAttribute.TryGetValue(attributes.Type, out FlowerField? field) || attributes.Payload.Length != field.Bytes)
                    {
                        context.Unknown.Keep(attributes, AttributePlace.Flower);
                        break;
                    }
                    byte[] bytes = attributes.Payload.ToArray();
                    if (field.IsHostOrder && BitConverter.IsLittleEndian)
                    {
                        Array.Reverse(bytes);
                    }
                    (_, byte[]? value, byte[]? mask) = found.GetValueOrDefault(field.Key.Id);
                    found[field.Key.Id] = attributes.Type == field.Value ? (field, bytes, mask) : (field, value, bytes);
                    break;
            }
        }
        foreach ((int id, (FlowerField field, byte[]? value, byte[]? mask)) in found)
        {
            flower = flower.With(id, MatchOf(field, value ?? new byte[field.Bytes], mask));
        }
        flower = hasDestinations ? flower.With(DstPort, TcMatch.Exactly(destinations)) : flower;
        return hasSources ? flower.With(SrcPort, TcMatch.Exactly(sources)) : flower;
    }

    private static TcMatch MatchOf(FlowerField field, byte[] value, byte[]? mask)
    {
        if (field.Mask == 0)
        {
            // A number of 20 bits has four bytes here, and three where it is written.
            int written = field.Word == "mpls-label" ? 3 : field.Bytes;
            return TcMatch.Exactly(value.AsSpan(field.Bytes - written));
        }
        if (mask is null)
        {
            mask = new byte[field.Bytes];
            Array.Fill(mask, (byte)0xFF);
        }
        return TcMatch.Masked(value, mask);
    }

    protected override void Encode(RequestBuilder builder, NetlinkMessageWriter writer, Filter filter)
    {
        Flower flower = (Flower)filter;
        writer.WriteU32IfSet(TCA_FLOWER_CLASSID, flower.ClassId);
        if (flower.Indev is { Length: > 0 } indev)
        {
            writer.WriteString(TCA_FLOWER_INDEV, indev);
        }
        if (flower.Protocol is { } protocol and not AllProtocols)
        {
            writer.WriteU16Be(TCA_FLOWER_KEY_ETH_TYPE, (ushort)protocol);
        }
        byte ipProto = flower.Find(IpProto)?.Value[0] ?? 0;
        foreach (FlowerMatch match in flower.Matches)
        {
            WriteMatch(writer, match, ipProto);
        }
        TcActions.Encode(builder, TCA_FLOWER_ACT, flower.Actions);
        if (FlagsOf(filter) is var flags and not 0)
        {
            writer.WriteU32(TCA_FLOWER_FLAGS, flags);
        }
    }

    private static void WriteMatch(NetlinkMessageWriter writer, FlowerMatch match, byte ipProto)
    {
        byte[] value = [.. match.Match.Value], mask = [.. match.Match.Mask];
        if (value.Length == 4 && (match.Id == DstPort || match.Id == SrcPort))
        {
            writer.Write(match.Id == DstPort ? TCA_FLOWER_KEY_PORT_DST_MIN : TCA_FLOWER_KEY_PORT_SRC_MIN, value.AsSpan(0, 2));
            writer.Write(match.Id == DstPort ? TCA_FLOWER_KEY_PORT_DST_MAX : TCA_FLOWER_KEY_PORT_SRC_MAX, value.AsSpan(2));
            return;
        }
        FlowerField field = FlowerFields.All.Where(f => f.Key.Id == match.Id)
            .First(f => f.Bytes >= value.Length && (f.Protocol == 0 || f.Protocol == ipProto));
        writer.Write(field.Value, InOrder(field, value));
        if (field.Mask != 0)
        {
            writer.Write(field.Mask, InOrder(field, mask));
        }
    }

    private static byte[] InOrder(FlowerField field, byte[] bytes)
    {
        byte[] whole = new byte[field.Bytes];
        bytes.CopyTo(whole.AsSpan(field.Bytes - bytes.Length));
        if (field.IsHostOrder && BitConverter.IsLittleEndian)
        {
            Array.Reverse(whole);
        }
        return whole;
    }
}
