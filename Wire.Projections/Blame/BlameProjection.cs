using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>
/// Who is behind each attribute of the objects of one name. A value that is as declared belongs to the change that declared it,
/// however often it was healed since; any other to the program that the kernel names, or to the kernel.
/// </summary>
/// <param name="name">As a person names it: <see cref="ObjectName"/>.</param>
public sealed class BlameProjection(string name) : IProjection
{
    private readonly SortedDictionary<ResourceKey, Views> _objects = [];
    private readonly Dictionary<Guid, int?> _changeOfPlan = [];
    private ChangeRequested? _head;

    private sealed class Views
    {
        public AttributeSources Declared { get; } = new();

        public ImmutableSortedSet<string> Assigned { get; set; } = [];

        public AttributeSources Live { get; } = new();
    }

    public bool Reads(string stream) => stream is EventStream.Intent or EventStream.Kernel or EventStream.Reactor;

    public void Fold(in Envelope envelope, DomainEvent item)
    {
        switch (item)
        {
            case ChangeRequested head:
                _head = head;
                break;
            case ResourceDeclared { Declared: var declared } when Means(declared.Resource):
                Declare(envelope, declared);
                break;
            case ResourceWithdrawn withdrawn when _objects.TryGetValue(withdrawn.Key, out Views? views):
                views.Declared.Clear();
                views.Assigned = [];
                break;
            case ResourceObserved observed when Means(observed.Resource):
                Of(observed.Resource.Key).Live.Set(observed.Resource, envelope, _ => Source(observed.Cause));
                break;
            case ResourceVanished vanished when _objects.TryGetValue(vanished.Resource.Key, out Views? views)
                && views.Live.Resource is { } live && LiveTopology.IsSame(live, vanished.Resource):
                views.Live.Clear();
                break;
            case PlanMade made:
                _changeOfPlan[made.Id] = made.Change;
                break;
        }
    }

    /// <summary>Every object of the name that is declared or that the kernel shows, in the order of their keys.</summary>
    public ImmutableArray<BlamedObject> Result =>
    [
        .. from views in _objects
           let shown = views.Value.Live.Resource ?? views.Value.Declared.Resource
           where shown is not null
           select new BlamedObject(shown.Kind, views.Key, views.Value.Live.Resource is not null, [.. Lines(shown, views.Value)]),
    ];

    private bool Means(Resource resource) => ObjectName.Means(name, resource.Key, resource.Kind);

    private Views Of(ResourceKey key)
    {
        if (!_objects.TryGetValue(key, out Views? views))
        {
            _objects[key] = views = new();
        }
        return views;
    }

    private void Declare(in Envelope envelope, Declared declared)
    {
        Views views = Of(declared.Key);
        ImmutableSortedSet<string> before = views.Assigned;
        string actor = envelope.Actor;
        BlameSource By(string attribute) => new BlameSource.ByChange(_head?.Number ?? 0, actor, _head?.Message, declared.Assigned.Contains(attribute));

        views.Declared.Set(declared.Resource, envelope, attribute => By(attribute.Name));
        foreach (string attribute in before.SymmetricExcept(declared.Assigned).Where(a => declared.Resource.Kind.Find(a)?.IsSet(declared.Resource) == true))
        {
            views.Declared.Reattribute(attribute, envelope, By(attribute));
        }
        views.Assigned = declared.Assigned;
    }

    private BlameSource Source(ObservationCause cause) => cause switch
    {
        { Plan: { } plan } => new BlameSource.ByPlan(_changeOfPlan.GetValueOrDefault(plan)),
        { PortId: not 0 } => new BlameSource.ByProgram(cause.PortId, cause.Program),
        _ => new BlameSource.ByKernel(),
    };

    private static IEnumerable<BlameLine> Lines(Resource shown, Views views)
    {
        Resource? declared = views.Declared.Resource;
        foreach (ResourceAttribute attribute in shown.Kind.Attributes)
        {
            if (attribute.Format(shown) is not { } value)
            {
                continue;
            }
            bool asDeclared = declared is not null && declared.Kind.Find(attribute.Id) == attribute
                && attribute.IsSet(declared) && attribute.Mutability != Mutability.Observed && attribute.Fits(declared, shown);
            if ((asDeclared ? views.Declared : views.Live).Of(attribute) is { } origin)
            {
                yield return new(attribute.Name, value, origin.Time, origin.Position, origin.By);
            }
        }
    }
}
