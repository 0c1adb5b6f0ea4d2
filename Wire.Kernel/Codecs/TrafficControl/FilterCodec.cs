using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxPktCls;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWTFILTER and RTM_DELTFILTER (<c>tcmsg</c>) for one kind: what is its own is TCA_OPTIONS.</summary>
/// <param name="kind">The kind in the domain.</param>
/// <param name="word">TCA_KIND.</param>
internal abstract class FilterCodec(ResourceKind kind, string word) : ResourceCodec
{
    public override ResourceKind Kind { get; } = kind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<TcMsg>(), TrafficControlTables.Tc);

    public string Word { get; } = word;

    public override ObjectSource Source => FilterSource.The;

    /// <summary>A filter with what is in TCA_OPTIONS; null for what is no object.</summary>
    public abstract Filter? Decode(scoped in AttributeReader options, uint handle, ObjectContext context);

    /// <summary>Writes what is in TCA_OPTIONS.</summary>
    protected abstract void Encode(RequestBuilder builder, NetlinkMessageWriter writer, Filter filter);

    /// <summary>The handle that is asked for.</summary>
    protected virtual uint HandleOf(Filter filter) => filter.Handle ?? Filter.HandleDefault;

    /// <summary>The handle of one that exists.</summary>
    protected virtual uint HandleOfKnown(Filter filter) => HandleOf(filter);

    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        Filter filter = (Filter)operation.After!;
        EncodeWhole(builder, NLM_F_CREATE | NLM_F_EXCL, filter, HandleOf(filter));
    }

    public override void EncodeChange(RequestBuilder builder, Operation operation) =>
        EncodeWhole(builder, 0, Whole.After<Filter>(operation), HandleOfKnown((Filter)operation.Before!));

    private void EncodeWhole(RequestBuilder builder, ushort flags, Filter filter, uint handle)
    {
        NetlinkMessageWriter writer = Begin(builder, RTM_NEWTFILTER, flags, filter, handle);
        int options = writer.BeginNested(TCA_OPTIONS);
        Encode(builder, writer, filter);
        writer.EndNested(options);
        builder.End();
    }

    private NetlinkMessageWriter Begin(RequestBuilder builder, ushort type, ushort flags, Filter filter, uint handle)
    {
        NetlinkMessageWriter writer = builder.Begin(type, flags, new TcMsg
        {
            tcm_ifindex = builder.Indexes.Of(filter.Dev),
            tcm_handle = handle,
            tcm_parent = filter.Parent ?? 0,
            tcm_info = filter.Priority << 16 | BinaryPrimitives.ReverseEndianness((ushort)(filter.Protocol ?? 0)),
        });
        writer.WriteString(TCA_KIND, Word);
        if (filter.Chain is { } chain and > 0)
        {
            writer.WriteU32(TCA_CHAIN, chain);
        }
        return writer;
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        Filter filter = (Filter)operation.Before!;
        Begin(builder, RTM_DELTFILTER, 0, filter, HandleOfKnown(filter));
        builder.End();
    }

    /// <summary>EINVAL: what it hung on is gone, or its priority is another kind's now.</summary>
    public override bool MeansGone(int errno) => errno is Errno.ENOENT or Errno.EINVAL or Errno.ENODEV;

    protected static uint FlagsOf(Filter filter) =>
        (filter.SkipHw == true ? TCA_CLS_FLAGS_SKIP_HW : 0) | (filter.SkipSw == true ? TCA_CLS_FLAGS_SKIP_SW : 0);

    protected static T WithFlags<T>(T filter, uint flags)
        where T : Filter => (T)(filter with { SkipHw = (flags & TCA_CLS_FLAGS_SKIP_HW) != 0, SkipSw = (flags & TCA_CLS_FLAGS_SKIP_SW) != 0 });
}
