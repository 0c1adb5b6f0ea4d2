using Wire.Domain;
using Wire.Host.Api;

namespace Wire.Host.Reactor;

/// <summary>
/// The network namespaces that links are declared in. Each is listened to before anything is planned for it; of another
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
        intent.Desired.Values.Select(d => d.Resource.Netns).OfType<string>().Distinct();

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
        _watched.Remove(failed.Netns);
        _unwatchable[failed.Netns] = failed.Reason;
        List<ResourceKey> gone = [];
        foreach (Resource resource in _state.Live.All.Where(r => r.Netns == failed.Netns).ToArray())
        {
            Observe("dump", resource, new ResourceVanished(resource, ObservationCause.Kernel));
            gone.Add(resource.Key);
        }
        FlushObservations("dump");
        NoteDrift(gone);
    }

    /// <summary>Somebody may have made a namespace that was missing. True when one of these objects waits for the look.</summary>
    private bool WatchAgain(IEnumerable<ResourceKey> keys)
    {
        string[] missing = [.. keys.Select(k => _state.Desired.TryGetValue(k, out Declared? d) ? d.Resource.Netns : null).OfType<string>().Distinct().Except(_watched)];
        bool looks = false;
        foreach (string netns in missing.Where(n => !_unwatchable.ContainsKey(n)))
        {
            looks = true;
            WatchOne(netns);
        }
        return looks;
    }

    /// <summary>An operation in a namespace that is not there.</summary>
    private PlanConflict? OutOfReach(Operation operation)
    {
        string? netns = new[] { operation.Subject, operation.Companion }.OfType<Resource>().Select(r => r.Netns).FirstOrDefault(n => n is not null && !_watched.Contains(n));
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
        string[] missing = [.. NamespacesOf(intended).Except(_watched)];
        string[] failed = [.. missing.Where(_unwatchable.ContainsKey)];
        if (failed.Length > 0)
        {
            Refuse(command, new ErrorReply(NodeError.Conflict, $"namespace '{failed[0]}' cannot be used; nothing was done", [.. failed.Select(n => _unwatchable[n])], true));
            Array.ForEach(failed, n => _unwatchable.Remove(n)); // looked for again by the next command
            return true;
        }
        if (missing.Length == 0)
        {
            return false;
        }
        Watch(NamespacesOf(intended));
        _commands.AddFirst(command);
        return true;
    }
}
