using System.Collections.Immutable;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Node;

namespace Wire.Host.Reactor;

/// <summary>What people ask for: decided, planned, journalled in one batch, and begun.</summary>
public sealed partial class Reactor
{
    private bool NextCommand()
    {
        if (IsDumping || _commands.First?.Value is not { } command)
        {
            return false;
        }
        _commands.RemoveFirst();
        if (_stop is not null)
        {
            _effects.Add(new Effect.Reply(0, command.Token, null, Failures.Stopping));
            return true;
        }
        switch (command.Request)
        {
            case ChangeRequest.Apply apply:
                Apply(command, apply);
                break;
            case ChangeRequest.Confirm:
                Confirm(command);
                break;
            case ChangeRequest.Undo undo:
                StartChange(command, Decider.Undo(_state.Intent, new UndoRequest { Number = undo.Change, Message = undo.Message }, Context()));
                break;
            case ChangeRequest.Redo redo:
                StartChange(command, Decider.Redo(_state.Intent, new RedoRequest { Message = redo.Message }, Context()));
                break;
            case ChangeRequest.Replay replay:
                StartChange(command, Decider.Replay(_state.Intent, Become(replay.Desired, replay.Message), Context()));
                break;
            case ChangeRequest.Restore restore:
                StartChange(command, Decider.Restore(_state.Intent, Become(restore.Desired, restore.Message), Context()));
                break;
            case ChangeRequest.NoteBackup backup:
                Append(command.Caller.Actor, command.Caller.Source, null, [new BackupCreated(backup.Name, backup.Position)]);
                Answer(command, new ChangeReply(null, _state.Position, [], 0, 0, null, []));
                break;
        }
        return true;
    }

    private void Apply(CommandInput command, ChangeRequest.Apply apply)
    {
        ConfigDraft draft = ConfigDraft.Of(_state, Context(), apply.Command, _now.Wall);
        if (draft.Failure is { } failure)
        {
            Refuse(command, failure);
            return;
        }
        StartChange(command, draft.Decision!, apply.Command.Config.Adopt);
    }

    private static ReplayRequest Become(IReadOnlyCollection<Declared> desired, string? message) =>
        new() { Target = desired.ToDictionary(d => d.Key), Message = message, AllowEmpty = true };

    private void Confirm(CommandInput command)
    {
        switch (Decider.Confirm(_state.Intent, _now.Wall))
        {
            case Decision.Refused refused:
                Refuse(command, Failures.Of(refused.Refusal));
                break;
            case Decision.Accepted accepted:
                Append(command.Caller.Actor, command.Caller.Source, null, accepted.Events);
                Answer(command, new ChangeReply(accepted.Number, _state.Position, [], 0, 0, null, []));
                break;
        }
    }

    private void StartChange(CommandInput command, Decision decision, bool adopt = false)
    {
        if (decision is Decision.Refused refused)
        {
            if (refused.Refusal is NothingToDo && command.Request is ChangeRequest.Apply or ChangeRequest.Replay or ChangeRequest.Restore)
            {
                RepairFor(command);
            }
            else
            {
                Refuse(command, Failures.Of(refused.Refusal));
            }
            return;
        }
        var accepted = (Decision.Accepted)decision;
        IntentState intended = _state.Intent.Evolve(accepted.Events);
        if (AwaitNamespaces(command, intended) || AwaitSettings(command, intended))
        {
            return;
        }
        ReadFor(intended);
        Plan plan = Judge(Planner.Plan(_state.RequestAfter(accepted.Events) with { Adopt = adopt }));
        if (!plan.Conflicts.IsEmpty)
        {
            Refuse(command, Failures.Conflicts(plan.Conflicts));
            return;
        }
        if (Math.Max(plan.Operations.Length, accepted.Events.Length) is var size && size > _policy.OperationsPerChangeMax)
        {
            Refuse(command, Failures.TooLarge(size, _policy.OperationsPerChangeMax));
            return;
        }
        PlanRun run = new(PlanReason.Change, accepted.Number, NewPlanId(), command.Token, _now)
        {
            ConfirmBy = accepted.Events.OfType<ChangeRequested>().First().ConfirmBy,
        };
        run.Notes.AddRange(PlanAdvice.Of(plan, intended.Desired, _state.Live));
        StartRun(run, plan, command.Caller.Actor, command.Caller.Source, accepted.Events);
    }

