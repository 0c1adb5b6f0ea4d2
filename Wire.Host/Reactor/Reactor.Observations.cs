using Wire.Domain;
using Wire.Projections;

namespace Wire.Host.Reactor;

/// <summary>What the kernel tells, journalled and compared with what was declared.</summary>
public sealed partial class Reactor
{
    /// <summary>Events in one batch of the journal: large enough to share its frame, small enough to bound memory.</summary>
    private const int BatchEventsMax = 1000;

    private readonly List<DomainEvent> _observations = [];
    private Guid _observedBatch;

    private void Observe(IReadOnlyList<SeenEvent> seen)
    {
        List<ResourceKey> touched = [];
        foreach (SeenEvent one in seen)
        {
            Observe(one, touched);
        }
        FlushObservations("netlink");
        NoteDrift(touched);
    }

    /// <summary>
    /// An object shown again exactly as it is known is no event (the kernel repeats links when only a counter moved); all else
    /// is journalled, ours or not.
    /// </summary>
    private void Observe(SeenEvent seen, List<ResourceKey> touched)
    {
        ResourceKey key = seen.Resource.Key;
        if (seen.Resource.Netns is { } of && !_watched.Contains(of))
        {
            return; // the last words of a namespace that is gone
        }
        if (!seen.Vanished && _state.Live.TryGet(key, out Resource? known) && seen.Resource.Equals(known))
        {
            return;
        }
        Observe("netlink", seen.Resource, seen.Vanished ? new ResourceVanished(seen.Resource, seen.Cause) : new ResourceObserved(seen.Resource, seen.Cause));
        touched.Add(key);
        if (seen.Vanished && seen.Resource.Holds is { } netns)
        {
            LoseNamespace(netns);
        }
    }

    /// <summary>Folds the event now and appends it with others in one batch.</summary>
    private void Observe(string source, Resource resource, DomainEvent observation)
    {
        if (_observations.Count == 0)
        {
            _observedBatch = NewPlanId();
        }
        _observations.Add(observation);
        _state.Fold(EnvelopeOf(_state.Position + 1, _observedBatch, "kernel", source), observation);
        _run?.Told(resource.Key, observation is ResourceVanished, (observation as ResourceObserved)?.Cause);
        if (_observations.Count == BatchEventsMax)
        {
            FlushObservations(source);
        }
    }

    private void FlushObservations(string source)
    {
        if (_observations.Count > 0)
        {
            _effects.Add(new Effect.Append(_state.Position - _observations.Count + 1, "kernel", source, null, [.. _observations]));
            _observations.Clear();
        }
    }

    private void Resync(DumpInput dump)
    {
        _dumping.Remove(dump.Netns ?? "");
        _watching.Remove(dump.Netns ?? "");
        if (dump.Interruptions > 0)
        {
            Append("kernel", "netlink", null, [new KernelGap($"dump interrupted {dump.Interruptions} times (NLM_F_DUMP_INTR)")]);
        }

        int differences = 0;
        HashSet<ResourceKey> shown = [];
        foreach (Resource resource in dump.Resources)
        {
            shown.Add(resource.Key);
            if (!_state.Live.TryGet(resource.Key, out Resource? known) || !known.Equals(resource))
            {
                Observe("dump", resource, new ResourceObserved(resource, ObservationCause.Kernel));
                differences++;
            }
        }
        foreach (Resource gone in _state.Live.All.Where(r => !shown.Contains(r.Key) && r.Netns == dump.Netns).ToArray())
        {
            Observe("dump", gone, new ResourceVanished(gone, ObservationCause.Kernel));
            differences++;
        }
        FlushObservations("dump");
        Append("kernel", "dump", null, [new KernelResynced(dump.Resources.Count, differences, dump.Netns)]);
        _dumped |= dump.Netns is null;
        _compareAll |= _options.Heals;
    }
}
