using Wire.Domain;

namespace Wire.Kernel;

/// <summary>An ipvtap says of itself what an ipvlan does (drivers/net/ipvlan/ipvtap.c).</summary>
internal sealed class IpvtapCodec() : LinkCodec(Ipvtap.TheKind, "ipvtap")
{
    public override AttributeTable DataNames => LinkTables.Ipvlan;

    public override Link Decode(scoped in LinkData data)
    {
        (uint? mode, uint? isolation) = IpvlanCodec.Read(data);
        return new Ipvtap { Parent = data.Lower, Mode = mode, Isolation = isolation };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes) =>
        IpvlanCodec.Write(writer, ((Ipvtap)link).Mode, ((Ipvtap)link).Isolation);

    public override uint? LowerIndex(Link link, LinkIndexes indexes) =>
        ((Ipvtap)link).Parent is { Length: > 0 } parent ? indexes.Of(parent) : null;
}
