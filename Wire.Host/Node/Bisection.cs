using System.Collections.Immutable;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Journal;
using Wire.Kernel;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>
/// Finds the event that turned a network on which a program succeeds into one on which it fails: halves the journal, builds the network of each
/// midpoint in a namespace of its own, and runs the program there. The node is left as it is, and nothing is journalled.
/// </summary>
/// <param name="journal">The node's journal.</param>
/// <param name="past">Its states.</param>
/// <param name="kernel">The kernel of a named namespace; null for the one of this process.</param>
/// <param name="request">What is looked for.</param>
/// <param name="told">Each step as it ends.</param>
internal sealed class Bisection(JournalReader journal, PastStates past, Func<string?, INetlinkProvider> kernel, BisectRequest request, Action<BisectStep> told)
{
    /// <summary>As with git-bisect(1): the program cannot tell of this one.</summary>
    private const int Skipped = 125;

    /// <summary>A shell that did not find the program, or could not run it; and above: ended by a signal.</summary>
    private const int NoVerdictMin = 126;

    private readonly string _netns = $"wire-bisect-{Environment.ProcessId}";
    private readonly List<BisectStep> _steps = [];

    /// <exception cref="NodeException">The range makes no sense, or the program gives no verdict.</exception>
    public BisectReply Run(CancellationToken cancel)
    {
        long from = Points.PositionOf(journal, past, request.From), to = Points.PositionOf(journal, past, request.To);
        if (from >= to)
        {
            throw new NodeException(NodeError.BadRequest, $"{request.From} (@{from}) is not before {request.To} (@{to})");
        }
        if (!Known(from, cancel))
        {
            throw new NodeException(NodeError.BadRequest, $"the program fails at {request.From} (@{from}) already", ["Choose an earlier --from, at which it succeeds."]);
        }
        if (Known(to, cancel))
        {
            throw new NodeException(NodeError.BadRequest, $"the program succeeds at {request.To} (@{to}) still", ["Choose a --to at which it fails."]);
        }
        return Search([.. Turns(from, to)], cancel);
    }

    /// <summary>The positions after which the network can be another one, and the event that says why. A change is whole or not at all: its first event stands for it.</summary>
    private IEnumerable<(long Position, long Event)> Turns(long from, long to)
    {
        string stream = request.Desired ? Domain.EventStream.Intent : Domain.EventStream.Kernel;
        long last = 0;
        foreach (RecordedEvent e in journal.Read(from + 1, to).Where(e => e.Stream == stream && (!request.Desired || e.Position > last)))
        {
            last = request.Desired ? Math.Min(to, e.Position - e.IndexInBatch + e.BatchCount - 1) : e.Position;
            yield return (last, e.Position);
        }
    }

    /// <summary>Good before the first, bad at the last of them.</summary>
    private BisectReply Search((long Position, long Event)[] turns, CancellationToken cancel)
    {
        int good = -1, bad = turns.Length - 1;
        HashSet<int> skipped = [];
        while (Enumerable.Range(good + 1, bad - good - 1).Where(i => !skipped.Contains(i)).ToArray() is { Length: > 0 } open)
        {
            int middle = open[open.Length / 2];
            switch (Test(turns[middle].Position, cancel))
            {
                case true:
                    good = middle;
                    break;
                case false:
                    bad = middle;
                    break;
                case null:
                    skipped.Add(middle);
                    break;
            }
        }
        EventView[] suspects = [.. turns[(good + 1)..(bad + 1)].Select(t => EventViews.Of(journal.Read(t.Event, t.Event).Single()))];
        return new(_steps, suspects);
    }

    /// <summary>Of the ends the program has to know.</summary>
    private bool Known(long position, CancellationToken cancel) =>
        Test(position, cancel) ?? throw new NodeException(NodeError.BadRequest, $"the program cannot tell at @{position} (exit code {Skipped})", ["At --from it has to succeed, at --to to fail."]);

    /// <summary>True: good; false: bad; null: nobody can tell.</summary>
    private bool? Test(long position, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        KnownState state = past.At(journal, position, cancel);
        Dictionary<ResourceKey, Declared> wanted = request.Desired ? new(state.Desired) : Shown(state);
        INetlinkProvider home = kernel(null);
        home.Call(null, new CreateNetns(_netns));
        try
        {
            List<string> notes = [.. LeaveElsewhere(wanted)];
            INetlinkProvider scratch = kernel(_netns);
            notes.AddRange(NamespaceReplay.Build(wanted, scratch, _netns, asFarAsItGoes: true).Notes);
            int exit = scratch.Ask(_netns, new ProgramRun(request.Command, request.OutputToErrors));
            if (exit >= NoVerdictMin)
            {
                throw new NodeException(NodeError.BadRequest, $"the program ended with {exit}, which is no verdict", ["0 is good, 1 to 124 are bad, 125 leaves the point out."]);
            }
            BisectStep step = new(position, exit == 0 ? "good" : exit == Skipped ? "skip" : "bad", exit, wanted.Count, notes);
            _steps.Add(step);
            told(step);
            return exit == Skipped ? null : exit == 0;
        }
        finally
        {
            home.Call(null, new DeleteNetns(_netns));
        }
    }

    /// <summary>What the kernel had, with the settings that are known of it.</summary>
    private static Dictionary<ResourceKey, Declared> Shown(KnownState state) =>
        LiveExport.Select(state.Live).Concat(state.Live.All.Where(r => r.Kind.IsSetting)).ToDictionary(r => r.Key, r => new Declared(r));

    /// <summary>A namespace of that name is there, and is somebody's.</summary>
    private static IEnumerable<string> LeaveElsewhere(Dictionary<ResourceKey, Declared> wanted)
    {
        string[] elsewhere = [.. wanted.Values.Select(d => d.Resource.Netns ?? d.Resource.Holds).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        foreach (ResourceKey key in wanted.Values.Where(d => d.Resource.Netns is not null || d.Resource.Holds is not null).Select(d => d.Key).ToList())
        {
            wanted.Remove(key);
        }
        return elsewhere.Select(netns => $"left out: what is in namespace {netns}");
    }
}
