using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>What changes on links that stay, and what that takes along.</summary>
internal sealed partial class PlanMaker
{
    /// <summary>Ports that leave a link that goes, in the order of their names.</summary>
    private readonly SortedDictionary<ResourceKey, Link> _detached = [];

    /// <summary>Those of them that a bond gives back as they were before it had them.</summary>
    private readonly HashSet<ResourceKey> _released = [];

    private readonly Dictionary<ResourceKey, LinkChange> _changes = [];

    /// <param name="Before">The link once everything that has to go is gone.</param>
    /// <param name="Declared">Where the new values come from.</param>
    /// <param name="Attributes">What differs.</param>
    /// <param name="Bounced">It goes down and up for that.</param>
    private sealed record LinkChange(Link Before, Link Declared, ImmutableArray<ResourceAttribute> Attributes, bool Bounced);

    /// <summary>Lets the ports of links that go leave by name, so that an inverse can bring them back; those of links that are made anew return.</summary>
    private void Detach()
    {
        foreach (ResourceKey key in _gone.Keys)
        {
            _meanwhile[key] = null;
        }
        ExpectNamespacesAgain();
        foreach ((ResourceKey key, Link link) in _gone)
        {
            foreach (Resource dependent in _live.DependentsOf(key))
            {
                if (dependent is Link port && port.Master == link.Reference && !_gone.ContainsKey(port.Key))
                {
                    Leave(port, link);
                }
            }
        }
        foreach ((string bridge, ImmutableSortedSet<string> ports) in request.LostPorts)
        {
            foreach (string reference in ports)
            {
                if (WillBeThere(ResourceKey.Link(bridge)) && _live.TryGet(ResourceKey.Link(reference), out Resource? port) && ((Link)port).Master is null or "")
                {
                    Return((Link)port, bridge);
                }
            }
        }
        Answer();
    }

    private void Leave(Link port, Link leader)
    {
        ResourceKey key = port.Key;
        _detached[key] = port;
        _meanwhile[key] = leader.Kind.LeadsPorts ? port with { Master = "", Up = false } : port with { Master = "" };
        LeaveBridge(port);
        if (leader.Kind.LeadsPorts)
        {
            _released.Add(key);
        }
        if (leader.Kind.LeadsPorts || (leader.Kind.CyclesPorts && port.Up == true))
        {
            TakeWhatNeedsUp(key);
        }
        if (_links.TryGetValue(leader.Key, out Declared? again) && again.Resource.Kind == leader.Kind)
        {
            Return(port, leader.Reference);
        }
    }

    /// <summary>Attaches a port again, unless somebody asked for something else.</summary>
    private void Return(Link port, string master)
    {
        ResourceKey key = port.Key;
        if (_gone.ContainsKey(key))
        {
            return;
        }
        Ask(key);
        Answer();
        if (!WillBeThere(ResourceKey.Link(master)) || !_desired[ResourceKey.Link(master)].Resource.Kind.TakesPorts)
        {
            return;
        }
        Declared? wanted = _links.GetValueOrDefault(key);
        if (wanted is null && !_desired.ContainsKey(key))
        {
            _links[key] = new(new Interface { Name = port.Name, Netns = port.Netns, Master = master, Up = port.Up });
        }
        else if (wanted is { Resource: Link { Master: null } link } && !(link.Up == false && WillLead(master)))
        {
            _links[key] = wanted with { Resource = link with { Master = master } };
        }
    }

    /// <summary>Whether the plan makes the link.</summary>
    private bool IsMade(ResourceKey key) =>
        _links.TryGetValue(key, out Declared? declared) && declared.Resource.Kind.IsMade && !TryGetMeanwhile(key, out _);

    /// <summary>Made by this plan, or by an earlier one that did not live to attach its ports.</summary>
    private bool WillBeThere(ResourceKey master) =>
        IsMade(master) || (_desired.ContainsKey(master) && TryGetMeanwhile(master, out Resource? live) && request.IsOurs(live));

    private void CompareLinks()
    {
        foreach ((ResourceKey key, Declared declared) in _links)
        {
            if (!TryGetMeanwhile(key, out Resource? now))
            {
                if (!declared.Resource.Kind.IsMade && _desired.ContainsKey(key))
                {
                    Conflict(key, $"{declared.Resource.Title} goes away with what it hangs on", declared.Origin);
                }
                continue;
            }
            Link before = (Link)now;
            ImmutableArray<ResourceAttribute> differing = Differing(declared.Resource, before, Leads(before.Master));
            if (!differing.IsEmpty || _released.Contains(key))
            {
                Compare(key, before, (Link)declared.Resource, differing);
            }
        }
        Answer();
    }

