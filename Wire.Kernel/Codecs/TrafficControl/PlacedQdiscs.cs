using Wire.Domain;

namespace Wire.Kernel;

/// <summary>ingress and clsact: no options.</summary>
internal sealed class PlacedQdiscCodec(ResourceKind kind, string word) : QdiscCodec(kind, word)
{
    public override Qdisc Decode(scoped in AttributeReader options, UnknownAttributes unknown) => (Qdisc)Kind.Blank();

    protected override void Encode(NetlinkMessageWriter writer, Qdisc qdisc, bool isChange)
    {
    }
}

/// <summary>Of a kind that this version has no room for: its options are kept.</summary>
internal sealed class OtherQdiscCodec() : QdiscCodec(OtherQdisc.TheKind, "")
{
    public override Qdisc Decode(scoped in AttributeReader options, UnknownAttributes unknown) => new OtherQdisc();

    protected override void Encode(NetlinkMessageWriter writer, Qdisc qdisc, bool isChange) =>
        throw new InvalidOperationException($"{qdisc.Title} is not Wire's to make");
}
