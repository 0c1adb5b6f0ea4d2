using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Host.Reactor;

/// <summary>Objects that no listing shows, such as sysctls: those that declarations name are read before a plan, and looked at from then on.</summary>
public sealed partial class Reactor
{
    private ImmutableHashSet<ResourceKey> _byName = [];

    /// <summary>All that declarations name, what those are copies of, and what has to go back to how it was.</summary>
    internal static ImmutableHashSet<ResourceKey> NamedIn(IEnumerable<Declared> desired, IEnumerable<ResourceKey> baselines) =>
    [
        .. desired.Select(d => d.Resource).Where(r => r.IsReadByName).SelectMany(r => r.Model is { } model ? [r.Key, model] : new[] { r.Key }),
        .. baselines.Where(IsReadByName),
    ];

    private static bool IsReadByName(ResourceKey key) => ResourceKinds.All.Any(k => k.IsReadByName && k.Collection == key.Collection);

    /// <summary>Reads what an intent names and nothing is known of: a plan has to know what is there now.</summary>
    private void ReadFor(IntentState intended)
    {
        foreach (Resource read in Unread(intended.Desired.Values))
        {
            Observe("read", read, new ResourceObserved(read, ObservationCause.Kernel));
        }
        FlushObservations("read");
    }

    /// <summary>The request of a plan that is only shown: what it names is read, and not journalled.</summary>
    public PlanRequest WithReadings(PlanRequest request)
    {
        IReadOnlyList<Resource> read = Unread(request.Desired.Values);
        return read.Count == 0 ? request : request with { Live = new Topology(request.Live.All.Concat(read)) };
    }

    private IReadOnlyList<Resource> Unread(IEnumerable<Declared> desired)
    {
        ResourceKey[] unread = [.. NamedIn(desired, []).Where(k => !_state.Live.TryGet(k, out _))];
        return unread.Length == 0 ? [] : _options.Read(unread);
    }

    /// <summary>Declarations and the end of a plan change which objects are looked at.</summary>
    private void NoteNames(IReadOnlyList<DomainEvent> events)
    {
        if (events.Any(e => e is ResourceDeclared { Declared.Resource.IsReadByName: true } || (e is PlanSettled && !_byName.IsEmpty)))
        {
            ReadByName();
        }
    }

    private void ReadByName()
    {
        ImmutableHashSet<ResourceKey> named = NamedIn(_state.Desired.Values, _state.Ownership.Baselines.Keys);
        if (_run is { Stage: not RunStage.Verifying })
        {
            named = named.Union(_byName); // what is on its way back is looked at until it is there
        }
        if (!named.SetEquals(_byName))
        {
            _byName = named;
            _effects.Add(new Effect.LookFor(_lookedFor.Union(named)));
        }
    }
}
