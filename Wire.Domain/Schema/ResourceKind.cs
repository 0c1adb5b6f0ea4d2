using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>A kind of resource: its word, the collection whose names it shares, a blank of it, and the table of its attributes.</summary>
public sealed class ResourceKind
{
    /// <summary>The greatest id of an attribute: they are bits of a set and indexes of a table.</summary>
    public const int AttributeIdMax = 127;

    private readonly ResourceAttribute?[] _byId = new ResourceAttribute?[AttributeIdMax + 1];
    private readonly Stage? _stage;

    public ResourceKind(string name, string collection, Func<Resource> blank, params ResourceAttribute[] attributes)
    {
        Name = name;
        Collection = collection;
        Blank = blank;
        Attributes = [.. attributes];
        LinkReferences = [.. attributes.Where(a => a.IsLinkReference && !(IsLink && a == attributes[0]))];
        Moving = [.. attributes.Where(a => a.Moves)];
        foreach (ResourceAttribute attribute in attributes)
        {
            ref ResourceAttribute? slot = ref _byId[attribute.Id];
            slot = slot is null ? attribute : throw new ArgumentException($"{name}: {attribute} has the id of {slot}", nameof(attributes));
        }
    }

    /// <summary>The word in the configuration language: "bridge". Stored events are named after it: "bridge.declared".</summary>
    public string Name { get; }

    /// <summary>"link", "address", "qdisc", …: kinds of one collection share one space of names.</summary>
    public string Collection { get; }

    /// <summary>When it is made, among the other kinds; links have theirs by being links.</summary>
    public Stage Stage
    {
        get => _stage ?? (IsLink ? Stage.Link : throw new InvalidOperationException($"{Name} has no stage"));
        init => _stage = value;
    }

    public bool IsLink => Collection == ResourceKey.LinkCollection;

    /// <summary>A facet of something that exists, such as the port of a bridge or a sysctl: set and set back, never made or deleted.</summary>
    public bool IsSetting => !IsMade && !IsLink && !IsShownOnly;

    /// <summary>Objects of other programs that this version has no room for: the language has no block for them.</summary>
    public bool IsShownOnly { get; init; }

    /// <summary>A setting that is told only of those objects that somebody declares it for: not live means that nobody asked yet.</summary>
    public bool IsToldOnRequest { get; init; }

    public Func<Resource> Blank { get; }

    /// <summary>In the order in which they are shown.</summary>
    public ImmutableArray<ResourceAttribute> Attributes { get; }

    /// <summary>The attributes that name other links.</summary>
    public ImmutableArray<ResourceAttribute> LinkReferences { get; }

    /// <summary>The attributes that the kernel changes by itself.</summary>
    public ImmutableArray<ResourceAttribute> Moving { get; }

    /// <summary>The kernel keeps such an object when a link that it names goes, by an index that means nothing any more.</summary>
    public bool OutlivesLinks { get; init; }

    /// <summary>True when Wire makes and deletes objects of this kind; false for what it only configures.</summary>
    public bool IsMade { get; init; } = true;

    /// <summary>Nobody lists such objects: the kernel is asked about those that a declaration names.</summary>
    public bool IsReadByName { get; init; }

    /// <summary>Its ports join while they are down, and then have its Ethernet address: a bond (Documentation/networking/bonding.rst).</summary>
    public bool LeadsPorts { get; private init; }

    /// <summary>Its MTU is the smallest of its ports' until somebody changes it: a creation does not count as one (<c>br_mtu_auto_adjust</c>, net/bridge/br_if.c).</summary>
    public bool MtuFollowsPorts { get; private init; }

    /// <summary>
    /// A port that joins or leaves it goes down and up in the kernel, and loses its routes and IPv6 addresses: a VRF
    /// (<c>cycle_netdev</c>, drivers/net/vrf.c).
    /// </summary>
    public bool CyclesPorts { get; private init; }

    /// <summary>
    /// The kernel works its MTU out from what it rides on and from its headers, and anew at each change of its own attributes that does
    /// not name one (<c>ip_tunnel_update</c>, net/ipv4/ip_tunnel.c; <c>geneve_link_config</c>, drivers/net/geneve.c).
    /// </summary>
    public bool MtuIsWorkedOut { get; init; }

    /// <summary>Other links can be its ports.</summary>
    public bool TakesPorts => LeadsPorts || MtuFollowsPorts || CyclesPorts;

    public ResourceAttribute? Find(int id) => id is >= 0 and <= AttributeIdMax ? _byId[id] : null;

    public ResourceAttribute? Find(string name) => Attributes.FirstOrDefault(a => a.Name == name);

    /// <summary>The same kind of link for those that Wire configures and never makes or deletes.</summary>
    public ResourceKind NeverMade() => new(Name, Collection, Blank, [.. Attributes]) { IsMade = false };

    /// <summary>The same kind with <see cref="LeadsPorts"/>.</summary>
    public ResourceKind WithPortsLed() => new(Name, Collection, Blank, [.. Attributes]) { LeadsPorts = true };

    /// <summary>The same kind with <see cref="MtuFollowsPorts"/>.</summary>
    public ResourceKind WithMtuOfPorts() => new(Name, Collection, Blank, [.. Attributes]) { MtuFollowsPorts = true };

    /// <summary>The same kind with <see cref="CyclesPorts"/>.</summary>
    public ResourceKind WithPortsCycled() => new(Name, Collection, Blank, [.. Attributes]) { CyclesPorts = true };

    public override string ToString() => Name;
}
