using System.Buffers.Binary;
using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>Filters, listed for each place that they can hang on: the hooks of ingress and clsact, qdiscs, and classes of htb.</summary>
internal sealed class FilterSource : ObjectSource
{
    private const int TcMsgBytes = 20;

    private static readonly OtherFilterCodec Other = new();

    public static ImmutableArray<FilterCodec> Codecs { get; } = [new FlowerCodec(), new U32Codec(), new MatchallCodec(), new BpfFilterCodec(), Other];

    public static FilterSource The { get; } = new();

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_TC];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWTFILTER, RTM_DELTFILTER];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context)
    {
        foreach (Resource told in context.Told().Where(r => r is Qdisc or HtbClass).ToList())
        {
            (string dev, uint[] parents) = told switch
            {
                IngressQdisc ingress => (ingress.Dev, [TcHandles.FilterIngress]),
                ClsactQdisc clsact => (clsact.Dev, [TcHandles.FilterIngress, TcHandles.FilterEgress]),
                Qdisc qdisc => (qdisc.Dev, [qdisc.Handle ?? 0]),
                HtbClass htb => (htb.Dev, [htb.ClassId]),
                _ => ("", Array.Empty<uint>()),
            };
            if (context.Links.IndexOf(dev) is { } index)
            {
                foreach (uint parent in parents)
                {
                    yield return DumpRequest.Of("filters", RTM_GETTFILTER, new TcMsg { tcm_ifindex = index, tcm_parent = parent }, RTM_NEWTFILTER);
                }
            }
        }
    }

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        TcMsg header = message.Fixed<TcMsg>();
        if (context.Links.Reference(header.tcm_ifindex) is not { } dev)
        {
            return;
        }
        UnknownAttributes unknown = context.Unknown;
        unknown.Clear();
        FilterCodec codec = Other;
        string? word = null;
        uint? chain = null;
        Filter? filter = null;
        AttributeReader attributes = message.Attributes(TcMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_KIND:
                    word = attributes.ReadString();
                    codec = Codecs.FirstOrDefault(c => c.Word == word, Other);
                    break;
                case TCA_CHAIN:
                    chain = attributes.ReadU32() is var number and not 0 ? number : null;
                    break;
                case TCA_OPTIONS:
                    int nest = unknown.BeginNested(attributes);
                    filter = codec.Decode(attributes, header.tcm_handle, context);
                    unknown.EndNested(nest);
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.TrafficControl);
                    break;
            }
        }
        uint parent = ParentOf(header.tcm_parent), priority = header.tcm_info >> 16;
        if (IsDeletion(message) && header.tcm_handle == 0)
        {
            // All of a priority at once.
            into.AddRange(context.ToldOf(Filter.Collection).OfType<Filter>()
                .Where(f => f.Dev == dev && f.Parent == parent && f.Priority == priority && (f.Chain ?? 0) == (chain ?? 0)));
            return;
        }
        if (filter is null || header.tcm_handle == 0)
        {
            // The priority itself, which is listed before its filters.
            return;
        }
        into.Add((filter is OtherFilter other ? other with { Classifier = word } : filter) with
        {
            Dev = dev,
            Parent = parent,
            Chain = chain,
            Priority = priority,
            Protocol = BinaryPrimitives.ReverseEndianness((ushort)header.tcm_info),
            Handle = header.tcm_handle,
            Actions = filter.Actions ?? ValueList<TcAction>.Empty,
            Unknown = unknown.Take(),
        });
    }

    /// <summary>The place as Wire names it: of an ingress qdisc every number leads to its one hook.</summary>
    private static uint ParentOf(uint parent) => TcHandles.MajorOf(parent) != TcHandles.IngressHandle ? parent
        : parent == TcHandles.FilterEgress ? parent : TcHandles.FilterIngress;
}
