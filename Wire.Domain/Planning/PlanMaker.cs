using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Wire.Domain;

/// <summary>
/// Makes one plan, in steps: judge each object in question and find out which links have to go; follow what that takes along;
/// delete from the leaves; make and change from the roots, stage by stage (<see cref="Stage"/>). Every step compares
/// with the state that the steps before it leave behind.
/// </summary>
internal sealed partial class PlanMaker(PlanRequest request)
{
    private readonly ITopology _live = request.Live;
    private readonly IReadOnlyDictionary<ResourceKey, Declared> _desired = request.Desired;
    private readonly InterfaceIndexes _indexes = new(request.Live);
    private readonly List<PlanConflict> _conflicts = [];
    private readonly List<Operation> _operations = [];

    /// <summary>Live objects that the plan takes away or changes before it makes anything; null for gone.</summary>
    private readonly Dictionary<ResourceKey, Resource?> _meanwhile = [];

    public Plan Make()
    {
        ExpectNewNamespaces();
        Judge();
        CheckNamespaces();
        Detach();
        CompareLinks();
        FollowAddresses();
        Remove();
        MakeOthers(r => r.Kind.Stage < Stage.Link);
        MakeLinks();
        MakeOthers(r => r.Kind.Stage is > Stage.Link and < Stage.Nft);
        ChangeNetfilter();
        ImmutableArray<Operation> operations = [.. _operations.Select((o, i) => o with { Index = i, Before = Known(o.Before), After = Known(o.After), Companion = Known(o.Companion) })];
        return new(View(operations), operations, Indexes(operations), Conflicts());
    }

    /// <summary>What nobody decodes no request can bring back; it would only make the recorded plan many times as large.</summary>
    private static Resource? Known(Resource? resource) => resource is { Unknown.IsEmpty: false } ? resource with { Unknown = RawAttributes.None } : resource;

    /// <summary>The object as it is once everything that has to go is gone.</summary>
    private bool TryGetMeanwhile(ResourceKey key, [NotNullWhen(true)] out Resource? resource)
    {
        key = _live.Resolve(key);
        return _meanwhile.TryGetValue(key, out resource) ? resource is not null : _live.TryGet(key, out resource);
    }

    private ImmutableArray<ResourceAttribute> Differing(Resource declared, Resource live, bool led) =>
        AttributeDiff.Between(declared, live, led, request.Renewed.GetValueOrDefault(declared.Key));

    private void Conflict(ResourceKey key, string message, SourceLocation? origin) => _conflicts.Add(new(key, message, origin));

    /// <summary>In the order of the configuration.</summary>
    private ImmutableArray<PlanConflict> Conflicts() =>
    [
        .. _conflicts.OrderBy(c => c.Origin?.File, StringComparer.Ordinal).ThenBy(c => c.Origin?.Line).ThenBy(c => c.Origin?.Column)
            .ThenBy(c => c.Key).ThenBy(c => c.Message, StringComparer.Ordinal),
    ];

    /// <summary>The index of each link that an operation, or its inverse, names.</summary>
    private ImmutableSortedDictionary<string, uint> Indexes(ImmutableArray<Operation> operations)
    {
        SortedDictionary<string, uint> indexes = new(StringComparer.Ordinal);
        foreach (Operation operation in operations)
        {
            Name(operation.Before);
            Name(operation.After);
            Name(operation.Companion);
        }
        return indexes.ToImmutableSortedDictionary(StringComparer.Ordinal);

        void Name(Resource? resource)
        {
            if (resource is Link link)
            {
                NameLink(link.Reference);
            }
            foreach ((string reference, _) in resource?.Kind.LinkReferences.Where(a => a.AfterPorts).SelectMany(a => a.LinksIn(resource)) ?? [])
            {
                NameLink(reference);
            }
            foreach (ResourceKey dependency in resource?.Dependencies ?? [])
            {
                if (dependency.IsLink)
                {
                    NameLink(dependency.Id);
                }
            }
        }

        void NameLink(string reference)
        {
            if (!indexes.ContainsKey(reference) && _indexes.Of(reference) is { } index)
            {
                indexes.Add(reference, index);
            }
        }
    }
}
