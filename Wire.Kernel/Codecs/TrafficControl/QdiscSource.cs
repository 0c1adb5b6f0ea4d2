using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>Queueing disciplines. Those without a handle are the kernel's own defaults: it neither announces nor deletes them, and they are no objects.</summary>
internal sealed class QdiscSource : ObjectSource
{
    private const int TcMsgBytes = 20;

    private static readonly OtherQdiscCodec Other = new();

    public static ImmutableArray<QdiscCodec> Codecs { get; } =
    [
        new HtbCodec(),
        new PrioCodec(),
        new TbfCodec(),
        new FqCodelCodec(),
        new FqCodec(),
        new CakeCodec(),
        new NetemCodec(),
        new PlacedQdiscCodec(IngressQdisc.TheKind, "ingress"),
        new PlacedQdiscCodec(ClsactQdisc.TheKind, "clsact"),
        Other,
    ];

    public static QdiscSource The { get; } = new();

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_TC];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWQDISC, RTM_DELQDISC];

    private static readonly DumpRequest[] Lists = [DumpRequest.Of("queueing disciplines", RTM_GETQDISC, default(TcMsg), RTM_NEWQDISC)];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        TcMsg header = message.Fixed<TcMsg>();
        if (header.tcm_handle == 0 || context.Links.Reference(header.tcm_ifindex) is not { } dev)
        {
            return;
        }
        UnknownAttributes unknown = context.Unknown;
        unknown.Clear();
        QdiscCodec codec = Other;
        string? word = null;
        Qdisc? qdisc = null;
        AttributeReader attributes = message.Attributes(TcMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_KIND:
                    word = attributes.ReadString();
                    codec = Codecs.FirstOrDefault(c => c.Word == word, Other);
                    break;
                case TCA_OPTIONS when codec != Other:
                    int nest = unknown.BeginNested(attributes);
                    qdisc = codec.Decode(attributes, unknown);
                    unknown.EndNested(nest);
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.TrafficControl);
                    break;
            }
        }
        qdisc ??= (Qdisc)codec.Kind.Blank();
        qdisc = qdisc is OtherQdisc other ? other with { Discipline = word } : qdisc;
        bool isPlaced = qdisc is IngressQdisc or ClsactQdisc;
        qdisc = qdisc with { Dev = dev, Parent = isPlaced ? null : header.tcm_parent, Handle = isPlaced ? null : header.tcm_handle, Unknown = unknown.Take() };
        into.Add(qdisc);
        if (IsDeletion(message))
        {
            TcRiders.AddOf(qdisc, context, into);
        }
    }
}
