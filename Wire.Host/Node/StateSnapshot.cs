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

    public static StateSnapshot Read(NodeOptions options, INetlinkProvider kernel)
    {
        List<string> notes = [];
        (KnownState state, Guid node) = ReadJournal(options, notes);
        long recorded = state.Position;
        Reactor.Reactor reactor = new(new ReactorOptions(node, ProductVersion.Text, Environment.ProcessId, NodeClock.Boot, options.Netns, "command"), new ReactorPolicy(), state);
        using KernelMonitor monitor = KernelMonitor.Open(kernel, null);
        IReadOnlyList<Resource> shown = monitor.Dump(out int interruptions);
        reactor.Step(new DumpInput(null, shown, interruptions), NodeClock.Now);
        return new(reactor, node, recorded, notes);
    }

    private static (KnownState State, Guid Node) ReadJournal(NodeOptions options, List<string> notes)
    {
        try
        {
            if (!Directory.Exists(options.JournalDirectory))
            {
                notes.Add($"there is no journal in {options.StateDirectory} yet: nothing is declared");
                return (new KnownState(), Guid.Empty);
            }
            using JournalReader reader = JournalReader.Open(options.JournalDirectory);
            return (KnownState.Of(reader.Read()), reader.JournalId);
        }
        catch (Exception e) when (e is UnauthorizedAccessException)
        {
            notes.Add($"{options.StateDirectory} is not readable for you: what is declared and what is Wire's is unknown");
            return (new KnownState(), Guid.Empty);
        }
    }

    public Task<T> QueryAsync<T>(Func<Reactor.Reactor, T> ask) => Task.FromResult(ask(_reactor));
}
