using Wire.Domain;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>Turns the kernel's event messages into observations, and keeps the table of links up to date by them.</summary>
internal sealed class EventDecoder(LinkTable links)
{
    private readonly UnknownAttributes _unknown = new();

    /// <summary>Finds the other end of a veth in another namespace by (nsid, index); null when it cannot.</summary>
    public Func<int, uint, string?>? PeerReference { get; set; }

    /// <summary>Appends what the message says; nothing for a message that is about no object of ours.</summary>
    /// <exception cref="NetlinkFormatException">The message is cut short or contradicts itself.</exception>
    public void Decode(scoped in NetlinkMessage message, List<Observation> into)
    {
        switch (message.Type)
        {
            case RTM_NEWLINK or RTM_DELLINK:
                DecodeLink(message, into);
                break;
            case RTM_NEWADDR or RTM_DELADDR:
                Add(AddressCodec.Decode(message, links, _unknown), message.Type == RTM_DELADDR, message, into);
                break;
            case RTM_NEWROUTE or RTM_DELROUTE:
                Add(RouteCodec.Decode(message, links, _unknown), message.Type == RTM_DELROUTE, message, into);
                break;
            case RTM_NEWNEIGH or RTM_DELNEIGH:
                Add(FdbEntryCodec.Decode(message, links, _unknown), message.Type == RTM_DELNEIGH, message, into);
                break;
            case RTM_NEWRULE or RTM_DELRULE:
                Add(RuleCodec.Decode(message, _unknown), message.Type == RTM_DELRULE, message, into);
                break;
        }
    }

    private static void Add(Resource? resource, bool vanished, scoped in NetlinkMessage message, List<Observation> into)
    {
        if (resource is not null)
        {
            into.Add(new(vanished, resource, message.Header.PortId, message.Header.Sequence));
        }
    }

    private void DecodeLink(scoped in NetlinkMessage message, List<Observation> into)
    {
        if (!LinkMessages.IsOfLink(message))
        {
            return;
        }
        Link link = LinkMessages.Decode(message, links, _unknown, PeerReference);
        uint index = link.Index!.Value;
        Link? known = links.Find(index);
        if (message.Type == RTM_DELLINK)
        {
            links.Remove(index);
            Add(link, vanished: true, message, into);
            return;
        }
        if (known is not null && known.Name != link.Name)
        {
            Add(known, vanished: true, message, into);
        }
        links.Set(link);
        Add(link, vanished: false, message, into);
        if (link is Veth { Peer: { } peer } && PeerThatDoesNotKnow(peer) is { } other)
        {
            // The first end of a pair is announced before there is a second one, and not again once there is.
            other = other with { Peer = link.Reference };
            links.Set(other);
            Add(other, vanished: false, message, into);
        }
    }

    private Veth? PeerThatDoesNotKnow(string reference) =>
        links.Find(reference) is Veth { Peer: null } other ? other : null;
}
