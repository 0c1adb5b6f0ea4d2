using System.Collections.Immutable;
using Wire.Domain;
using Wire.Journal;

namespace Wire.Projections;

/// <summary>Everything that is known of a node at one position: what plans are made from, and when the newest change was asked for.</summary>
public sealed class KnownState
{
    private readonly NodeState _node = new();
    private readonly LatestChange _latest = new();
    private StoredEvents _stored = new();

    public IntentState Intent => _node.Desired.State;

    public IReadOnlyDictionary<ResourceKey, Declared> Desired => _node.Desired.Desired;

    public LiveTopology Live => _node.Live;

    public OwnershipProjection Ownership => _node.Ownership;

    public LatestChange Latest => _latest;

    /// <summary>The changes and what became of them.</summary>
    public ChangeHistory History { get; } = new();

    /// <summary>Of the last event that was folded; 0 for none.</summary>
    public long Position => _node.Position;

    /// <summary>Of that event.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>The fold of stored events.</summary>
    /// <exception cref="UnreadableEventException">A newer version wrote one of them, or it is broken.</exception>
    public static KnownState Of(IEnumerable<RecordedEvent> events)
    {
        KnownState state = new();
        foreach (RecordedEvent recorded in events)
        {
            state.Fold(recorded);
        }
        return state;
    }

    /// <summary>Takes the next stored event.</summary>
    /// <exception cref="UnreadableEventException">A newer version wrote it, or it is broken.</exception>
    public void Fold(RecordedEvent recorded) => Fold(Envelope.Of(recorded), _stored.Decode(recorded));

    public void Fold(in Envelope envelope, DomainEvent item)
    {
        Time = envelope.Time;
        _node.Fold(envelope, item);
        _latest.Fold(envelope, item);
        History.Fold(envelope, item);
    }

    /// <summary>What the planner looks at, with an intent that may not be journalled yet.</summary>
    public PlanRequest Request(IntentState? intent = null) => _node.PlanRequest() with
    {
        Desired = (intent ?? Intent).Desired,
        Renewed = intent is null ? ImmutableDictionary<ResourceKey, ImmutableHashSet<string>>.Empty : Renewed(intent),
    };

    /// <summary>What the planner looks at once these events of a change are journalled; what it gives back is not Wire's any more.</summary>
    public PlanRequest RequestAfter(IReadOnlyList<DomainEvent> change)
    {
        PlanRequest request = Request(Intent.Evolve(change));
        HashSet<ResourceKey> released = [.. change.OfType<ResourceReleased>().Select(r => r.Key)];
        return released.Count == 0 ? request : request with
        {
            OwnedLinks = request.OwnedLinks.Where(l => !released.Contains(ResourceKey.Link(l))).ToHashSet(),
            OwnedObjects = request.OwnedObjects.Where(o => !released.Contains(o)).ToHashSet(),
        };
    }

    /// <summary>What an intent declares otherwise than the one that stands, of attributes that <see cref="ResourceAttribute.Moves"/>.</summary>
    private ImmutableDictionary<ResourceKey, ImmutableHashSet<string>> Renewed(IntentState intent)
    {
        ImmutableDictionary<ResourceKey, ImmutableHashSet<string>> renewed = ImmutableDictionary<ResourceKey, ImmutableHashSet<string>>.Empty;
        foreach (Resource now in intent.Desired.Values.Select(d => d.Resource).Where(r => !r.Kind.Moving.IsEmpty))
        {
            Resource? before = Desired.GetValueOrDefault(now.Key)?.Resource;
            ImmutableHashSet<string> names = [.. now.Kind.Moving.Where(a => a.IsSet(now) && (before?.Kind != now.Kind || !a.SameValue(before, now))).Select(a => a.Name)];
            renewed = names.IsEmpty ? renewed : renewed.Add(now.Key, names);
        }
        return renewed;
    }

    public IntentContext Context(Guid node) => _node.Context(node);

    internal void Save(StateWriter writer)
    {
        writer.Time(Time);
        writer.Optional(_stored.Writer);
        _node.Save(writer);
        History.Save(writer);
        _latest.Save(writer);
    }

    internal static KnownState Load(StateReader reader)
    {
        KnownState state = new() { Time = reader.Time(), _stored = new() { Writer = reader.OptionalText() } };
        state._node.Load(reader);
        state.History.Load(reader, state.Intent);
        state._latest.Load(reader);
        return state;
    }
}
