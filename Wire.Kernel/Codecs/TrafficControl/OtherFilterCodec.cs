using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Of a kind that this version has no room for: its options are kept.</summary>
internal sealed class OtherFilterCodec() : FilterCodec(OtherFilter.TheKind, "")
{
    public override Filter? Decode(scoped in AttributeReader options, uint handle, ObjectContext context)
    {
        AttributeReader attributes = options.Nested();
        while (attributes.Read())
        {
            context.Unknown.Keep(attributes, AttributePlace.Other);
        }
        return new OtherFilter();
    }

    protected override void Encode(RequestBuilder builder, NetlinkMessageWriter writer, Filter filter) =>
        throw new InvalidOperationException($"{filter.Title} is not Wire's to make");
}
