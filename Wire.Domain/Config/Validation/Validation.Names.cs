namespace Wire.Domain;

internal sealed partial class Validation
{
    public void CheckKeys()
    {
        Dictionary<ResourceKey, Declared> known = [];
        foreach (Declared declared in _desired)
        {
            if (!known.TryAdd(declared.Key, declared) && known[declared.Key] is { } first)
            {
                Report(declared, null, $"{Describe(declared)} is declared twice, first{As(first)}{Where(first)}", AdviceForTwice(declared.Resource));
            }
        }
    }

    private static string Describe(Declared declared) => declared.Resource switch
    {
        Link link => $"'{link.Reference}'",
        Address address => $"address {address.Prefix} of '{address.Link}'",
        var other => other.Title,
    };

    /// <summary>Two kinds of link share their names.</summary>
    private static string As(Declared first) => first.Resource is Link ? $" as {Article.A(first.Resource.Kind)}" : "";

    private static string AdviceForTwice(Resource resource) => resource switch
    {
        Link => "expected one block for a name",
        Route => "expected routes to one destination to differ in table, metric or tos",
        Rule => "expected one rule of a family at a priority",
        _ => "expected it once",
    };

    private void CheckRequired(Declared declared)
    {
        foreach (ResourceAttribute attribute in declared.Resource.Kind.Attributes)
        {
            if (attribute.Required && attribute.Format(declared.Resource) is null or "none" && !IsDoubtful(declared))
            {
                Report(declared, null, $"{declared.Resource.Kind.Name} {declared.Resource.Kind.Attributes[0].Format(declared.Resource)} has no '{attribute.Name}'", $"expected '{attribute.Name}': {attribute.Help}");
            }
        }
    }

    /// <summary>Asked last: a key takes longer to make than most checks.</summary>
    internal bool IsDoubtful(Declared declared) => _doubts.Resources.Count > 0 && _doubts.Resources.Contains(declared.Key);

    /// <summary>Every attribute that names a link names one that is declared or lives.</summary>
    private void CheckReferences(Declared declared)
    {
        foreach (ResourceAttribute attribute in declared.Resource.Kind.LinkReferences.Where(a => a.Mutability != Mutability.Observed))
        {
            foreach ((string reference, string text) in attribute.LinksIn(declared.Resource))
            {
                CheckReference(declared, text == reference ? attribute.Name : $"{attribute.Name} {text}", reference);
            }
        }
        if (declared.Resource is Interface adopted && MayLive(adopted.Reference) == false)
        {
            ReportUnknown(declared, null, adopted.Reference);
        }
    }

    private void CheckReference(Declared declared, string attribute, string reference)
    {
        bool isPeer = declared.Resource is Veth && attribute == "peer";
        if (FindDeclared(reference) is not null)
        {
            return;
        }
        if (isPeer ? !_doubts.Links.Contains(reference) : MayLive(reference) == false)
        {
            ReportUnknown(declared, attribute, reference);
        }
    }

    /// <summary>Null when it is not known: no live topology, or none of its namespace.</summary>
    private bool? MayLive(string reference)
    {
        if (_live is null || _doubts.Links.Contains(reference))
        {
            return null;
        }
        if (LinkName.Split(reference).Netns is not null)
        {
            return FindLive(reference) is null ? null : true;
        }
        return FindLive(reference) is not null;
    }

    private void ReportUnknown(Declared declared, string? attribute, string reference) =>
        Report(declared, attribute, $"there is no link '{reference}', declared or live",
            _errors.IsFull ? null : NearWord.Advice(reference, Names(reference).Take(NamesComparedMax)) ?? "expected a link that is declared, or one that exists");

    private IEnumerable<string> Names(string except)
    {
        IEnumerable<string> live = _live?.All.OfType<Link>().Select(l => l.Reference) ?? [];
        return _links.Keys.Concat(live).Where(n => n != except);
    }
}
