using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Kernel;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>
/// A node looked at without a daemon and without writing: the journal's fold, brought up to date with one dump of the kernel.
/// Nothing is recorded, so the difference between the two is known to this process only.
/// </summary>
internal sealed class StateSnapshot : IStateSource
{
    private readonly Reactor.Reactor _reactor;

    private StateSnapshot(Reactor.Reactor reactor, Guid node, long recorded, IReadOnlyList<string> notes)
    {
        _reactor = reactor;
        Node = node;
        RecordedPosition = recorded;
        Notes = notes;
    }

    /// <summary>The journal's id; empty without a journal.</summary>
    public Guid Node { get; }

    /// <summary>The journal's last position: what this process learned from the kernel since has none.</summary>
    public long RecordedPosition { get; }

    /// <summary>What could not be read, and what that means.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The journal is there and not readable for this user: whose an object is cannot be told.</summary>
    public bool IsOwnershipUnknown { get; private init; }

    public static StateSnapshot Read(NodeOptions options, INetlinkProvider kernel)
    {
        List<string> notes = [];
        (KnownState state, Guid node, bool readable) = ReadJournal(options, notes);
        long recorded = state.Position;
        Reactor.Reactor reactor = new(new ReactorOptions(node, ProductVersion.Text, Environment.ProcessId, NodeClock.Boot, options.Netns, "command") { Judge = new KernelCapabilities(kernel).Judge, Read = keys => NamedObjects.Read(kernel, keys) }, new ReactorPolicy(), state);
        LinkNames names = new();
        Look(reactor, kernel, null, names);
        foreach (string netns in Reactor.Reactor.NamespacesOf(state.Intent).ToArray())
        {
            try
            {
                Look(reactor, kernel, netns, names);
            }
            catch (Exception e) when (e is NetnsMissingException or NetlinkException)
            {
                notes.Add($"namespace {netns} could not be looked at: {e.Message}");
            }
        }
        return new(reactor, node, recorded, notes) { IsOwnershipUnknown = !readable };
    }

    private static void Look(Reactor.Reactor reactor, INetlinkProvider kernel, string? netns, LinkNames names)
    {
        using KernelMonitor monitor = KernelMonitor.Open(kernel, netns, names: names);
        monitor.Watch(Reactor.Reactor.SettingsOf(reactor.State.Desired.Values)
            .Union(Reactor.Reactor.NamedIn(reactor.State.Desired.Values, reactor.State.Ownership.Baselines.Keys)));
        IReadOnlyList<Resource> shown = monitor.Dump(out int interruptions);
        reactor.Step(new DumpInput(netns, shown, interruptions), NodeClock.Now);
    }

    private static (KnownState State, Guid Node, bool Readable) ReadJournal(NodeOptions options, List<string> notes)
    {
        try
        {
            if (!HasJournal(options))
            {
                notes.Add($"there is no journal in {options.StateDirectory} yet: nothing is declared");
                return (new KnownState(), Guid.Empty, true);
            }
            using JournalReader reader = JournalReader.Open(options.JournalDirectory);
            return (new PastStates(options.CheckpointDirectory).At(reader), reader.JournalId, true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException)
        {
            notes.Add($"{options.StateDirectory} is not readable for you: what is declared and what is Wire's is unknown");
            return (new KnownState(), Guid.Empty, false);
        }
    }

    /// <summary>Directory.Exists says no where it may not look; listing the parent tells the two apart.</summary>
    private static bool HasJournal(NodeOptions options) =>
        Directory.Exists(options.StateDirectory) && Directory.EnumerateDirectories(options.StateDirectory).Contains(options.JournalDirectory);

    public Task<T> QueryAsync<T>(Func<Reactor.Reactor, T> ask) => Task.FromResult(ask(_reactor));
}
