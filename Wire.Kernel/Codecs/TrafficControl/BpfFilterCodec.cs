using Wire.Domain;
using static Wire.Kernel.LinuxPktCls;

namespace Wire.Kernel;

/// <summary>TCA_BPF_*.</summary>
internal sealed class BpfFilterCodec() : FilterCodec(BpfFilter.TheKind, "bpf")
{
    public override Filter? Decode(scoped in AttributeReader options, uint handle, ObjectContext context)
    {
        BpfFilter filter = new() { DirectAction = false };
        AttributeReader attributes = options.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_BPF_CLASSID:
                    filter = filter with { ClassId = attributes.ReadU32() };
                    break;
                case TCA_BPF_NAME:
                    filter = filter with { Pinned = attributes.ReadString() };
                    break;
                case TCA_BPF_FLAGS:
                    filter = filter with { DirectAction = (attributes.ReadU32() & TCA_BPF_FLAG_ACT_DIRECT) != 0 };
                    break;
                case TCA_BPF_FLAGS_GEN:
                    filter = WithFlags(filter, attributes.ReadU32());
                    break;
                case TCA_BPF_ID:
                    filter = filter with { ProgramId = attributes.ReadU32() };
                    break;
                case TCA_BPF_ACT:
                    filter = filter with { Actions = TcActions.Decode(attributes, context) };
                    break;
                default:
                    context.Unknown.Keep(attributes, AttributePlace.BpfFilter);
                    break;
            }
        }
        return filter;
    }

    protected override void Encode(RequestBuilder builder, NetlinkMessageWriter writer, Filter filter)
    {
        BpfFilter bpf = (BpfFilter)filter;
        string path = bpf.Pinned ?? "";
        writer.WriteU32(TCA_BPF_FD, (uint)builder.PinnedProgram(path));
        writer.WriteString(TCA_BPF_NAME, path);
        writer.WriteU32IfSet(TCA_BPF_CLASSID, bpf.ClassId);
        if (bpf.DirectAction == true)
        {
            writer.WriteU32(TCA_BPF_FLAGS, TCA_BPF_FLAG_ACT_DIRECT);
        }
        TcActions.Encode(builder, TCA_BPF_ACT, bpf.Actions);
        if (FlagsOf(filter) is var flags and not 0)
        {
            writer.WriteU32(TCA_BPF_FLAGS_GEN, flags);
        }
    }
}
