using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Host.Reactor;

/// <summary>Drift of what was declared is healed as it happens; what does not hold is left alone for a while and said.</summary>
public sealed partial class Reactor
{
    private readonly HashSet<ResourceKey> _drifted = [];
    private readonly Dictionary<ResourceKey, HealRecord> _heals = [];

    /// <summary>A plan for several objects failed: each gets one of its own, so that what cannot be healed does not keep the rest down.</summary>
    private bool _oneByOne;

    private long _driftSinceNs;
    private long _lastEventNs;

    /// <summary>Healings of one object.</summary>
    private sealed class HealRecord
    {
        public Queue<long> AtNs { get; } = [];

        /// <summary>Not before this moment.</summary>
        public long HeldUntilNs { get; set; }

        /// <summary>How often it was held down: each doubles the pause.</summary>
        public int Holds { get; set; }

        /// <summary>A foreign object is in the way, or a link that Wire does not make is missing: any event of it is worth a look.</summary>
        public bool IsConflict { get; set; }

        /// <summary>Why it was held down last.</summary>
        public string? Reason { get; set; }
    }

    private void NoteDrift(List<ResourceKey> touched)
    {
        foreach (ResourceKey key in touched)
        {
            bool isDeclared = _state.Desired.TryGetValue(key, out Declared? declared);
            if (isDeclared)
            {
                ReleaseConflict(key);
            }
            if (isDeclared ? Planner.Fits(declared!, _state.Live) : !IsLeftOver(key))
            {
                _drifted.Remove(key);
                continue;
            }
            if (_drifted.Count == 0 || _now.MonotonicNs - _lastEventNs > _policy.DebounceMaxMs * 1_000_000L)
            {
                _driftSinceNs = _now.MonotonicNs;
            }
            _drifted.Add(key);
            _lastEventNs = _now.MonotonicNs;
        }
    }

    /// <summary>
    /// A link of Wire's that nobody declares: one that somebody renamed. Or what somebody put into something that is Wire's as a whole, or an
    /// object of Wire's whose link is gone.
    /// </summary>
    private bool IsLeftOver(ResourceKey key) => _state.Live.TryGet(key, out Resource? live)
        && (key.IsLink ? _state.Ownership.OwnedLinks.Contains(key.Id) : live.IsPartOfOurs || (live.IsOrphan && _state.Ownership.OwnedObjects.Contains(key)));

    /// <summary>What was in the way may be gone, and all that hung on it can be made.</summary>
    private void ReleaseConflict(ResourceKey key)
    {
        if (_heals.TryGetValue(key, out HealRecord? record) && record is { IsConflict: true })
        {
            _heals.Remove(key);
        }
    }

    /// <summary>The whole comparison: after a rollback or a recovery, and in a daemon after a dump.</summary>
    private bool CompareAll()
    {
        if (!_compareAll || IsDumping)
        {
            return false;
        }
        _compareAll = false;
        _drifted.Clear();
        Plan plan = PlanHealing(_state.Request());
        return StartHealing(PlanReason.Settle, plan, [.. plan.Changes.Select(c => c.Resource.Key)]);
    }

    private bool HealDrift()
    {
        if (!_options.Heals || _drifted.Count == 0 || IsDumping || _now.MonotonicNs < NextHealNs())
        {
            return false;
        }
        HashSet<ResourceKey> due = [.. _drifted.Where(k => !_heals.TryGetValue(k, out HealRecord? r) || r.HeldUntilNs <= _now.MonotonicNs)];
        if (WatchAgain(due))
        {
            return false;
        }
        if (_oneByOne)
        {
            _oneByOne = due.Count > 1;
            due = [due.Min()];
        }
        _drifted.ExceptWith(due);
        return StartHealing(PlanReason.Heal, PlanHealing(_state.Request() with { Only = due }), due) || _drifted.Count > 0;
    }

    /// <summary>What can be done around what stands in the way; a person is told of that.</summary>
    private Plan PlanHealing(PlanRequest request)
    {
        Plan plan = Planner.Plan(request);
        HashSet<string> made = [.. plan.Operations.Where(o => o.Verb == OperationVerb.Create).Select(o => o.Subject.Holds).OfType<string>()];
        plan = plan with { Conflicts = [.. plan.Conflicts, .. plan.Operations.Select(o => OutOfReach(o, made)).OfType<PlanConflict>().DistinctBy(c => c.Key)] };
        NoteConflicts(plan);
        return plan.WithoutBlocked();
    }

    private bool StartHealing(PlanReason reason, Plan plan, IReadOnlyCollection<ResourceKey> keys)
    {
        if (plan.Operations.IsEmpty)
        {
            return false;
        }
        foreach (ResourceKey key in keys)
        {
            CountHealing(key);
        }
        Begin(new PlanRun(reason, null, NewCorrelation(), null, _now) { Asked = [.. keys] }, plan, "wire", "healer", []);
        return true;
    }

    private Guid NewCorrelation() => NewPlanId();

