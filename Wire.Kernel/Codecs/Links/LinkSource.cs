using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>Links of every kind, and their facets.</summary>
internal sealed class LinkSource : ObjectSource
{
    public static LinkSource The { get; } = new();

    /// <summary>Without the statistics of IPv6, which are no state and a third of the bytes; the others cannot be left out.</summary>
    public static DumpRequest Listing { get; } =
        DumpRequest.Of("links", RTM_GETLINK, default(IfInfoMsg), RTM_NEWLINK, static writer => writer.WriteU32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS));

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_LINK];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWLINK, RTM_DELLINK];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => [Listing];

    public override bool TrySum(scoped in NetlinkMessage message, ref MessageSum sum) => LinkSum.TryAdd(message, ref sum);

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (LinkMessages.IsOfLink(message))
        {
            LinkMessages.Decode(message, context, into);
        }
        else if (!IsDeletion(message))
        {
            // A port that leaves its bridge is told as a link without a master, too.
            LinkMessages.DecodeProtinfo(message, context, into);
        }
    }
}
