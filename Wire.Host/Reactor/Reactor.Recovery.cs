using Wire.Domain;
using Wire.Projections;

namespace Wire.Host.Reactor;

/// <summary>What a process left when it died in the middle of a plan: settled forward, or back when it was on its way back.</summary>
public sealed partial class Reactor
{
    private bool RecoverOpenPlans()
    {
        if (IsDumping || _state.Ownership.OpenPlans.FirstOrDefault() is not { } open)
        {
            return false;
        }
        List<DomainEvent> events = [new PlanSettled(open.Made.Id, PlanOutcome.Superseded)];
        if (open.RollingBack && open.Made.Change is { } number)
        {
            TakeBack(number, "the process died while it was rolled back", NewCorrelation(), events);
        }
        else
        {
            Append("wire", "recovery", null, events);
            if (open.Made.Change is { } unfinished)
            {
                FinishChange(unfinished);
            }
        }
        _compareAll = true;
        return true;
    }

    /// <summary>Goes on with a change that was journalled and not finished; a refusal still rolls it back as a whole.</summary>
    private void FinishChange(int number)
    {
        Plan plan = Planner.Plan(_state.Request());
        if (plan.Operations.IsEmpty)
        {
            return;
        }
        Begin(new PlanRun(PlanReason.Settle, number, NewCorrelation(), null, _now) { MayRollBack = _state.Intent.Changes[number].Verb is not (ChangeVerb.Expire or ChangeVerb.Rollback) }, plan, "wire", "recovery", []);
    }
}
