using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// Turns the kernel's event messages into observations. It keeps the table of links up to date by them, and says what the
/// kernel leaves for the listener to conclude.
/// </summary>
internal sealed class EventDecoder(LinkTable links)
{
    private readonly UnknownAttributes _unknown = new();
    private readonly List<Suspicion> _suspicions = [];

    /// <summary>An event after which IPv4 routes may be gone without a word.</summary>
    /// <param name="Link">The reference of the link that went down, or lost an address.</param>
    /// <param name="Source">The address that it lost.</param>
    /// <param name="PortId">Who caused the event.</param>
    /// <param name="Sequence">By which request.</param>
    public readonly record struct Suspicion(string Link, IpAddr? Source, uint PortId, uint Sequence);

    /// <summary>The routes as they were told.</summary>
    public RouteBook Routes { get; } = new();

    private readonly RiderBook _riders = new();

    /// <summary>Finds the other end of a veth in another namespace by (nsid, index); null when it cannot.</summary>
    public Func<int, uint, string?>? PeerReference { get; set; }

    /// <summary>The first event since the last call that makes a look at the IPv4 routes necessary; null when none does.</summary>
    public Suspicion? TakeSuspicion()
    {
        Suspicion? first = null;
        foreach (Suspicion suspicion in _suspicions)
        {
            if (Routes.Concerns(suspicion.Link, suspicion.Source))
            {
                first = suspicion;
                break;
            }
        }
        _suspicions.Clear();
        return first;
    }

    /// <summary>Appends what the message says; nothing for a message that is about no object of ours.</summary>
    /// <exception cref="NetlinkFormatException">The message is cut short or contradicts itself.</exception>
    public void Decode(scoped in NetlinkMessage message, List<Observation> into)
    {
        Cause cause = new(message.Header.PortId, message.Header.Sequence);
        bool vanished = ResourceMessages.IsDeletion(message.Type);
        switch (ResourceMessages.Decode(message, links, _unknown, PeerReference))
        {
            case null:
                break;
            case Link link when vanished:
                LinkVanished(link, cause, into);
                break;
            case Link link:
                LinkObserved(link, cause, into);
                break;
            case Route route when vanished:
                if (Routes.Vanish(route) is { } news)
                {
                    into.Add(cause.Of(news.Vanished, news.Route));
                }
                break;
            case Route route:
                if (Routes.Observe(route, message.Header.Flags))
                {
                    into.Add(cause.Of(vanished: false, route));
                }
                break;
            case Address { Prefix.IsV6: false } address when vanished:
                _suspicions.Add(new(address.Link, address.Prefix.Address, cause.PortId, cause.Sequence));
                _riders.Note(address, vanished);
                into.Add(cause.Of(vanished: true, address));
                break;
            case { } resource:
                _riders.Note(resource, vanished);
                into.Add(cause.Of(vanished, resource));
                break;
        }
    }

    /// <summary>Forgets everything: a complete listing follows.</summary>
    public void Clear()
    {
        links.Clear();
        Routes.Clear();
        _riders.Clear();
        _suspicions.Clear();
    }

    private readonly record struct Cause(uint PortId, uint Sequence)
    {
        public Observation Of(bool vanished, Resource resource) => new(vanished, resource, PortId, Sequence);
    }

    private void LinkVanished(Link link, Cause cause, List<Observation> into)
    {
        foreach (RouteBook.News news in Routes.TakeAllBy(link.Reference))
        {
            into.Add(cause.Of(news.Vanished, news.Route));
        }
        links.Remove(link.Index!.Value);
        into.Add(cause.Of(vanished: true, link));
    }

    private void LinkObserved(Link link, Cause cause, List<Observation> into)
    {
        uint index = link.Index!.Value;
        Link? known = links.Find(index);
        if (known is not null && known.Name != link.Name)
        {
            into.Add(cause.Of(vanished: true, known));
        }
        if (known is { Up: true } && link.Up == false)
        {
            _suspicions.Add(new(link.Reference, null, cause.PortId, cause.Sequence));
        }
        links.Set(link);
        into.Add(cause.Of(vanished: false, link));
        if (known is not null && known.Name != link.Name)
        {
            RidersRenamed(known.Reference, link.Reference, cause, into);
        }
        if (link is Veth { Peer: { } peer } && links.Find(peer) is Veth { Peer: null } other)
        {
            // The first end of a pair is announced before there is a second one, and not again once there is.
            other = other with { Peer = link.Reference };
            links.Set(other);
            into.Add(cause.Of(vanished: false, other));
        }
    }

    /// <summary>
    /// What has the link's name in its own vanishes under the old one and is there under the new one; what only refers to it is
    /// told again. The kernel announces none of this.
    /// </summary>
    private void RidersRenamed(string oldLink, string newLink, Cause cause, List<Observation> into)
    {
        for (int i = 0; i < _suspicions.Count; i++)
        {
            _suspicions[i] = _suspicions[i].Link == oldLink ? _suspicions[i] with { Link = newLink } : _suspicions[i];
        }
        foreach (Link referring in links.Links.ToList())
        {
            if (LinkReferences.Renamed(referring, oldLink, newLink) is { } renamed)
            {
                links.Set(renamed);
                into.Add(cause.Of(vanished: false, renamed));
            }
        }
        foreach ((Resource old, Resource now) in _riders.Rename(oldLink, newLink))
        {
            into.Add(cause.Of(vanished: true, old));
            into.Add(cause.Of(vanished: false, now));
        }
        foreach (RouteBook.News news in Routes.Rename(oldLink, newLink))
        {
            into.Add(cause.Of(news.Vanished, news.Route));
        }
    }
}
