using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>Which objects are in question, and which links cannot stay as they are.</summary>
internal sealed partial class PlanMaker
{
    private readonly HashSet<ResourceKey> _asked = [];
    private readonly Queue<ResourceKey> _questions = new();

    /// <summary>What links shall be: declared, or going back to a baseline or to a bridge.</summary>
    private readonly Dictionary<ResourceKey, Declared> _links = [];

    /// <summary>What else is in question, as it shall be: declared, or going back to a baseline.</summary>
    private readonly Dictionary<ResourceKey, Declared> _others = [];

    /// <summary>Live links that go: deleted, made anew, or taken along by the kernel.</summary>
    private readonly Dictionary<ResourceKey, Link> _gone = [];

    /// <summary>Live objects of Wire, other than links, that are deleted, perhaps to be made anew.</summary>
    private readonly Dictionary<ResourceKey, Resource> _deleted = [];

    /// <summary>Of those, what somebody else made, and how it is made again.</summary>
    private readonly Dictionary<ResourceKey, Resource> _restored = [];

    private DesiredDependents? _dependents;

    private void Judge()
    {
        foreach (ResourceKey key in request.Only ?? AllInQuestion())
        {
            Ask(key);
        }
        Answer();
    }

    private IEnumerable<ResourceKey> AllInQuestion() =>
        _desired.Keys
            .Concat(request.OwnedLinks.Select(ResourceKey.Link))
            .Concat(request.Baselines.Keys)
            .Concat(request.OwnedObjects)
            .Concat(_live.All.Where(r => r is not Link && r.IsMarkedOurs == true).Select(r => r.Key));

    private void Ask(ResourceKey key)
    {
        if (_asked.Add(key))
        {
            _questions.Enqueue(key);
        }
    }

