using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;

namespace Wire.Kernel;

/// <summary>
/// Turns the kernel's event messages into observations. It keeps the table of links up to date by them, and says what the
/// kernel leaves for the listener to conclude.
/// </summary>
internal sealed class EventDecoder
{
    private readonly LinkTable _links;
    private readonly ObjectSources _sources;
    private readonly List<Suspicion> _suspicions = [];
    private readonly List<Resource> _decoded = [];
    private readonly RiderBook _riders = new();
    private readonly FacetBook _facets = new();
    private readonly MessageMemory _memory = new();
    private readonly Dictionary<ushort, ObjectSource[]> _generic = [];

    /// <param name="context">Of one namespace.</param>
    /// <param name="sources">What is heard of; null for all that is registered.</param>
    public EventDecoder(ObjectContext context, ObjectSources? sources = null)
    {
        Context = context;
        _links = context.Links;
        _sources = sources ?? ObjectSources.Of(context.Netns);
        context.FindTold = _riders.Find;
        context.ToldOf = _riders.Of;
        context.Told = () => _riders.Told.Concat(_facets.Told);
    }

    public ObjectContext Context { get; }

    public ObjectSources Sources => _sources;

    /// <summary>An event after which IPv4 routes may be gone without a word.</summary>
    /// <param name="Link">The reference of the link that went down, or lost an address.</param>
    /// <param name="Source">The address that it lost.</param>
    /// <param name="PortId">Who caused the event.</param>
    /// <param name="Sequence">By which request.</param>
    /// <param name="Nexthop">The nexthop object that went; 0 for none.</param>
    public readonly record struct Suspicion(string Link, IpAddr? Source, uint PortId, uint Sequence, uint Nexthop = 0);

    /// <summary>The routes as they were told.</summary>
    public RouteBook Routes { get; } = new();

    /// <summary>
    /// The first event since the last call after which nexthop objects may be gone, or groups smaller, without a word: their link
    /// went down (<c>nexthop_flush_dev</c>, net/ipv4/nexthop.c). Null when there is none by such a link.
    /// </summary>
    public Suspicion? SuspicionOfNexthops()
    {
        if (_suspicions.Count == 0)
        {
            return null;
        }
        HashSet<string?> links = [.. _riders.Of(NexthopObject.TheKind.Collection).Select(n => ((NexthopObject)n).Dev)];
        foreach (Suspicion suspicion in _suspicions)
        {
            if (suspicion.Link.Length > 0 && suspicion.Source is null && links.Contains(suspicion.Link))
            {
                return suspicion;
            }
        }
        return null;
    }

    /// <summary>From now on messages of a family of generic netlink are looked at.</summary>
    public void Read(GenericFamily family) => _generic[family.Id] = [.. _sources.Sources.Where(s => s.GenericName == family.Name)];

    /// <summary>The first event since the last call that makes a look at the IPv4 routes necessary; null when none does.</summary>
    public Suspicion? TakeSuspicion()
    {
        Suspicion? first = null;
        foreach (Suspicion suspicion in _suspicions)
        {
            if (Routes.Concerns(suspicion.Link, suspicion.Source, suspicion.Nexthop))
            {
                first = suspicion;
                break;
            }
        }
        _suspicions.Clear();
        return first;
    }

    /// <summary>Appends what the event says; nothing for a message that is about no object of ours.</summary>
    /// <exception cref="NetlinkFormatException">The message is cut short or contradicts itself.</exception>
    public void Decode(NetlinkFamily family, scoped in NetlinkMessage message, List<Observation> into)
    {
        ReadOnlySpan<ObjectSource> sources = family == NetlinkFamily.Generic
            ? _generic.GetValueOrDefault(message.Type)
            : _sources.Reading(family, message.Type);
        foreach (ObjectSource source in sources)
        {
            Decode(source, message, into);
        }
    }

