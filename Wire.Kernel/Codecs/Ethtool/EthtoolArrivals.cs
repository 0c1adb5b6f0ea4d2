using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>
/// Devices that come, go, or agree on another speed. Of these ethtool announces nothing, but the link does: so its settings are
/// asked for when it is first seen, and again when its speed is another one than they say.
/// </summary>
internal sealed class EthtoolArrivals : ObjectSource
{
    public static EthtoolArrivals The { get; } = new();

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWLINK, RTM_DELLINK];

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (!LinkMessages.IsOfLink(message))
        {
            return;
        }
        if (IsDeletion(message))
        {
            // The table of links has forgotten it by now: the name is in the message.
            if (LinkMessages.Identify(message).Name is { } name && EthtoolSource.Known(context, LinkName.Reference(context.Netns, name)) is { } gone)
            {
                into.Add(gone);
            }
        }
        else if (context.Links.Find(message.Fixed<IfInfoMsg>().ifi_index) is { } link && EthtoolSource.IsTold(context, link)
            && (EthtoolSource.Known(context, link.Reference) is not { } known || IsOutdated(known, link))
            && EthtoolSource.Ask(context, link) is { } settings)
        {
            into.Add(settings);
        }
    }

    private static bool IsOutdated(Ethtool known, Link link) =>
        link is Interface device && (known[EthtoolSubject.Speed] != device.Speed || known[EthtoolSubject.Duplex] != device.Duplex);
}