    private void Compare(ResourceKey key, Link before, Link declared, ImmutableArray<ResourceAttribute> differing)
    {
        bool joins = differing.Any(a => a.Name == LinkWords.Master);
        bool leaves = joins && Leads(before.Master);
        bool follows = joins && WillLead(declared.Master);
        if ((leaves || _released.Contains(key)) && !follows)
        {
            differing = Add(differing, declared, LinkWords.Mac);
        }
        bool isWorkedOut = declared.Kind.MtuIsWorkedOut && differing.Any(a => a.IsOwn);
        if (leaves || follows || isWorkedOut || _released.Contains(key))
        {
            differing = Add(differing, declared, LinkWords.Mtu);
        }
        if (differing.IsEmpty)
        {
            return;
        }
        bool bounced = leaves || follows || differing.Any(a => a.MutabilityOf(before, declared) == Mutability.NeedsDown);
        _changes[key] = new(before, declared, differing, bounced);
        if (joins)
        {
            LeaveBridge(before);
            AskDependents(key, links: false);
        }
        bool cycled = joins && (Is(before.Master, k => k.CyclesPorts) || WillBe(declared.Master, k => k.CyclesPorts));
        if ((bounced || cycled) && before.Up == true)
        {
            TakeWhatNeedsUp(key);
        }
        else if (before.Up == false && differing.Any(a => a.Name == LinkWords.Up))
        {
            ForgetRoutes(key);
        }
    }

    /// <summary>Adds an attribute that a bond changes, where somebody asked for a value.</summary>
    private static ImmutableArray<ResourceAttribute> Add(ImmutableArray<ResourceAttribute> attributes, Link declared, string name) =>
        declared.Kind.Find(name) is { } attribute && attribute.IsSet(declared) && !attributes.Contains(attribute) ? attributes.Add(attribute) : attributes;

    /// <summary>Whether the live link of that reference <see cref="ResourceKind.LeadsPorts"/>.</summary>
    private bool Leads(string? master) => Is(master, k => k.LeadsPorts);

    /// <summary>Whether the link of that reference will, once the plan is carried out.</summary>
    private bool WillLead(string? master) => WillBe(master, k => k.LeadsPorts);

    private bool Is(string? master, Func<ResourceKind, bool> which) =>
        master is { Length: > 0 } && _live.TryGet(ResourceKey.Link(master), out Resource? live) && which(live.Kind);

    private bool WillBe(string? master, Func<ResourceKind, bool> which) =>
        master is { Length: > 0 } && _desired.TryGetValue(ResourceKey.Link(master), out Declared? declared) && declared.Resource.Kind.IsMade
            ? which(declared.Resource.Kind)
            : Is(master, which);

    /// <summary>A port that leaves its bridge loses what the bridge had for it: its settings, VLANs and entries (<c>del_nbp</c>, net/bridge/br_if.c).</summary>
    private void LeaveBridge(Link port)
    {
        foreach (Resource dependent in _live.DependentsOf(port.Key))
        {
            if (dependent.GoesWhenPortLeaves)
            {
                Take(dependent);
            }
        }
    }

    /// <summary>A link that goes down loses its routes, and its IPv6 addresses (<c>addrconf_ifdown</c>, net/ipv6/addrconf.c).</summary>
    private void TakeWhatNeedsUp(ResourceKey link)
    {
        foreach (Resource dependent in _live.DependentsOf(link))
        {
            if (dependent.GoesWhenDown)
            {
                Take(dependent);
            }
            else if (dependent is Link { UpNeedsLower: true, Up: true } rider && rider.RidesOn is { } lower && ResourceKey.Link(lower) == link)
            {
                TakeWhatNeedsUp(rider.Key);
            }
        }
    }

    /// <summary>A link that is down has no routes; the kernel told nobody when it removed them (<c>fib_sync_down_dev</c>, net/ipv4/fib_semantics.c).</summary>
    private void ForgetRoutes(ResourceKey link)
    {
        foreach (Resource dependent in _live.DependentsOf(link))
        {
            if (dependent is Route)
            {
                _meanwhile[dependent.Key] = null;
            }
        }
        AskDependents(link, links: false);
    }
}
