using Wire.Domain;

namespace Wire.Projections;

/// <summary>
/// What happened in the kernel and was not Wire's: by batch, and in it by who did it. What the kernel shows for the first time in
/// a complete dump happened to nobody's knowledge, and is no entry.
/// </summary>
internal sealed class ObservedHistory
{
    private readonly LiveTopology _live = new();
    private readonly List<HistoryEntry> _entries = [];
    private readonly Dictionary<(uint Port, string? Program), ObservedGroup> _groups = [];
    private readonly Dictionary<Guid, HashSet<ResourceKey>> _underWay = [];
    private Guid _batch;

    public void Fold(in Envelope envelope, DomainEvent item)
    {
        if (envelope.Batch != _batch)
        {
            Close();
            _batch = envelope.Batch;
        }
        (Resource Resource, ObservationCause Cause)? observed = item switch
        {
            ResourceObserved o => (o.Resource, o.Cause),
            ResourceVanished v => (v.Resource, v.Cause),
            _ => null,
        };
        if (observed is not { } seen)
        {
            Follow(item);
            _live.Fold(envelope, item);
            return;
        }
        Resource? before = _live.TryGet(seen.Resource.Key, out Resource? known) ? known : null;
        _live.Fold(envelope, item);
        Resource? after = _live.TryGet(seen.Resource.Key, out Resource? shown) ? shown : null;
        if ((before ?? after) is not null && _live.Resyncs > 0 && !IsOurs(seen.Cause, seen.Resource))
        {
            Group(envelope, seen.Cause).Objects.Add(before, after);
        }
    }

    private void Follow(DomainEvent item)
    {
        if (item is PlanMade made)
        {
            _underWay[made.Id] = [.. made.Plan.Operations.Select(o => o.Key), .. made.Plan.Operations.Select(o => o.Companion?.Key).OfType<ResourceKey>()];
        }
        else if (item is PlanSettled settled)
        {
            _underWay.Remove(settled.Plan);
        }
    }

    /// <summary>
    /// The kernel does not tell who changed a link that exists (<c>do_setlink</c>, net/core/rtnetlink.c), nor who is behind what
    /// follows from a request: nobody's doing around an object of a plan that runs is that plan's.
    /// </summary>
    private bool IsOurs(ObservationCause cause, Resource resource) =>
        cause.Plan is not null
        || (cause.PortId == 0 && _underWay.Values.Any(keys => keys.Contains(resource.Key) || resource.Dependencies.Any(keys.Contains)));

    public IEnumerable<HistoryEntry> Entries() => _entries.Concat(_groups.Values.Select(g => g.ToEntry()).OfType<HistoryEntry>());

    private ObservedGroup Group(in Envelope envelope, ObservationCause cause)
    {
        (uint, string?) who = (cause.PortId, cause.Program);
        if (!_groups.TryGetValue(who, out ObservedGroup? group))
        {
            _groups[who] = group = new(envelope, cause);
        }
        group.Extend(envelope.Position);
        return group;
    }

    private void Close()
    {
        _entries.AddRange(_groups.Values.Select(g => g.ToEntry()).OfType<HistoryEntry>());
        _groups.Clear();
    }
}
