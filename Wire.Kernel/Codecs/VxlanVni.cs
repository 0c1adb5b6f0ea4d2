using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>The networks of a VXLAN: RTM_NEWTUNNEL and RTM_DELTUNNEL (<c>tunnel_msg</c>, bridge(8)).</summary>
internal sealed class VxlanVniCodec : ResourceCodec
{
    public override ObjectSource Source => VxlanVniSource.The;

    public override ResourceKind Kind => VxlanVni.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<TunnelMsg>(), LinkTables.VniFilter);

    /// <summary>
    /// Where VXLANs filter no networks, nobody registers such a request (<c>vxlan_vnifilter_init</c>, since Linux 5.18); elsewhere this one is
    /// about no link (ENODEV). A plan that makes the VXLAN asks for that first, which loads the module.
    /// </summary>
    public override KernelNeed Need { get; } = new RequestNeed("networks of VXLANs", "CONFIG_VXLAN, since Linux 5.18", writer =>
    {
        writer.Begin(RTM_NEWTUNNEL, NLM_F_REQUEST | NLM_F_ACK, 1, new TunnelMsg { family = AF_BRIDGE });
        writer.End();
    }, (errno, _) => errno == Errno.EOPNOTSUPP);

    /// <summary>One that only goes elsewhere is given its new remote, and never gone.</summary>
    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        VxlanVni before = (VxlanVni)operation.Before!, after = (VxlanVni)operation.After!;
        ValueList<VniRange> old = before.Vnis ?? [], wanted = after.Vnis ?? [];
        Write(builder, RTM_NEWTUNNEL, after, VniRange.Without(wanted, old));
        Write(builder, RTM_DELTUNNEL, after, VniRange.Without(old.Select(r => r with { Remote = null }), [.. wanted.Select(r => r with { Remote = null })]));
    }

    private static void Write(RequestBuilder builder, ushort type, VxlanVni of, ValueList<VniRange> ranges)
    {
        if (ranges.Count == 0)
        {
            return;
        }
        NetlinkMessageWriter writer = builder.Begin(type, 0, new TunnelMsg { family = AF_BRIDGE, ifindex = builder.Indexes.Of(of.Dev) });
        foreach (VniRange range in ranges)
        {
            int entry = writer.BeginNested(VXLAN_VNIFILTER_ENTRY | NLA_F_NESTED);
            writer.WriteU32(VXLAN_VNIFILTER_ENTRY_START, range.First);
            if (range.Last != range.First)
            {
                writer.WriteU32(VXLAN_VNIFILTER_ENTRY_END, range.Last);
            }
            if (range.Remote is { } remote)
            {
                writer.WriteAddress(remote.IsV6 ? VXLAN_VNIFILTER_ENTRY_GROUP6 : VXLAN_VNIFILTER_ENTRY_GROUP, remote);
            }
            writer.EndNested(entry);
        }
        builder.End();
    }

    public override void EncodeCreate(RequestBuilder builder, Operation operation) => throw Never;

    public override void EncodeDelete(RequestBuilder builder, Operation operation) => throw Never;

    private static InvalidOperationException Never => new("the networks of a VXLAN come and go with it");

    public override bool MeansGone(int errno) => errno == Errno.ENODEV;
}

/// <summary>The networks of VXLANs. Each is announced by itself; what is known of a VXLAN has the others.</summary>
internal sealed class VxlanVniSource : ObjectSource
{
    public static VxlanVniSource The { get; } = new();

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_LINK, RTNLGRP_TUNNEL];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWTUNNEL, RTM_DELTUNNEL, RTM_NEWLINK, RTM_DELLINK];

    private static readonly DumpRequest[] Lists = [DumpRequest.Of("networks of VXLANs", RTM_GETTUNNEL, new TunnelMsg { family = AF_BRIDGE }, RTM_NEWTUNNEL)];

    /// <summary>A kernel that has them may have none to list: only a VXLAN that filters is asked about.</summary>
    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => context.Links.Links.Any(IsFiltering) ? Lists : [];

    public override void Read(ObjectContext context, List<Resource> into) =>
        into.AddRange(context.Links.Links.Where(IsFiltering).Select(l => new VxlanVni { Dev = l.Reference, Vnis = [] }).Where(v => context.FindTold(v) is null));

    private static bool IsFiltering(Link link) => link is Vxlan { VniFilter: true };

    /// <summary>A network that goes leaves the others.</summary>
    public override bool IsDeletion(scoped in NetlinkMessage message) => message.Type == RTM_DELLINK;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (message.Type is RTM_NEWTUNNEL or RTM_DELTUNNEL)
        {
            DecodeNetworks(message, context, into);
            return;
        }
        bool isGone = IsDeletion(message);
        // Links are told again and again: nothing is made for one that is no such VXLAN.
        if (!LinkMessages.IsOfLink(message) || !(isGone || (context.Links.Find(message.Fixed<IfInfoMsg>().ifi_index) is { } link && IsFiltering(link))))
        {
            return;
        }
        VxlanVni none = new() { Dev = LinkName.Reference(context.Netns, LinkMessages.Identify(message).Name ?? ""), Vnis = [] };
        if (context.FindTold(none) is not null == isGone)
        {
            into.Add(none);
        }
    }

    private static void DecodeNetworks(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (context.Links.Reference(message.Fixed<TunnelMsg>().ifindex) is not { } dev)
        {
            return;
        }
        VxlanVni known = context.FindTold(new VxlanVni { Dev = dev }) as VxlanVni ?? new() { Dev = dev, Vnis = [] };
        List<VniRange> news = [];
        AttributeReader attributes = message.Attributes(Marshal.SizeOf<TunnelMsg>());
        while (attributes.Read())
        {
            if (attributes.Type == VXLAN_VNIFILTER_ENTRY && Entry(attributes.Nested()) is { } entry && entry.First <= entry.Last)
            {
                news.Add(entry);
            }
        }
        List<VniRange> rest = [];
        foreach (VniRange range in known.Vnis ?? [])
        {
            rest.AddRange(VniRange.Without([range], [.. news.Select(n => n with { Remote = range.Remote })]));
        }
        into.Add(known with { Vnis = VniRange.Joined(message.Type == RTM_NEWTUNNEL ? rest.Concat(news) : rest) });
    }

    private static VniRange? Entry(AttributeReader attributes)
    {
        uint? first = null, last = null;
        IpAddr? remote = null;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case VXLAN_VNIFILTER_ENTRY_START:
                    first = attributes.ReadU32();
                    break;
                case VXLAN_VNIFILTER_ENTRY_END:
                    last = attributes.ReadU32();
                    break;
                case VXLAN_VNIFILTER_ENTRY_GROUP or VXLAN_VNIFILTER_ENTRY_GROUP6:
                    remote = attributes.ReadAddress() is { IsAny: false } address ? address : null;
                    break;
            }
        }
        return first is { } start ? new(start, last ?? start, remote) : null;
    }
}