    /// <summary>One more healing of the object; too many within the window hold it down.</summary>
    private void CountHealing(ResourceKey key)
    {
        if (!_heals.TryGetValue(key, out HealRecord? record))
        {
            _heals[key] = record = new HealRecord();
        }
        long windowNs = _policy.FlapWindowMs * 1_000_000L;
        while (record.AtNs.TryPeek(out long at) && at < _now.MonotonicNs - windowNs)
        {
            record.AtNs.Dequeue();
        }
        if (record.AtNs.Count == 0 && record.HeldUntilNs < _now.MonotonicNs - windowNs)
        {
            record.Holds = 0;
        }
        record.AtNs.Enqueue(_now.MonotonicNs);
        if (record.AtNs.Count > _policy.HealsPerWindowMax)
        {
            HoldDown(key, record, "somebody undoes it again and again");
        }
    }

    private void HoldDown(ResourceKey key, HealRecord record, string reason)
    {
        long pauseMs = Math.Min((long)_policy.HoldDownMs << Math.Min(record.Holds, 20), _policy.HoldDownMaxMs);
        record.Holds++;
        record.Reason = reason;
        record.HeldUntilNs = _now.MonotonicNs + pauseMs * 1_000_000L;
        Append("wire", "healer", null, [new HealingEscalated(key, record.AtNs.Count, reason, pauseMs)]);
    }

    /// <summary>A foreign object stands where a declared one belongs: a person has to decide, looked at again after a pause.</summary>
    private void NoteConflicts(Plan plan)
    {
        foreach (PlanConflict conflict in plan.Conflicts)
        {
            if (!_heals.TryGetValue(conflict.Key, out HealRecord? record))
            {
                _heals[conflict.Key] = record = new HealRecord();
            }
            if (record.HeldUntilNs <= _now.MonotonicNs)
            {
                record.IsConflict = true;
                HoldDown(conflict.Key, record, conflict.Message);
            }
            _drifted.Add(conflict.Key);
        }
    }

    /// <summary>
    /// A link that was being healed went away meanwhile: nothing was done wrong, and another plan can be made as soon as it is quiet.
    /// Who does that again and again is held down as always (<see cref="CountHealing"/>).
    /// </summary>
    private void PlanAnew(PlanRun run)
    {
        Append("wire", "healer", run.Correlation, [new PlanSettled(run.PlanId, PlanOutcome.Superseded)]);
        _run = null;
        NoteDriftOf(run);
    }

    /// <summary>Nothing is taken back: what was healed is healed. The rest is tried again from what the kernel shows by then.</summary>
    private void FailHealing(PlanRun run, Operation? operation, KernelRefusal? refusal)
    {
        Append("wire", "healer", run.Correlation, [new PlanSettled(run.PlanId, PlanOutcome.Failed)]);
        _run = null;
        if (run.Asked is [var alone])
        {
            HealRecord record = _heals.TryGetValue(alone, out HealRecord? known) ? known : _heals[alone] = new HealRecord();
            HoldDown(alone, record, refusal?.ToString() ?? "the kernel does not show it");
        }
        _oneByOne |= run.Asked.Length > 1;
        NoteDriftOf(run);
        if (run.Token is { } token)
        {
            _effects.Add(new Effect.Reply(_state.Position, token, null, operation is null || refusal is null
                ? Failures.NotObserved([.. run.Unseen.Keys], _policy.VerifyTimeoutMs)
                : Failures.Refused(operation, refusal, OriginOf(operation.Key))));
        }
    }

    private void NoteDriftOf(PlanRun run)
    {
        NoteDrift([.. run.Plan.Operations.Select(o => o.Key)]);
        // What nobody declares any more and could not be deleted has no event to come back to it.
        _drifted.UnionWith(run.Plan.Operations.Where(o => !_state.Desired.ContainsKey(o.Key) && _state.Live.TryGet(o.Key, out _)).Select(o => o.Key));
    }

    /// <summary>What a person should look at: objects that are held down, and why.</summary>
    public IEnumerable<string> Warnings() => _heals
        .Where(h => h.Value.HeldUntilNs > _now.MonotonicNs && h.Value.Reason is not null && (_state.Desired.ContainsKey(h.Key) || _drifted.Contains(h.Key)))
        .Select(h => $"{h.Key} is not healed for now: {h.Value.Reason}")
        .Order(StringComparer.Ordinal);

    /// <summary>When drift may be healed: after a moment of quiet, or soon anyway; held objects when their pause is over.</summary>
    private long NextHealNs()
    {
        if (!_options.Heals || _drifted.Count == 0)
        {
            return long.MaxValue;
        }
        long quiet = Math.Min(_lastEventNs + _policy.DebounceMs * 1_000_000L, _driftSinceNs + _policy.DebounceMaxMs * 1_000_000L);
        long free = _drifted.Min(k => _heals.TryGetValue(k, out HealRecord? r) ? r.HeldUntilNs : 0);
        return Math.Max(quiet, free);
    }
}
