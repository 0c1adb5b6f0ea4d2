using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>One run of the checks over one set of declarations. Each check is linear in their number.</summary>
internal sealed partial class Validation
{
    /// <summary>Names that are compared to suggest one; more would take longer than the suggestion is worth.</summary>
    private const int NamesComparedMax = 5000;

    private readonly ImmutableArray<Declared> _desired;
    private readonly ITopology? _live;
    private readonly SourceMap? _sources;
    private readonly Doubts _doubts;
    private readonly ErrorList _errors;

    /// <summary>Declared links by reference; of two with one reference the first.</summary>
    private readonly Dictionary<string, Declared> _links = [];

    public Validation(ImmutableArray<Declared> desired, ITopology? live, SourceMap? sources, Doubts doubts, ErrorList errors)
    {
        (_desired, _live, _sources, _doubts, _errors) = (desired, live, sources, doubts, errors);
        foreach (Declared declared in desired)
        {
            if (declared.Resource is Link link)
            {
                _links.TryAdd(link.Reference, declared);
            }
        }
    }

    public void Run()
    {
        CheckKeys();
        foreach (Declared declared in _desired)
        {
            CheckRequired(declared);
            CheckReferences(declared);
            declared.Resource.Check(new ValidationContext(this, declared));
            switch (declared.Resource)
            {
                case Link link:
                    CheckLink(declared, link);
                    break;
                case Route route:
                    CheckRoute(declared, route);
                    break;
                case Rule rule:
                    CheckRule(declared, rule);
                    break;
                case FdbEntry entry:
                    CheckFdb(declared, entry);
                    break;
            }
        }
        CheckAddresses();
        CheckLoops();
        CheckTwins();
    }

    internal ITopology? Live => _live;

    internal Resource? FindDeclared(ResourceKey key) => (_byKey ??= ByKey()).GetValueOrDefault(key);

    private Dictionary<ResourceKey, Resource>? _byKey;

    /// <summary>Of two with one key the first.</summary>
    private Dictionary<ResourceKey, Resource> ByKey()
    {
        Dictionary<ResourceKey, Resource> byKey = [];
        foreach (Declared declared in _desired)
        {
            byKey.TryAdd(declared.Key, declared.Resource);
        }
        return byKey;
    }

    internal void Report(Declared declared, string? attribute, string message, string? advice)
    {
        if (_errors.IsFull)
        {
            _errors.CountOne();
        }
        else
        {
            _errors.Add(_sources?.Error(declared, attribute, message, advice) ?? SourceMap.Elsewhere(declared, message, advice));
        }
    }

    /// <summary>The link as it will be told to the kernel: declared, or else as it lives.</summary>
    private Link? Find(string reference) => FindDeclared(reference) ?? FindLive(reference);

    private Link? FindDeclared(string reference) => _links.TryGetValue(reference, out Declared? declared) ? (Link)declared.Resource : null;

    private Link? FindLive(string reference) =>
        _live is not null && _live.TryGet(ResourceKey.Link(reference), out Resource? found) ? (Link)found : null;

    /// <summary>" (on line 3)", or nothing when it is not known where.</summary>
    private static string Where(Declared declared) => declared.Origin is { } origin ? $" ({origin})" : "";
}
