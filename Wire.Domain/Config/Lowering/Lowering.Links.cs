namespace Wire.Domain;

internal sealed partial class Lowering
{
    private static readonly ResourceAttribute Master = Interface.TheKind.Find("master")!;

    /// <summary>By reference; of two with one reference the first.</summary>
    private readonly Dictionary<string, Draft> _links = [];

    private readonly List<(Draft Master, OutlineClause Clause)> _ports = [];

    private Draft LowerLink(OutlineBlock block, bool asPeer)
    {
        Draft draft = DraftOf(block, asPeer);
        draft.IsFaulty |= block.IsFaulty;
        Link link = (Link)draft.Resource;
        foreach (OutlineClause clause in block.Clauses)
        {
            switch (clause.Clause)
            {
                case AttributeClause { Attribute.Name: OutlineClause.Netns }:
                    SayNetns(draft, link, clause);
                    break;
                case AttributeClause { Attribute: var attribute }:
                    Say(draft, attribute, attribute.Name == Master.Name ? InNetnsOf(link, clause.Value) : clause.Value, clause.At);
                    break;
                case BothClause both when new[] { both.First, both.Second }.FirstOrDefault(a => draft.WhereSaid(a.Name) is not null) is { } twice:
                    Say(draft, twice, clause.Value, clause.At);
                    break;
                case BothClause both:
                    Say(draft, both.First, clause.Value, clause.At);
                    Say(draft, both.Second, clause.Value, clause.At);
                    break;
                case PeerClause { Attribute: var attribute }:
                    LowerPeer(draft, attribute, clause);
                    break;
                case PortClause:
                    _ports.Add((draft, clause));
                    break;
                case AddressClause:
                    LowerAddress(link, clause);
                    break;
            }
        }
        return draft;
    }

    private void LowerAddress(Link link, OutlineClause clause)
    {
        Draft draft = new(new Address { Link = link.Reference, Prefix = IpPrefix.Parse(clause.Value) }, clause.At.Start) { IsFaulty = clause.Nested?.IsFaulty == true };
        foreach (OutlineClause own in clause.Nested?.Clauses ?? [])
        {
            Say(draft, ((AttributeClause)own.Clause).Attribute, own.Value, own.At);
        }
        _drafts.Add(draft);
    }

    /// <summary>A veth named by its other end and its own block are one resource; two blocks are two, which the validator reports.</summary>
    private Draft DraftOf(OutlineBlock block, bool asPeer)
    {
        string reference = block.Reference;
        if (_links.TryGetValue(reference, out Draft? known) && known.Resource.Kind == block.Words.Kind && (asPeer || !known.IsWritten))
        {
            known.IsWritten |= !asPeer;
            return known;
        }
        if (!block.Words.Head.TryParse(block.Words.Blank, block.Name, out Resource resource))
        {
            throw new InvalidOperationException($"'{block.Name}' was accepted as a name and is refused now");
        }
        Draft draft = new((Link)resource with { Netns = block.Netns }, block.At.Start) { IsWritten = !asPeer };
        _links.TryAdd(reference, draft);
        _drafts.Add(draft);
        return draft;
    }

    private void SayNetns(Draft draft, Link link, OutlineClause clause)
    {
        if (clause.Value != link.Netns)
        {
            _errors.Add(source, clause.At.Start, clause.At.Length, $"'netns' is said twice: it is '{link.Netns}' already", "expected it once");
        }
        draft.Note(OutlineClause.Netns, clause.At.Start);
    }

    private void LowerPeer(Draft draft, ResourceAttribute attribute, OutlineClause clause)
    {
        Draft peer = LowerLink(clause.Nested ?? new(Vocabulary.Of(draft.Resource.Kind), clause.Value, clause.At), asPeer: true);
        peer.IsFaulty |= !Pair(draft, peer, attribute, clause) || !Pair(peer, draft, attribute, clause);
    }

    /// <summary>Each end may name the other; both have to mean the same pair.</summary>
    private bool Pair(Draft end, Draft other, ResourceAttribute attribute, OutlineClause clause)
    {
        string reference = ((Link)other.Resource).Reference;
        if (end.WhereSaid(attribute.Name) is not { } before)
        {
            end.Set(attribute, reference, clause.At.Start);
            return true;
        }
        if (attribute.Format(end.Resource) is { } said && said != reference)
        {
            _errors.Add(source, clause.At.Start, clause.At.Length,
                $"the other end of '{((Link)end.Resource).Reference}' cannot be '{reference}': it is '{said}' on line {source.LineOf(before)}",
                "expected two links that name each other, or one that names the other");
            return false;
        }
        return true;
    }

    private void AttachPorts()
    {
        foreach ((Draft master, OutlineClause clause) in _ports)
        {
            Link owner = (Link)master.Resource;
            string reference = InNetnsOf(owner, clause.Value);
            if (!_links.TryGetValue(reference, out Draft? port))
            {
                (string? netns, string name) = LinkName.Split(reference);
                port = new(new Interface { Name = name, Netns = netns }, clause.At.Start) { IsMention = true };
                _links.Add(reference, port);
                _drafts.Add(port);
            }
            Attach(port, owner.Reference, clause);
        }
    }

    private void Attach(Draft port, string master, OutlineClause clause)
    {
        if (port.WhereSaid(Master.Name) is not { } before)
        {
            port.Set(Master, master, clause.At.Start);
        }
        else if (Master.Format(port.Resource) != master)
        {
            _errors.Add(source, clause.At.Start, clause.At.Length,
                $"'{clause.Value}' cannot be a port of '{master}': it has the master '{Master.Format(port.Resource)}' on line {source.LineOf(before)}",
                "expected one master for a port");
        }
    }

    /// <summary>A port and its master live in one namespace, so a bare name means a link of the same one.</summary>
    private static string InNetnsOf(Link link, string reference) =>
        link.Netns is null || reference == "none" || reference.Contains('/', StringComparison.Ordinal) ? reference : LinkName.Reference(link.Netns, reference);
}
