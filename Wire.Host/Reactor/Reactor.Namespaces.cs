using Wire.Domain;
using Wire.Host.Api;

namespace Wire.Host.Reactor;

/// <summary>
/// The network namespaces that are declared, or that links are declared in. Each is listened to before anything is planned for it; of another
/// namespace Wire runs its links and their addresses, not its routes and rules.
/// </summary>
public sealed partial class Reactor
{
    private readonly HashSet<string> _dumping = [];
    private readonly HashSet<string> _watching = [];
    private readonly List<string> _watched = [];
    private readonly Dictionary<string, string> _unwatchable = [];

    private bool IsDumping => _dumping.Count > 0;

    private void AskForDump(string? netns)
    {
        if (_dumping.Add(netns ?? ""))
        {
            _effects.Add(new Effect.Dump(netns));
        }
    }

    internal static IEnumerable<string> NamespacesOf(IntentState intent) =>
        intent.Desired.Values.Select(d => d.Resource.Holds ?? d.Resource.Netns).OfType<string>().Distinct();

    /// <summary>At the start also the namespaces that something was known of: what is not looked at again is not known.</summary>
    private void WatchKnown() => Watch(NamespacesOf(_state.Intent).Concat(_state.Live.All.Select(r => r.Netns).OfType<string>()).Distinct().ToArray());

    private void Watch(IEnumerable<string> namespaces)
    {
        foreach (string netns in namespaces)
        {
            WatchOne(netns);
        }
    }

    private void WatchOne(string netns)
    {
        if (!_watched.Contains(netns) && _watching.Add(netns))
        {
            _watched.Add(netns);
            _effects.Add(new Effect.Watch(netns));
        }
    }

    private void WatchFailed(WatchFailedInput failed)
    {
        _watching.Remove(failed.Netns);
        LoseNamespace(failed.Netns);
        if (failed.WasHeard && NamespacesOf(_state.Intent).Contains(failed.Netns))
        {
            WatchOne(failed.Netns); // the name may mean another one by now
        }
        else
        {
            _unwatchable[failed.Netns] = failed.Reason;
        }
    }

    /// <summary>What was known of it was of a namespace that is gone.</summary>
    private void LoseNamespace(string netns)
    {
        _watched.Remove(netns);
        _dumping.Remove(netns);
        List<ResourceKey> gone = [];
        foreach (Resource resource in _state.Live.All.Where(r => r.Netns == netns).ToArray())
        {
            Observe("dump", resource, new ResourceVanished(resource, ObservationCause.Kernel));
            gone.Add(resource.Key);
        }
        FlushObservations("dump");
        NoteDrift(gone);
    }

    /// <summary>A namespace that Wire has just made is listened to from here on.</summary>
    private void WatchMade(IEnumerable<Operation> done)
    {
        foreach (string netns in done.Where(o => o.Verb == OperationVerb.Create).Select(o => o.Subject.Holds).OfType<string>())
        {
            LoseNamespace(netns);
            _unwatchable.Remove(netns);
            WatchOne(netns);
        }
    }

    /// <summary>Declared and not there: the plan makes it.</summary>
    private bool IsToBeMade(string netns, IReadOnlyDictionary<ResourceKey, Declared> desired) =>
        NetworkNamespace.KeyOf(netns) is var key && desired.ContainsKey(key) && !_state.Live.TryGet(key, out _);

    /// <summary>Somebody may have made a namespace that was missing. True when one of these objects waits for the look.</summary>
    private bool WatchAgain(IEnumerable<ResourceKey> keys)
    {
        string[] missing = [.. keys.Select(k => _state.Desired.TryGetValue(k, out Declared? d) ? d.Resource.Netns : null).OfType<string>().Distinct().Except(_watched)];
        bool looks = false;
        foreach (string netns in missing.Where(n => !_unwatchable.ContainsKey(n) && !IsToBeMade(n, _state.Desired)))
        {
            looks = true;
            WatchOne(netns);
        }
        return looks;
    }

    /// <summary>An operation in a namespace that is not there.</summary>
    /// <param name="operation">One of a plan.</param>
    /// <param name="made">The namespaces that the plan makes.</param>
    private PlanConflict? OutOfReach(Operation operation, HashSet<string> made)
    {
        string? netns = new[] { operation.Subject, operation.Companion }.OfType<Resource>().Select(r => r.Netns)
            .FirstOrDefault(n => n is not null && !_watched.Contains(n) && !made.Contains(n));
        if (netns is null)
        {
            return null;
        }
        _unwatchable.Remove(netns, out string? reason); // looked for again when the pause is over
        return new(operation.Key, reason ?? $"there is no network namespace '{netns}'", OriginOf(operation.Key));
    }

    /// <summary>True when the command has to wait for a first dump, or was refused because a namespace is not there.</summary>
    private bool AwaitNamespaces(CommandInput command, IntentState intended)
    {
        string[] missing = [.. NamespacesOf(intended).Except(_watched).Where(n => !IsToBeMade(n, intended.Desired))];
        string[] failed = [.. missing.Where(_unwatchable.ContainsKey)];
        if (failed.Length > 0)
        {
            Refuse(command, new ErrorReply(NodeError.Conflict, $"namespace '{failed[0]}' cannot be used; nothing was done", [.. failed.Select(WhyNot)], true));
            Array.ForEach(failed, n => _unwatchable.Remove(n)); // looked for again by the next command
            return true;
        }
        if (missing.Length == 0)
        {
            return false;
        }
        Watch(missing);
        _commands.AddFirst(command);
        return true;
    }

    private string WhyNot(string netns) => _state.Live.TryGet(NetworkNamespace.KeyOf(netns), out _)
        ? _unwatchable[netns]
        : $"there is no network namespace '{netns}': declare it (netns {netns}), or make it first (ip netns add {netns})";
}