    /// <summary>Appends what the message says to one source.</summary>
    /// <exception cref="NetlinkFormatException">The message is cut short or contradicts itself.</exception>
    public void Decode(ObjectSource source, scoped in NetlinkMessage message, List<Observation> into)
    {
        _decoded.Clear();
        _memory.Decode(source, message, Context, _decoded);
        if (_decoded.Count == 0)
        {
            return;
        }
        bool vanished = source.IsDeletion(message);
        Cause cause = new(source.Family, message.Header.PortId, message.Header.Sequence);
        if (_decoded[0] is Link link)
        {
            if (vanished)
            {
                LinkVanished(link, cause, into);
            }
            else
            {
                LinkObserved(link, cause, into);
            }
            return;
        }
        foreach (Resource resource in _decoded)
        {
            if (source is LinkSource)
            {
                _facets.Note(message.Fixed<IfInfoMsg>().ifi_index, resource);
                into.Add(cause.Of(vanished: false, resource));
            }
            else
            {
                Tell(source, resource, vanished, message.Header.Flags, cause, into);
            }
        }
    }

    /// <summary>Appends what a message of a listing says to a source: objects that are there, which may be many.</summary>
    /// <exception cref="NetlinkFormatException">The message is cut short or contradicts itself.</exception>
    public void List(ObjectSource source, scoped in NetlinkMessage message, List<Resource> into)
    {
        _decoded.Clear();
        source.Decode(message, Context, _decoded);
        NoteListed(source, _decoded, into);
    }

    /// <summary>Appends what a source reads without netlink.</summary>
    public void Read(ObjectSource source, List<Resource> into)
    {
        _decoded.Clear();
        source.Read(Context, _decoded);
        NoteListed(source, _decoded, into);
    }

    /// <summary>Appends those of the listed objects that are in use.</summary>
    public void NoteListed(ObjectSource source, List<Resource> listed, List<Resource> into)
    {
        // What grows as it is filled is copied again and again, and the collector called for it.
        into.EnsureCapacity(into.Count + listed.Count);
        if (source is RouteSource)
        {
            Routes.Expect(listed.Count);
        }
        foreach (Resource resource in listed)
        {
            if (resource is Route route && !Routes.Observe(route, NLM_F_MULTI))
            {
                continue;
            }
            if (source.FollowsLinks && resource is not Route)
            {
                _riders.Note(resource, vanished: false);
            }
            into.Add(resource);
        }
    }

    /// <summary>Notes the end of an object that only a listing showed.</summary>
    public void NoteGone(Resource resource) => _riders.Note(resource, vanished: true);

    private void Tell(ObjectSource source, Resource resource, bool vanished, ushort flags, Cause cause, List<Observation> into)
    {
        switch (resource)
        {
            case Route route when vanished:
                if (Routes.Vanish(route) is { } news)
                {
                    into.Add(cause.Of(news.Vanished, news.Route));
                }
                return;
            case Route route:
                if (Routes.Observe(route, flags))
                {
                    into.Add(cause.Of(vanished: false, route));
                }
                return;
            case Address { Prefix.IsV6: false } address when vanished:
                _suspicions.Add(new(address.Link, address.Prefix.Address, cause.PortId, cause.Sequence));
                break;
            case NexthopObject nexthop when vanished:
                SuspectRoutesBy(nexthop, cause.PortId, cause.Sequence);
                EntriesVanished(nexthop, cause, into);
                break;
        }
        if (source.FollowsLinks)
        {
            _riders.Note(resource, vanished);
        }
        into.Add(cause.Of(vanished, resource));
    }

    /// <summary>So do a VXLAN's entries (<c>vxlan_fdb_nh_flush</c>, drivers/net/vxlan/vxlan_core.c).</summary>
    private void EntriesVanished(NexthopObject nexthop, Cause cause, List<Observation> into)
    {
        foreach (FdbEntry entry in _riders.Told.OfType<FdbEntry>().Where(f => f.NexthopId == nexthop.Id).ToList())
        {
            _riders.Note(entry, vanished: true);
            into.Add(cause.Of(vanished: true, entry));
        }
    }

    /// <summary>IPv4 routes by a nexthop object go with it in silence.</summary>
    public void SuspectRoutesBy(NexthopObject nexthop, uint portId, uint sequence) => _suspicions.Add(new("", null, portId, sequence, nexthop.Id));

