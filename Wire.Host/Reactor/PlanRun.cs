using System.Collections.Immutable;
using Wire.Domain;
using Wire.Host.Api;

namespace Wire.Host.Reactor;

internal enum RunStage
{
    /// <summary>The executor has the plan.</summary>
    Executing,

    /// <summary>All acknowledged; the kernel's events have to show it.</summary>
    Verifying,

    /// <summary>The executor has the inverses.</summary>
    RollingBack,
}

/// <summary>One plan, or several in a row for one change, on the way to being settled. There is one at a time.</summary>
internal sealed class PlanRun(PlanReason reason, int? change, Guid correlation, Guid? token, Moment started)
{
    public PlanReason Reason { get; } = reason;

    /// <summary>The number of the change it carries out; null for healing.</summary>
    public int? Change { get; } = change;

    /// <summary>
    /// A refusal takes the change back. Not for one that takes back another itself (a deadline, a rollback): the network that it
    /// leaves must never return; what of it was refused is healed.
    /// </summary>
    public bool MayRollBack { get; init; } = change is not null;

    /// <summary>The objects that are healed; empty for a change.</summary>
    public ImmutableArray<ResourceKey> Asked { get; init; } = [];

    /// <summary>The change id in the envelopes.</summary>
    public Guid Correlation { get; } = correlation;

    /// <summary>Who waits for the answer; null for nobody.</summary>
    public Guid? Token { get; } = token;

    public Moment Started { get; } = started;

    public Guid PlanId { get; private set; }

    public Plan Plan { get; private set; } = Plan.Nothing;

    public RunStage Stage { get; set; }

    /// <summary>How many plans were made for it.</summary>
    public int Plans { get; private set; }

    /// <summary>What the kernel acknowledged, over all its plans, oldest first: what a rollback takes back.</summary>
    public List<Operation> Done { get; } = [];

    /// <summary>Over all its plans: inverses name links that a later plan no longer does.</summary>
    public ImmutableSortedDictionary<string, uint> LinkIndexes { get; private set; } = ImmutableSortedDictionary<string, uint>.Empty;

    /// <summary>What a person is told was done.</summary>
    public List<PlannedChange> Changes { get; } = [];

    /// <summary>The last operation on each object that the kernel does not show yet, with what changes just before it set.</summary>
    public Dictionary<ResourceKey, Operation> Unseen { get; } = [];

    /// <summary>The last operation on each object.</summary>
    private readonly Dictionary<ResourceKey, Operation> _last = [];

    /// <summary>Deleted and made anew, and the kernel has not told of the deletion yet: what is known of them is the old one.</summary>
    private readonly HashSet<ResourceKey> _stale = [];

    /// <summary>Links that the plan deletes, and that the kernel has not told to be gone yet.</summary>
    private readonly HashSet<ResourceKey> _leaving = [];

    /// <summary>
    /// A link that it makes or changes is gone, or has another name, by somebody else's hand: the kernel will not show it, however
    /// long it is waited for.
    /// </summary>
    public bool IsOvertaken { get; private set; }

    public long VerifyUntilNs { get; set; }

    /// <summary>A dump has been asked for because the kernel did not show it in time.</summary>
    public bool Doubted { get; set; }

    /// <summary>Why it is rolled back; null while it goes well.</summary>
    public ErrorReply? Failure { get; set; }

    /// <summary>An inverse was refused: what is left is the next plan's.</summary>
    public bool RollbackIncomplete { get; set; }

    public DateTimeOffset? ConfirmBy { get; init; }

    public List<string> Notes { get; } = [];

    public void Begin(Guid id, Plan plan)
    {
        PlanId = id;
        Plan = plan;
        Plans++;
        Stage = RunStage.Executing;
        Doubted = false;
        LinkIndexes = LinkIndexes.SetItems(plan.LinkIndexes);
        Changes.AddRange(plan.Changes);
        Unseen.Clear();
        _last.Clear();
        _stale.Clear();
        _leaving.Clear();
        IsOvertaken = false;
        foreach (Operation operation in plan.Operations)
        {
            Unseen[operation.Key] = _last[operation.Key] = Together(_last.GetValueOrDefault(operation.Key), operation);
            if (operation.Verb == OperationVerb.Delete)
            {
                _stale.Add(operation.Key);
                _leaving.Add(operation.Key);
                if (operation.Companion is { } companion)
                {
                    _leaving.Add(companion.Key);
                }
            }
        }
        _stale.RemoveWhere(key => _last[key].Verb == OperationVerb.Delete);
    }

    /// <summary>
    /// Changes that follow each other are seen as one. A link that goes down for a change and up again is up before the kernel tells of
    /// any of it, too: only what the change in the middle set tells the two apart.
    /// </summary>
    private static Operation Together(Operation? earlier, Operation later) =>
        earlier is { Verb: OperationVerb.Change } && later.Verb == OperationVerb.Change
            ? later with { Attributes = [.. earlier.Attributes.Union(later.Attributes)] }
            : later;

    /// <summary>
    /// What is known of the object says nothing of the plan yet. An acknowledgement comes before the events of what it acknowledges:
    /// until then the object that is to be made anew looks like the one that was made. When they are overdue, a dump decides.
    /// </summary>
    public bool IsStale(ResourceKey key) => !Doubted && _stale.Contains(key);

    /// <summary>The kernel told of an object. It may have been as asked for only before that, as an address that goes with its link.</summary>
    /// <param name="key">The object.</param>
    /// <param name="vanished">It is gone.</param>
    /// <param name="cause">What made it what it is now: of what the kernel does not announce a look shows the new one, and not the end of the old.</param>
    public void Told(ResourceKey key, bool vanished, ObservationCause? cause)
    {
        bool found = cause is { Sequence: 0, Plan: { } plan } && plan == PlanId;
        if (vanished || found)
        {
            _stale.Remove(key);
        }
        if (_last.TryGetValue(key, out Operation? last))
        {
            Unseen[key] = last;
        }
        if (vanished && !_leaving.Remove(key) && key.IsLink && cause?.Plan != PlanId && last is { Verb: not OperationVerb.Delete })
        {
            IsOvertaken = true;
        }
    }
}
