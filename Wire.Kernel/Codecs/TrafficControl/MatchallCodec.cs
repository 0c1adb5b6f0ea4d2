using Wire.Domain;
using static Wire.Kernel.LinuxPktCls;

namespace Wire.Kernel;

/// <summary>TCA_MATCHALL_*.</summary>
internal sealed class MatchallCodec() : FilterCodec(Matchall.TheKind, "matchall")
{
    public override Filter? Decode(scoped in AttributeReader options, uint handle, ObjectContext context)
    {
        Matchall filter = new();
        AttributeReader attributes = options.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_MATCHALL_CLASSID:
                    filter = filter with { ClassId = attributes.ReadU32() };
                    break;
                case TCA_MATCHALL_ACT:
                    filter = filter with { Actions = TcActions.Decode(attributes, context) };
                    break;
                case TCA_MATCHALL_FLAGS:
                    filter = WithFlags(filter, attributes.ReadU32());
                    break;
                default:
                    context.Unknown.Keep(attributes, AttributePlace.Matchall);
                    break;
            }
        }
        return filter;
    }

    protected override void Encode(RequestBuilder builder, NetlinkMessageWriter writer, Filter filter)
    {
        writer.WriteU32IfSet(TCA_MATCHALL_CLASSID, filter.ClassId);
        TcActions.Encode(builder, TCA_MATCHALL_ACT, filter.Actions);
        if (FlagsOf(filter) is var flags and not 0)
        {
            writer.WriteU32(TCA_MATCHALL_FLAGS, flags);
        }
    }
}
