using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Host.Reactor;

/// <summary>
/// Settings that the kernel's side tells only of those objects that somebody declares them for: there are too many others. Before
/// the first plan for one, what it is now has to be known: it is its baseline.
/// </summary>
public sealed partial class Reactor
{
    /// <summary>Only ever more within a process: one that is withdrawn goes back to its baseline first, and that has to be seen.</summary>
    private ImmutableHashSet<ResourceKey> _lookedFor = [];

    internal static ImmutableHashSet<ResourceKey> SettingsOf(IEnumerable<Declared> desired) =>
        [.. desired.Where(d => d.Resource.Kind.IsToldOnRequest).Select(d => d.Key)];

    private void LookForKnown()
    {
        _lookedFor = _lookedFor.Union(SettingsOf(_state.Intent.Desired.Values)).Union(_state.Live.All.Where(r => r.Kind.IsToldOnRequest).Select(r => r.Key));
        if (!_lookedFor.IsEmpty)
        {
            _effects.Add(new Effect.LookFor(_lookedFor.Union(_byName)));
        }
    }

    /// <summary>True when the command has to wait for a dump that shows what it sets.</summary>
    private bool AwaitSettings(CommandInput command, IntentState intended)
    {
        ImmutableHashSet<ResourceKey> before = _lookedFor;
        _lookedFor = before.Union(SettingsOf(intended.Desired.Values));
        if (_lookedFor.Count == before.Count)
        {
            return false;
        }
        _effects.Add(new Effect.LookFor(_lookedFor.Union(_byName)));
        Resource[] unknown = [.. _lookedFor.Except(before).Where(k => !_state.Live.TryGet(k, out _)).Select(k => intended.Desired[k].Resource)
            .Where(r => r.Dependencies.All(d => _state.Live.TryGet(d, out _)))];
        foreach (string? netns in unknown.Select(r => r.Netns).Distinct())
        {
            AskForDump(netns);
        }
        if (unknown.Length > 0)
        {
            _commands.AddFirst(command);
        }
        return unknown.Length > 0;
    }
}