    /// <summary>The plan with what the kernel was built without as conflicts: nothing of it is begun then.</summary>
    public Plan Judge(Plan plan) => _options.Judge(plan);

    /// <summary>A change that asks nothing of the kernel is settled as soon as it is journalled.</summary>
    private void StartRun(PlanRun run, Plan plan, string actor, string source, IReadOnlyList<DomainEvent> askedFor)
    {
        if (!plan.Operations.IsEmpty)
        {
            Begin(run, plan, actor, source, askedFor);
            return;
        }
        Append(actor, source, run.Correlation, askedFor);
        run.Changes.AddRange(plan.Changes);
        Succeed(run);
    }

    /// <summary>Declared already: what drifted meanwhile is repaired, also what was held down.</summary>
    private void RepairFor(CommandInput command)
    {
        Plan plan = Planner.Plan(_state.Request());
        if (!plan.Conflicts.IsEmpty)
        {
            Refuse(command, Failures.Conflicts(plan.Conflicts));
            return;
        }
        PlanRun run = new(PlanReason.Heal, null, NewPlanId(), command.Token, _now);
        if (plan.Operations.IsEmpty)
        {
            Succeed(run);
            return;
        }
        run.Notes.Add("all of it was declared already; what had drifted is repaired");
        Begin(run, plan, command.Caller.Actor, command.Caller.Source, []);
    }

    /// <summary>Appends the change that takes back what a failed or expired one declared.</summary>
    private void TakeBack(int number, string reason, Guid correlation, IReadOnlyList<DomainEvent> before)
    {
        Decision decision = Decider.Rollback(_state.Intent, number, reason, Context());
        IEnumerable<DomainEvent> events = decision is Decision.Accepted accepted ? accepted.Events : [];
        Append("wire", "reactor", correlation, [.. before, .. events]);
    }

    private bool Expire()
    {
        if (IsDumping || _state.Intent.Pending is not { } pending || _now.MonotonicNs < NextExpiryNs())
        {
            return false;
        }
        // The deadline is reached by the monotonic clock, also if the wall clock was set back meanwhile.
        DateTimeOffset at = _now.Wall > pending.Deadline ? _now.Wall : pending.Deadline;
        if (Decider.Expire(_state.Intent, pending.Number, at, Context()) is not Decision.Accepted accepted)
        {
            return false;
        }
        ReadFor(_state.Intent.Evolve(accepted.Events));
        Plan plan = Planner.Plan(_state.RequestAfter(accepted.Events));
        PlanRun run = new(PlanReason.Change, accepted.Number, NewPlanId(), null, _now) { MayRollBack = false };
        StartRun(run, plan, "wire", "deadline", accepted.Events);
        return true;
    }

    /// <summary>
    /// When the pending change expires, by the monotonic clock: the duration counts from its event within the same boot, so that
    /// a clock set back gives nobody more time; after a reboot the wall clock is all there is.
    /// </summary>
    private long NextExpiryNs()
    {
        if (_state.Intent.Pending is not { } pending)
        {
            return long.MaxValue;
        }
        long byWall = _now.MonotonicNs + (long)((pending.Deadline - _now.Wall).TotalMilliseconds * 1_000_000);
        return _state.Latest.DeadlineNs(pending.Number, _options.Boot) is { } byMonotonic ? Math.Min(byWall, byMonotonic) : byWall;
    }

    private void Answer(CommandInput command, ChangeReply reply) => _effects.Add(new Effect.Reply(_state.Position, command.Token, reply, null));

    private void Refuse(CommandInput command, ErrorReply failure) => _effects.Add(new Effect.Reply(0, command.Token, null, failure));

    private void RefuseCommands()
    {
        foreach (CommandInput command in _commands)
        {
            Refuse(command, Failures.Stopping);
        }
        _commands.Clear();
    }
}