    /// <summary>Forgets everything: a complete listing follows.</summary>
    public void Clear()
    {
        _links.Clear();
        Routes.Clear();
        _riders.Clear();
        _facets.Clear();
        _suspicions.Clear();
    }

    private readonly record struct Cause(NetlinkFamily Family, uint PortId, uint Sequence)
    {
        public Observation Of(bool vanished, Resource resource) => new(vanished, resource, Family, PortId, Sequence);
    }

    private void LinkVanished(Link link, Cause cause, List<Observation> into)
    {
        foreach (RouteBook.News news in Routes.TakeAllBy(link.Reference))
        {
            into.Add(cause.Of(news.Vanished, news.Route));
        }
        FacetsVanished(link.Index!.Value, [], cause, into);
        GroupsVanished(link.Reference, cause, into);
        _suspicions.Add(new(link.Reference, null, cause.PortId, cause.Sequence));
        _links.Remove(link.Index!.Value);
        into.Add(cause.Of(vanished: true, link));
        foreach ((Resource old, Resource now) in _riders.Lose(link.Reference))
        {
            into.Add(cause.Of(vanished: false, now));
            if (old.Key != now.Key)
            {
                into.Add(cause.Of(vanished: true, old));
            }
        }
        // A tunnel outlives the link that its packets left by, and the kernel does not say what became of it.
        foreach (Link user in _links.UsersOf(link.Reference))
        {
            Link alone = user.Unused(link.Reference);
            _links.Set(alone);
            into.Add(cause.Of(vanished: false, alone));
        }
    }

    /// <summary>The groups that a bridge itself has joined go with it in silence (<c>br_multicast_dev_del</c>, net/bridge/br_multicast.c).</summary>
    private void GroupsVanished(string link, Cause cause, List<Observation> into)
    {
        foreach (MdbEntry entry in _riders.Of(MdbEntry.TheKind.Collection).OfType<MdbEntry>().Where(m => m.Dev == link || m.Port == link).ToList())
        {
            _riders.Note(entry, vanished: true);
            into.Add(cause.Of(vanished: true, entry));
        }
    }

    private void FacetsVanished(uint index, List<Resource> told, Cause cause, List<Observation> into)
    {
        foreach (Resource gone in _facets.Replace(index, told))
        {
            into.Add(cause.Of(vanished: true, gone));
        }
    }

    private void LinkObserved(Link link, Cause cause, List<Observation> into)
    {
        LinkCodec codec = LinkCodecs.Of(link.Kind);
        if (codec.HasDetails)
        {
            link = codec.Complete(link, Context);
        }
        uint index = link.Index!.Value;
        Link? known = _links.Find(index);
        if (known is not null && known.Name != link.Name)
        {
            into.Add(cause.Of(vanished: true, known));
        }
        // Without a carrier nexthop objects go, and routes stay.
        if ((known is { Up: true } && link.Up == false) || (known is { Carrier: true } && link.Carrier == false))
        {
            _suspicions.Add(new(link.Reference, null, cause.PortId, cause.Sequence));
        }
        _links.Set(link);
        FacetsVanished(index, _decoded, cause, into);
        into.Add(cause.Of(vanished: false, link));
        for (int i = 1; i < _decoded.Count; i++)
        {
            into.Add(cause.Of(vanished: false, _decoded[i]));
        }
        if (known is not null && known.Name != link.Name)
        {
            RidersRenamed(known.Reference, link.Reference, cause, into);
        }
        if (link is Veth { Peer: { } peer } && _links.Find(peer) is Veth { Peer: null } other)
        {
            // The first end of a pair is announced before there is a second one, and not again once there is.
            other = other with { Peer = link.Reference };
            _links.Set(other);
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
        foreach (Link referring in _links.Links.ToList())
        {
            if (referring.Renamed(oldLink, newLink) is Link renamed && !ReferenceEquals(renamed, referring))
            {
                _links.Set(renamed);
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