    private void Answer()
    {
        while (_questions.TryDequeue(out ResourceKey key))
        {
            Resource? live = _live.TryGet(key, out Resource? found) ? found : _born.GetValueOrDefault(key);
            switch (_desired.GetValueOrDefault(key))
            {
                case { Resource: Link link } declared:
                    JudgeLink(key, declared, link, (Link?)live);
                    break;
                case { } declared:
                    JudgeOther(key, declared, live);
                    break;
                case null when live is Link link:
                    JudgeUnwanted(key, link);
                    break;
                case null when live is not null && request.IsOurs(live):
                    Drop(key, live);
                    break;
                case null when live is { Kind.IsSetting: true } && request.Baselines.TryGetValue(key, out Resource? baseline) && AttributeDiff.SameKind(baseline, live):
                    _others[key] = new(WithUnchanged(baseline, live));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Wire did not change what a baseline has no value for: it stays.</summary>
    private static Resource WithUnchanged(Resource baseline, Resource live) =>
        baseline.Kind.Attributes.Where(a => a.UnsetIsDefault && !a.IsSet(baseline)).Aggregate(baseline, (back, attribute) => attribute.Copy(live, back));

    private void JudgeLink(ResourceKey key, Declared declared, Link link, Link? live)
    {
        if (live is null)
        {
            if (!link.Kind.IsMade)
            {
                Conflict(key, $"{link.Title} does not exist", declared.Origin);
                return;
            }
            _links[key] = declared;
            MakeRoomForOtherEnd(link, declared.Origin);
            AskDependents(key, links: true);
            return;
        }

        bool sameKind = AttributeDiff.SameKind(link, live);
        if (link.Kind.IsMade && !(request.IsOurs(live) && live.Kind.IsMade) && !(request.Adopt && sameKind))
        {
            Conflict(key, WhyNot(link, live, sameKind), declared.Origin);
            return;
        }
        _links[key] = declared;
        ResourceAttribute? fixedAtCreation = sameKind ? Differing(link, live, led: false).FirstOrDefault(a => a.MutabilityOf(live, link) == Mutability.Recreate) : null;
        if (!link.Kind.IsMade && fixedAtCreation is not null)
        {
            Conflict(key, $"{link.Title}: the kernel sets '{fixedAtCreation}' only when it makes a link, and Wire did not make this one", declared.Origin);
            _links.Remove(key);
        }
        else if (!sameKind || fixedAtCreation is not null)
        {
            Go(key, live);
        }
    }

    private static string WhyNot(Link link, Link live, bool sameKind) => sameKind
        ? $"{link.Title} exists and was not made by Wire: declare it as `interface {link.Reference}`, remove it, or take it over with --adopt"
        : $"{link.Title} cannot be made: {Title(live)} has this name and was not made by Wire; remove it or choose another name";

    /// <summary>Also for devices that Wire has no kind for: "wireguard wg0".</summary>
    private static string Title(Link live) => live is Interface { Device: { } device } ? $"{device} {live.Reference}" : live.Title;

    private void JudgeOther(ResourceKey key, Declared declared, Resource? live)
    {
        _others[key] = declared;
        if (live is null)
        {
            AskDependents(key, links: false, routes: declared.Resource is Address);
            if (declared.Resource.Holds is { } netns)
            {
                AskForContents(netns);
            }
            return;
        }
        bool sameKind = AttributeDiff.SameKind(declared.Resource, live);
        ImmutableArray<ResourceAttribute> differing = sameKind ? Differing(declared.Resource, live, led: false) : [];
        if ((sameKind && differing.IsEmpty) || declared.Resource.Kind.IsSetting)
        {
            return;
        }
        if (request.IsOurs(live) || (request.Adopt && sameKind))
        {
            if (!sameKind || differing.Any(a => a.MutabilityOf(live, declared.Resource) == Mutability.Recreate))
            {
                Drop(key, live);
            }
        }
        else if (live.GivesWay)
        {
            _meanwhile[key] = null;
        }
        else
        {
            Conflict(key, WhyNot(declared.Resource, live, differing), declared.Origin);
            _others.Remove(key);
        }
    }

    private static string WhyNot(Resource resource, Resource live, ImmutableArray<ResourceAttribute> differing) => differing.IsEmpty
        ? $"{resource.Title} cannot be made: {live.Title} is there and was not made by Wire; remove it"
        : $"{live.Title} exists with {string.Join(", ", differing.Select(a => $"{a.Name} {a.Format(live) ?? "none"}"))} and was not made by Wire: remove it, or take it over with --adopt";

    /// <summary>Deletes an object of Wire's that is no link, with all that goes with it; what is desired of that comes back.</summary>
    private void Drop(ResourceKey key, Resource live)
    {
        if (!_deleted.TryAdd(key, live))
        {
            return;
        }
        TakeDependents(key);
        if (live.Holds is { } netns)
        {
            TakeContents(netns);
        }
    }

    private void JudgeUnwanted(ResourceKey key, Link live)
    {
        if (request.IsOurs(live) && live.Kind.IsMade)
        {
            Go(key, live);
        }
        else if (request.Baselines.TryGetValue(key, out Resource? baseline))
        {
            _links[key] = new(AsFarAsPossible((Link)baseline, live));
        }
    }

    /// <summary>A baseline whose kind is not the live one's any more has a meaning only in what all links share; a master may be gone.</summary>
    private Link AsFarAsPossible(Link baseline, Link live)
    {
        Resource back = AttributeDiff.SameKind(baseline, live) ? baseline : Shared(baseline);
        return back is Link { Master: { Length: > 0 } master } link && !_live.TryGet(ResourceKey.Link(master), out _) ? link with { Master = "" } : (Link)back;
    }

    private static Resource Shared(Link link) =>
        Interface.TheKind.Attributes.Where(a => link.Kind.Attributes.Contains(a))
            .Aggregate(Interface.TheKind.Blank(), (blank, attribute) => attribute.Copy(link, blank));

    /// <summary>Takes the link away, with all that the kernel takes with it; what is desired of that comes back.</summary>
    private void Go(ResourceKey key, Link live)
    {
        if (!_gone.TryAdd(key, live))
        {
            return;
        }
        if (_desired.ContainsKey(key))
        {
            Ask(key);
            AskDependents(key, links: true);
        }
        foreach (Resource dependent in _live.DependentsOf(key))
        {
            if (dependent is not Link link)
            {
                if (GoesWith(dependent, key))
                {
                    Take(dependent);
                }
            }
            else if (link.RidesOn == live.Reference)
            {
                Go(link.Key, link);
            }
        }
        if (OtherEndOf(live) is { } other)
        {
            Go(other.Key, other);
        }
    }

    /// <summary>The kernel takes an object that is no link. Wire's own are deleted by name, so that an inverse can bring them back.</summary>
    private void Take(Resource resource)
    {
        ResourceKey key = resource.Key;
        if (request.IsOurs(resource))
        {
            Drop(key, resource);
        }
        else if (!_meanwhile.TryGetValue(key, out Resource? meanwhile) || meanwhile is not null)
        {
            _meanwhile[key] = null;
            TakeDependents(key);
        }
        if (_desired.ContainsKey(key))
        {
            Ask(key);
        }
    }

    private bool GoesWith(Resource dependent, ResourceKey key) => dependent.GoesWith.Any(k => k == key || _live.Resolve(k) == key);

    private void TakeDependents(ResourceKey key)
    {
        foreach (Resource dependent in _live.DependentsOf(key))
        {
            if (dependent is not Link && GoesWith(dependent, key))
            {
                Take(dependent);
            }
        }
    }

    /// <summary>The live other end of a pair. The kernel may have left out who it is; then what is desired tells.</summary>
    private Link? OtherEndOf(Link live)
    {
        string? reference = live.OtherEnd
            ?? (_desired.GetValueOrDefault(live.Key)?.Resource is Link declared && declared.Kind == live.Kind ? declared.OtherEnd : null);
        return reference is not null && _live.TryGet(ResourceKey.Link(reference), out Resource? found) && found.Kind == live.Kind
            && ((Link)found).OtherEnd is var back && (back is null || back == live.Reference) ? (Link)found : null;
    }

    /// <summary>A pair is made as one: when one end is missing, what has the other's name has to go.</summary>
    private void MakeRoomForOtherEnd(Link link, SourceLocation? origin)
    {
        if (link.OtherEnd is not { } reference)
        {
            return;
        }
        ResourceKey key = ResourceKey.Link(reference);
        if (_desired.GetValueOrDefault(key)?.Resource is not Link declared || declared.OtherEnd != link.Reference)
        {
            Conflict(link.Key, $"{link.Title} needs its other end {reference}, which is not declared as one", origin);
        }
        else if (_live.TryGet(key, out Resource? live) && request.IsOurs(live) && live.Kind.IsMade)
        {
            Go(key, (Link)live);
        }
        Ask(key);
    }

    /// <summary>With everything in question already, there is nothing to ask.</summary>
    /// <param name="key">The link.</param>
    /// <param name="links">Also its ports and those that ride on it.</param>
    /// <param name="routes">Also routes that leave it to the kernel to find their link.</param>
    private void AskDependents(ResourceKey key, bool links, bool routes = true)
    {
        if (request.Only is null)
        {
            return;
        }
        _dependents ??= new(_desired);
        foreach (ResourceKey dependent in _dependents.Of(key))
        {
            if (links || !dependent.IsLink)
            {
                Ask(dependent);
            }
        }
        if (routes)
        {
            AskRoutesWithoutLink();
        }
    }

    private void AskRoutesWithoutLink()
    {
        if (request.Only is null)
        {
            return;
        }
        _dependents ??= new(_desired);
        foreach (ResourceKey route in _dependents.RoutesWithoutLink)
        {
            Ask(route);
        }
    }
}
