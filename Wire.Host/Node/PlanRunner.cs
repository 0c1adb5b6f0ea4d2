using System.Collections.Concurrent;
using System.Collections.Immutable;
using Wire.Domain;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Kernel;

namespace Wire.Host.Node;

/// <summary>
/// The thread that writes to the kernel: one plan at a time, and only once the journal is durable up to the plan. It also knows
/// which of its operations caused an event, by the sequence number that the kernel echoes.
/// </summary>
internal sealed class PlanRunner : IDisposable
{
    /// <summary>Plans whose echoes can still arrive; one that makes network namespaces has several parts.</summary>
    private const int PartsRemembered = 8;

    private readonly KernelExecutor _executor;
    private readonly EventJournal _journal;
    private readonly Action<Input> _post;
    private readonly Action<Exception> _failed;
    private readonly BlockingCollection<Effect.Execute> _work = [];
    private readonly Thread _thread;
    private int _given;
    private ImmutableArray<(Guid Plan, Prepared Part, int First)> _recent = [];

    public PlanRunner(KernelExecutor executor, EventJournal journal, Action<Input> post, Action<Exception> failed)
    {
        _executor = executor;
        _journal = journal;
        _post = post;
        _failed = failed;
        _thread = new Thread(Work) { Name = "wire-execute", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Everything that was given is through.</summary>
    public bool IsIdle => Volatile.Read(ref _given) == 0;

    public void Execute(Effect.Execute work)
    {
        Interlocked.Increment(ref _given);
        _work.Add(work);
    }

    /// <summary>The namespace is gone by its name. Only while idle.</summary>
    public void Forget(string netns) => _executor.Forget(netns);

    /// <summary>The operation of ours that caused an observation, or the foreign port that did.</summary>
    /// <param name="netns">The namespace it was observed in; null for the node's own.</param>
    /// <param name="seen">The observation.</param>
    /// <param name="programs">Names of foreign programs.</param>
    public ObservationCause CauseOf(string? netns, in Observation seen, ForeignPrograms programs)
    {
        (uint portId, uint sequence) = (seen.PortId, seen.Sequence);
        if (portId == 0)
        {
            return seen.FoundAfterOwn && LastOn(seen.Resource.Key) is { } found ? found : ObservationCause.Kernel;
        }
        if (portId != _executor.PortIdIn(netns, seen.Family))
        {
            return new(portId, sequence, Program: programs.NameOf(seen.Family, portId));
        }
        foreach ((Guid plan, Prepared part, int first) in _recent)
        {
            if (part.OperationOf(sequence, seen.Resource) is { } operation)
            {
                return new(portId, sequence, plan, first + operation);
            }
        }
        return new(portId, sequence);
    }

    /// <summary>The operation of the latest plan on an object that the kernel does not announce; null when that plan had none.</summary>
    private ObservationCause? LastOn(ResourceKey key)
    {
        foreach ((Guid plan, Prepared part, int first) in _recent.TakeWhile(r => r.Plan == _recent[0].Plan))
        {
            for (int at = part.Operations.Length - 1; at >= 0; at--)
            {
                if (part.Operations[at].Key == key)
                {
                    return new(_executor.PortId, 0, plan, first + at);
                }
            }
        }
        return null;
    }

    private void Work()
    {
        try
        {
            foreach (Effect.Execute work in _work.GetConsumingEnumerable())
            {
                Run(work);
                Interlocked.Decrement(ref _given);
            }
        }
        catch (Exception e)
        {
            _failed(e); // ends the loop: what the plan left open is settled at the next start
        }
    }

    private void Run(Effect.Execute work)
    {
        _journal.WaitDurableAsync(work.AfterPosition).GetAwaiter().GetResult();
        HashSet<int> told = [];
        ExecutionResult result = _executor.Carry(work.Operations, work.LinkIndexes,
            (part, first) => _recent = [(work.Plan, part, first), .. _recent.Take(PartsRemembered - 1)], // whose an echo is it knows also when it is through
            (first, count) =>
            {
                told.UnionWith(Enumerable.Range(first, count));
                _post(new ProgressInput(work.Plan, first, count));
            },
            read => _post(new ObservedInput([.. read.Select(r => new SeenEvent(false, r, ObservationCause.Kernel))])));
        ImmutableArray<int> rest = [.. Enumerable.Range(0, result.Acknowledged.Length).Where(i => result.Acknowledged[i] && !told.Contains(i))];
        _post(new ExecutedInput(work.Plan, rest, result.Refused));
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
        _executor.Dispose();
    }
}
