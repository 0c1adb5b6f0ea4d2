using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>Resources to an outline in canonical order: links by kind and name, then routes, rules and FDB entries.</summary>
internal sealed class ResourceOutline
{
    private readonly List<Declared> _declared;
    private readonly Dictionary<string, Declared> _links = [];
    private readonly ILookup<string, Link> _ports;
    private readonly ILookup<string, Declared> _addresses;

    public ResourceOutline(IEnumerable<Declared> declared)
    {
        _declared = [.. declared];
        foreach (Declared link in _declared.Where(d => d.Resource is Link))
        {
            _links.TryAdd(link.Key.Id, link);
        }
        _ports = _declared.Where(d => !d.Assigned.Contains("master")).Select(d => d.Resource).OfType<Link>()
            .Where(l => IsPortOfKnown(l)).OrderBy(l => l.Reference, StringComparer.Ordinal).ToLookup(l => l.Master!);
        _addresses = _declared.Where(d => d.Resource is Address).OrderBy(d => ((Address)d.Resource).Prefix).ThenBy(d => ((Address)d.Resource).Peer).ToLookup(d => ((Address)d.Resource).Link);
    }

    public List<OutlineNode> Build()
    {
        List<OutlineNode> nodes = [];
        foreach (ResourceKind kind in ResourceKinds.All.Where(k => k != Address.TheKind))
        {
            IEnumerable<OutlineBlock> blocks = _declared.Where(d => d.Resource.Kind == kind && StandsAlone(d)).OrderBy(CanonicalOrder.Of).Select(Block)
                .Concat(kind == Interface.TheKind ? OfUnknownLinks() : []);
            nodes.AddRange(blocks);
            nodes.Add(new OutlineBlank());
        }
        return nodes;
    }

    /// <summary>Not said within another block: no mere mention of a port, no second end of a pair.</summary>
    private bool StandsAlone(Declared declared) => declared.Resource switch
    {
        Interface { Up: null } mention when IsPortOfKnown(mention) && !_addresses.Contains(mention.Reference) => Said(declared).Length > 0,
        Veth veth => PeerOf(veth) is not { } peer || string.CompareOrdinal(veth.Reference, peer.Key.Id) < 0,
        _ => true,
    };

    private Declared? PeerOf(Veth veth) =>
        veth.Peer is { } reference && _links.TryGetValue(reference, out Declared? peer) && (peer.Resource as Veth)?.Peer == veth.Reference ? peer : null;

    private bool IsPortOfKnown(Link link) =>
        link.Master is { Length: > 0 } master && _links.TryGetValue(master, out Declared? owner) && Sugar.PortWord(owner.Resource.Kind) is not null
        && ((Link)owner.Resource).Netns == link.Netns;

    private OutlineBlock Block(Declared declared)
    {
        BlockWords words = Vocabulary.Of(declared.Resource.Kind);
        Resource resource = declared.Resource;
        OutlineBlock block = new(words, HeadOf(resource, words));
        if (resource is Link { Netns: { } netns })
        {
            block.AddNetns(netns, default);
        }
        ImmutableArray<ResourceAttribute> said = Said(declared);
        string? both = words.Both?.ValueIn(resource, said);
        foreach (ResourceAttribute attribute in said)
        {
            if (both is null || (attribute != words.Both!.First && attribute != words.Both.Second))
            {
                block.Nodes.AddRange(Clauses(declared, words, attribute));
            }
            else if (attribute == words.Both.First)
            {
                block.Nodes.Add(new OutlineClause(words.Both, both));
            }
        }
        if (resource is Link link)
        {
            AddDependents(block, link);
        }
        return block;
    }

    private static string HeadOf(Resource resource, BlockWords words) => resource is Route { Prefix.IsDefault: true, Prefix.IsV6: false, Via: not { IsV6: true }, Source: not { IsV6: true } } route
        && route.NextHops?.Any(h => h.Via is { IsV6: true }) != true ? Sugar.DefaultRoute : words.Head.Format(resource)!;

    private ImmutableArray<ResourceAttribute> Said(Declared declared)
    {
        Resource resource = declared.Resource;
        return [.. resource.Kind.Attributes.Where(a => a != resource.Kind.Attributes[0] && a.Mutability != Mutability.Observed && a.IsSet(resource)
            && !declared.Assigned.Contains(a.Name) && !IsUnderstood(resource, a))];
    }

    /// <summary>Said by being declared at all, or in another place.</summary>
    private bool IsUnderstood(Resource resource, ResourceAttribute attribute) => (resource, attribute.Name) switch
    {
        (Link link, "up") => link.Up == true,
        (Link, OutlineClause.Netns) => true,
        (Link link, "master") => IsPortOfKnown(link),
        (Rule rule, "family") => rule.Family == Sugar.FamilyOf(rule),
        _ => false,
    };

    private IEnumerable<OutlineClause> Clauses(Declared declared, BlockWords words, ResourceAttribute attribute)
    {
        Clause clause = words.Find(attribute.Name)!;
        return (declared.Resource, clause) switch
        {
            (Route { NextHops: { } hops }, NextHopClause) => hops.Select(h => new OutlineClause(clause, h.ToString())),
            (Veth veth, PeerClause) => [Peer(veth, clause)],
            _ when attribute is ListAttribute list => list.Items(declared.Resource).Select(item => new OutlineClause(clause, item)),
            _ => [new OutlineClause(clause, attribute.Format(declared.Resource)!)],
        };
    }

    private OutlineClause Peer(Veth veth, Clause clause)
    {
        if (PeerOf(veth) is { } peer)
        {
            OutlineBlock nested = Block(peer with { Assigned = peer.Assigned.Add(clause.Word) });
            return new(clause, nested.Name) { Nested = nested };
        }
        (string? netns, string name) = LinkName.Split(veth.Peer!);
        OutlineClause alone = new(clause, name);
        if (netns is not null)
        {
            alone.Nested = new(Vocabulary.Of(Veth.TheKind), name);
            alone.Nested.AddNetns(netns, default);
        }
        return alone;
    }

    private void AddDependents(OutlineBlock block, Link link)
    {
        if (Sugar.PortWord(link.Kind) is { } word)
        {
            block.Nodes.AddRange(_ports[link.Reference].Select(port => new OutlineClause(block.Words.Find(word)!, port.Name)));
        }
        Clause address = block.Words.Find(Address.TheKind.Name)!;
        block.Nodes.AddRange(_addresses[link.Reference].Select(a => AddressOf(address, a)));
    }

    private OutlineClause AddressOf(Clause clause, Declared declared)
    {
        BlockWords words = Vocabulary.Address;
        OutlineBlock own = new(words, words.Head.Format(declared.Resource)!);
        own.Nodes.AddRange(Said(declared).Where(a => words.Find(a.Name) is not null).Select(a => new OutlineClause(words.Find(a.Name)!, a.Format(declared.Resource)!)));
        return new(clause, own.Name) { Nested = own.Nodes.Count > 0 ? own : null };
    }

    /// <summary>Addresses need a block to stand in, also on a link that is not among the resources.</summary>
    private IEnumerable<OutlineBlock> OfUnknownLinks() => _addresses.Where(g => !_links.ContainsKey(g.Key)).Select(g =>
    {
        (string? netns, string name) = LinkName.Split(g.Key);
        return Block(new Declared(new Interface { Name = name, Netns = netns }));
    });
}
