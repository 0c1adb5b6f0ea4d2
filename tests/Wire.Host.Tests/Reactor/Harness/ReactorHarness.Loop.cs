using System.Collections.Immutable;
using Wire.Domain;
using Wire.Host.Reactor;
using Wire.Kernel;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Reactor;

/// <summary>The loop around the reactor: what <c>NodeEngine</c> does with threads, one step after the other.</summary>
internal sealed partial class ReactorHarness
{
    private readonly SortedDictionary<string, KernelMonitor> _monitors = [];
    private ImmutableHashSet<ResourceKey> _lookedFor = [];
    private readonly Queue<Effect.Execute> _work = [];
    private readonly Queue<string> _dumps = [];
    private readonly List<(Guid Plan, Prepared Part, int First)> _sent = [];
    private KernelExecutor? _executor;
    private LinkNames _names = new();

    /// <summary>The kernel's events arrive before the acknowledgement of what caused them, instead of after.</summary>
    public bool EventsFirst { get; init; }

    /// <summary>Each event is an input of its own, as when the listener is faster than the kernel.</summary>
    public bool EventsOneByOne { get; init; }

    /// <summary>The kernel's events get lost without a word; only a dump tells.</summary>
    public bool IsDeaf { get; init; }

    /// <summary>Called before each effect: a test that wants the process dead there throws <see cref="KilledException"/>.</summary>
    public Action<Effect>? BeforeEffect { get; set; }

    /// <summary>Effects so far.</summary>
    public int Effects { get; private set; }

    private void OpenKernel()
    {
        _names = new();
        _executor = KernelExecutor.Open(Kernel);
        _monitors[""] = KernelMonitor.Open(Kernel, null, names: _names);
    }

    private void CloseKernel()
    {
        _work.Clear();
        _dumps.Clear();
        _sent.Clear();
        foreach (KernelMonitor monitor in _monitors.Values)
        {
            monitor.Dispose();
        }
        _monitors.Clear();
        _executor?.Dispose();
        _executor = null;
    }

    public void Run()
    {
        while (_reactor is not null && !IsStopped)
        {
            if (_inbox.TryDequeue(out Input? input))
            {
                Step(input);
            }
            else if (_work.TryDequeue(out Effect.Execute? work))
            {
                Execute(work);
            }
            else if (_dumps.TryDequeue(out string? netns))
            {
                IReadOnlyList<Resource> shown = _monitors[netns].Dump(out int interruptions);
                _inbox.Enqueue(new DumpInput(netns.Length == 0 ? null : netns, shown, interruptions));
            }
            else if (!Listen())
            {
                return;
            }
        }
    }

    private void Step(Input input)
    {
        if (input is TickInput)
        {
            _wakeAtNs = long.MaxValue;
        }
        CarryOut(Reactor.Step(input, Now));
    }

    private void CarryOut(IReadOnlyList<Effect> effects)
    {
        foreach (Effect effect in effects)
        {
            BeforeEffect?.Invoke(effect);
            Effects++;
            CarryOut(effect);
        }
    }

    private void CarryOut(Effect effect)
    {
        switch (effect)
        {
            case Effect.Append append:
                Journal.Append(append, Now, Boot);
                break;
            case Effect.Execute execute:
                Journal.Sync(execute.AfterPosition);
                _work.Enqueue(execute);
                break;
            case Effect.Reply reply:
                Journal.Sync(reply.AfterPosition);
                _answers[reply.Token] = new(reply.Success, reply.Failure);
                break;
            case Effect.Dump dump:
                _dumps.Enqueue(dump.Netns ?? "");
                break;
            case Effect.Watch watch:
                Watch(watch.Netns);
                break;
            case Effect.LookFor look:
                _lookedFor = look.Settings;
                foreach (KernelMonitor monitor in _monitors.Values)
                {
                    monitor.Watch(_lookedFor);
                }
                break;
            case Effect.WakeAt wake:
                _wakeAtNs = Math.Min(_wakeAtNs, wake.MonotonicNs);
                break;
            case Effect.Ready:
                IsReady = true;
                break;
            case Effect.Stopped stopped:
                Journal.Sync(stopped.AfterPosition);
                IsStopped = true;
                break;
        }
    }

    private void Watch(string netns)
    {
        try
        {
            if (_monitors.Remove(netns, out KernelMonitor? known))
            {
                known.Dispose();
            }
            _monitors[netns] = KernelMonitor.Open(Kernel, netns, names: _names);
            _monitors[netns].Watch(_lookedFor);
            _dumps.Enqueue(netns);
        }
        catch (NetnsMissingException e)
        {
            _inbox.Enqueue(new WatchFailedInput(netns, e.Message));
        }
    }

    private void Execute(Effect.Execute work)
    {
        HashSet<int> told = [];
        ExecutionResult result = _executor!.Carry(work.Operations, work.LinkIndexes, (part, first) => _sent.Add((work.Plan, part, first)), (first, count) =>
        {
            if (EventsFirst)
            {
                Listen();
            }
            told.UnionWith(Enumerable.Range(first, count));
            _inbox.Enqueue(new ProgressInput(work.Plan, first, count));
        },
        read => _inbox.Enqueue(new ObservedInput([.. read.Select(r => new SeenEvent(false, r, ObservationCause.Kernel))])));
        ImmutableArray<int> rest = [.. Enumerable.Range(0, result.Acknowledged.Length).Where(i => result.Acknowledged[i] && !told.Contains(i))];
        _inbox.Enqueue(new ExecutedInput(work.Plan, rest, result.Refused));
    }

    private bool Listen()
    {
        bool any = false;
        foreach ((string netns, KernelMonitor monitor) in _monitors.ToArray())
        {
            List<Observation> observations = [];
            if (monitor.Receive(observations, 0, out bool overrun) && !IsDeaf)
            {
                any = true;
                SeenEvent[] seen = [.. observations.Select(o => new SeenEvent(o.Vanished, o.Resource, CauseOf(o)))];
                foreach (SeenEvent[] told in EventsOneByOne ? seen.Chunk(1) : [seen])
                {
                    _inbox.Enqueue(new ObservedInput(told));
                }
            }
            if (overrun)
            {
                _inbox.Enqueue(new OverrunInput(netns.Length == 0 ? null : netns, "ENOBUFS"));
            }
        }
        return any;
    }

    private ObservationCause CauseOf(Observation observation)
    {
        foreach ((Guid plan, Prepared part, int first) in _sent.AsEnumerable().Reverse())
        {
            if (observation.PortId == _executor!.PortId && part.OperationOf(observation.Sequence, observation.Resource) is { } operation)
            {
                return new(observation.PortId, observation.Sequence, plan, first + operation);
            }
        }
        return new(observation.PortId, observation.Sequence);
    }
}
