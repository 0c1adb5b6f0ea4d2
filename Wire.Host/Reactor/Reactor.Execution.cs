using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Node;
using Wire.Kernel;

namespace Wire.Host.Reactor;

/// <summary>A plan on its way: executed, shown by the kernel, settled, or taken back.</summary>
public sealed partial class Reactor
{
    /// <summary>It was taken back and is not answered yet.</summary>
    private PlanRun? _rolledBack;

    /// <summary>Journals the plan, in one batch with the events that ask for it, and hands it to the executor.</summary>
    private void Begin(PlanRun run, Plan plan, string actor, string source, IReadOnlyList<DomainEvent> askedFor)
    {
        Guid id = NewPlanId();
        run.Begin(id, plan);
        _run = run;
        Append(actor, source, run.Correlation, [.. askedFor, new PlanMade(id, run.Reason, run.Change, plan)]);
        _effects.Add(new Effect.Execute(_state.Position, id, plan.Operations, plan.LinkIndexes));
    }

    /// <summary>A plan is named after the position it is journalled at and the node: no randomness, and no two alike.</summary>
    private Guid NewPlanId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _options.NodeId.TryWriteBytes(bytes);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[8..], _state.Position + 1);
        return new Guid(bytes);
    }

    private void Acknowledge(Guid plan, IEnumerable<int> indexes)
    {
        if (_run is not { } run || run.PlanId != plan || run.Stage == RunStage.RollingBack)
        {
            return;
        }
        List<DomainEvent> events = [];
        foreach ((int first, int count) in Ranges(indexes))
        {
            events.Add(new OperationsAcknowledged(plan, first, count));
            run.Done.AddRange(run.Plan.Operations.AsSpan(first, count));
        }
        if (events.Count > 0)
        {
            Append("wire", "executor", run.Correlation, events);
            WatchMade(events.Cast<OperationsAcknowledged>().SelectMany(e => run.Plan.Operations.Skip(e.First).Take(e.Count)).ToList());
        }
    }

    private static IEnumerable<(int First, int Count)> Ranges(IEnumerable<int> ascending)
    {
        int first = -1, count = 0;
        foreach (int index in ascending)
        {
            if (count > 0 && index == first + count)
            {
                count++;
                continue;
            }
            if (count > 0)
            {
                yield return (first, count);
            }
            (first, count) = (index, 1);
        }
        if (count > 0)
        {
            yield return (first, count);
        }
    }

    private void Executed(ExecutedInput executed)
    {
        if (_run is not { } run || run.PlanId != executed.Plan)
        {
            return;
        }
        if (run.Stage == RunStage.RollingBack)
        {
            run.RollbackIncomplete = executed.Refused is not null;
            FinishRollback(run);
            return;
        }
        Acknowledge(executed.Plan, executed.Acknowledged);
        if (executed.Refused is not { } refused)
        {
            run.Stage = RunStage.Verifying;
            run.VerifyUntilNs = _now.Plus(_policy.VerifyTimeoutMs).MonotonicNs;
            return;
        }

        Operation operation = run.Plan.Operations[refused.Index];
        Append("kernel", "netlink", run.Correlation, [new OperationRefused(run.PlanId, refused.Index, refused.Refusal)]);
        if (run is { Change: null, Token: null } && refused.Refusal.Errno == Errno.ENODEV)
        {
            PlanAnew(run);
        }
        else if (!run.MayRollBack)
        {
            FailHealing(run, operation, refused.Refusal);
        }
        else
        {
            RollBack(run, Failures.Refused(operation, refused.Refusal, OriginOf(operation.Key)));
        }
    }

    private SourceLocation? OriginOf(ResourceKey key) => _state.Desired.TryGetValue(key, out Declared? declared) ? declared.Origin : null;

    /// <summary>Settles the plan as soon as the kernel shows all of it; past the deadline a dump decides, then it is given up.</summary>
    private void Verify()
    {
        PlanRun run = _run!;
        if (run is { IsOvertaken: true, Change: null, Token: null })
        {
            PlanAnew(run);
            return;
        }
        foreach ((ResourceKey key, Operation operation) in run.Unseen)
        {
            if (!run.IsStale(key) && IsShown(operation))
            {
                run.Unseen.Remove(key);
            }
        }
        if (run.Unseen.Count == 0)
        {
            Settle(run);
        }
        else if (IsDumping)
        {
            return;
        }
        else if (!run.Doubted && _now.MonotonicNs >= run.VerifyUntilNs)
        {
            run.Doubted = true;
            AskForDump(null);
            _watched.ForEach(AskForDump);
        }
        else if (run.Doubted)
        {
            GiveUp(run);
        }
    }

    private bool IsShown(Operation operation)
    {
        bool there = _state.Live.TryGet(operation.Key, out Resource? live);
        return operation.Verb switch
        {
            OperationVerb.Delete => !there,
            OperationVerb.Change => there && operation.Attributes.All(name => FitsAttribute(operation.After!, live!, name)),
            _ => there && operation.After!.Kind.Attributes.All(a => a.Fits(operation.After, live!)),
        };
    }

    private static bool FitsAttribute(Resource after, Resource live, string name) =>
        after.Kind.Find(name) is not { } attribute || attribute.Fits(after, live);

    /// <summary>The kernel shows the plan. What its side effects undid elsewhere gets another plan, a few times at most.</summary>
    private void Settle(PlanRun run)
    {
        Append("wire", "reactor", run.Correlation, [new PlanSettled(run.PlanId, PlanOutcome.Done)]);
        if (run.Reason == PlanReason.Heal && run.Token is null)
        {
            _run = null;
            return;
        }
        Plan rest = Planner.Plan(_state.Request());
        if (rest.Operations.IsEmpty)
        {
            _run = null;
            Succeed(run);
        }
        else if (run.Plans < _policy.PlansPerChangeMax)
        {
            Begin(run, rest, "wire", "reactor", []);
        }
        else
        {
            GiveUp(run);
        }
    }

    private void Succeed(PlanRun run)
    {
        if (run.Token is not { } token)
        {
            return;
        }
        if (run.ConfirmBy <= _now.Wall)
        {
            run.Notes.Add("the kernel took longer than there was time to confirm: it is undone now");
        }
        double milliseconds = (_now.MonotonicNs - run.Started.MonotonicNs) / 1e6;
        _effects.Add(new Effect.Reply(_state.Position, token,
            new ChangeReply(run.Change, _state.Position, Views.Changes(run.Changes), run.Done.Count, milliseconds, run.ConfirmBy, run.Notes), null));
    }

    private void GiveUp(PlanRun run)
    {
        if (!run.MayRollBack)
        {
            FailHealing(run, run.Unseen.Values.FirstOrDefault(), null);
        }
        else
        {
            RollBack(run, Failures.NotObserved([.. run.Unseen.Keys], _policy.VerifyTimeoutMs));
        }
    }

    /// <summary>Runs the inverses of all that was done, newest first.</summary>
    private void RollBack(PlanRun run, ErrorReply failure)
    {
        run.Failure = failure;
        run.Stage = RunStage.RollingBack;
        Append("wire", "reactor", run.Correlation, [new RollbackStarted(run.PlanId)]);
        _effects.Add(new Effect.Execute(_state.Position, run.PlanId, Rollback.Of(run.Done), run.LinkIndexes));
    }

    /// <summary>
    /// What the change asked for is taken back too, so that nothing brings it again. A refused request may have been carried out in
    /// part, and an inverse may have been refused: a dump tells, and the next plan does the rest.
    /// </summary>
    private void FinishRollback(PlanRun run)
    {
        _run = null;
        PlanOutcome outcome = run.RollbackIncomplete ? PlanOutcome.Failed : PlanOutcome.RolledBack;
        TakeBack(run.Change!.Value, run.Failure!.Message, run.Correlation, [new PlanSettled(run.PlanId, outcome)]);
        _rolledBack = run.Token is null ? null : run;
        AskForDump(null);
        _watched.ForEach(AskForDump);
        _compareAll = true;
    }

    /// <summary>Whoever asked for a change that failed hears of it once the old network is whole again, or of what is not.</summary>
    private void AnswerRolledBack()
    {
        if (_run is not null || IsDumping || _rolledBack is not { Token: { } token, Failure: { } failure })
        {
            return;
        }
        _rolledBack = null;
        string[] left = [.. _state.Desired.Values.Where(d => !Planner.Fits(d, _state.Live)).Select(d => d.Resource.Title).Order(StringComparer.Ordinal)];
        _effects.Add(new Effect.Reply(_state.Position, token, null, Failures.RolledBack(failure, left)));
    }
}
