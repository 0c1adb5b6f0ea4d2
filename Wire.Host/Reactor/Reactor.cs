using System.Collections.Immutable;
using Wire.Domain;
using Wire.Projections;

namespace Wire.Host.Reactor;

/// <summary>
/// The heart of a node: what happened comes in, what shall be done goes out. No clock, no socket, no disk, no thread: the same
/// inputs at the same moments give the same effects. It folds what it appends at once, as it is the journal's only writer.
/// </summary>
public sealed partial class Reactor
{
    private readonly ReactorOptions _options;
    private readonly ReactorPolicy _policy;
    private readonly KnownState _state;
    private readonly List<Effect> _effects = [];
    private readonly LinkedList<CommandInput> _commands = [];
    private Moment _now;
    private PlanRun? _run;
    private bool _dumped;
    private bool _ready;
    private bool _compareAll;
    private StopInput? _stop;
    private bool _stopped;

    /// <param name="options">Who it works for.</param>
    /// <param name="policy">Its times and bounds.</param>
    /// <param name="state">The fold of the whole journal so far; the reactor owns it from here on.</param>
    public Reactor(ReactorOptions options, ReactorPolicy policy, KnownState state)
    {
        _options = options;
        _policy = policy;
        _state = state;
    }

    /// <summary>What is known. Read it only where <see cref="Step"/> is called from.</summary>
    public KnownState State => _state;

    /// <summary>The moment of the newest input.</summary>
    public Moment Now => _now;

    /// <summary>What decisions look up beside the intent.</summary>
    internal IntentContext Context() => _state.Context(_options.NodeId);

    /// <summary>The first step of a process: notes that it started and asks for the first dump.</summary>
    public IReadOnlyList<Effect> Start(Moment now) => Run(now, () =>
    {
        Append("wire", _options.Role, null, [new NodeStarted(_options.Version, _options.Pid, _options.Netns, _options.Role)]);
        ReadByName();
        LookForKnown();
        AskForDump(null);
        WatchKnown();
    });

    /// <summary>The first step after the journal had no room: the process is the same, what it knew of the kernel may not be.</summary>
    public IReadOnlyList<Effect> Resume(Moment now) => Run(now, () =>
    {
        ReadByName();
        LookForKnown();
        AskForDump(null);
        WatchKnown();
    });

    /// <summary>One thing happened. The effects are to be carried out in their order.</summary>
    public IReadOnlyList<Effect> Step(Input input, Moment now) => Run(now, () =>
    {
        NoteClockStep(now);
        switch (input)
        {
            case ObservedInput observed:
                Observe(observed.Events);
                break;
            case CommandInput command:
                _commands.AddLast(command);
                break;
            case ProgressInput progress:
                Acknowledge(progress.Plan, Enumerable.Range(progress.First, progress.Count));
                break;
            case ExecutedInput executed:
                Executed(executed);
                break;
            case DumpInput dump:
                Resync(dump);
                break;
            case OverrunInput overrun:
                Append("kernel", "netlink", null, [new KernelGap(overrun.Reason)]);
                AskForDump(overrun.Netns);
                break;
            case WatchFailedInput failed:
                WatchFailed(failed);
                break;
            case StopInput stop:
                _stop ??= stop;
                break;
            case TickInput:
                break;
        }
    });

    private ImmutableArray<Effect> Run(Moment now, Action what)
    {
        _now = now;
        _effects.Clear();
        what();
        GoOn();
        return [.. _effects];
    }

    /// <summary>Starts what can be started now, the most urgent first.</summary>
    private void GoOn()
    {
        if (!_dumped || _watching.Count > 0 || _stopped)
        {
            return;
        }
        if (_run is { Stage: RunStage.Verifying })
        {
            Verify();
        }
        while (_run is null && _watching.Count == 0 && (RecoverOpenPlans() || Expire() || NextCommand() || CompareAll() || HealDrift()))
        {
        }
        AnswerRolledBack();
        if (_run is null && !_ready)
        {
            _ready = true;
            _effects.Add(new Effect.Ready());
        }
        if (_run is null && !IsDumping && _stop is { } stop)
        {
            RefuseCommands();
            Append("wire", _options.Role, null, [new NodeStopped(stop.Reason)]);
            _effects.Add(new Effect.Stopped(_state.Position));
            _stopped = true;
            return;
        }
        AskToWake();
    }

    /// <summary>Appends one batch and folds it. Returns the first event's position.</summary>
    private long Append(string actor, string source, Guid? change, IReadOnlyList<DomainEvent> events)
    {
        long first = _state.Position + 1;
        _effects.Add(new Effect.Append(first, actor, source, change, events));
        Guid batch = NewPlanId();
        for (int i = 0; i < events.Count; i++)
        {
            _state.Fold(EnvelopeOf(first + i, batch, actor, source), events[i]);
        }
        NoteNames(events);
        return first;
    }

    private Envelope EnvelopeOf(long position, Guid batch, string actor, string source) =>
        new(position, _now.Wall, batch, actor, source) { Boot = _options.Boot, MonotonicNs = _now.MonotonicNs };

    /// <summary>What waits for the running plan or for a dump needs no clock: their end is an input.</summary>
    private void AskToWake()
    {
        long at = long.MaxValue;
        if (_run is { Stage: RunStage.Verifying, Doubted: false } run)
        {
            at = Math.Min(at, run.VerifyUntilNs);
        }
        if (_run is null && !IsDumping)
        {
            at = Math.Min(at, Math.Min(NextExpiryNs(), NextHealNs()));
        }
        if (at != long.MaxValue)
        {
            _effects.Add(new Effect.WakeAt(at));
        }
    }
}
