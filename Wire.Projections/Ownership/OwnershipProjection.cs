using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>
/// What is Wire's, where the kernel has no mark for it: links and other objects that a plan made. And what follows from plans: what
/// adopted links and settings were before, which foreign ports wait for their bridge, and which plans were begun and not settled.
/// </summary>
/// <param name="live">What the kernel shows; it folds each event first.</param>
public sealed partial class OwnershipProjection(ITopology live) : IProjection
{
    private readonly HashSet<ResourceKey> _declared = [];
    private readonly HashSet<string> _links = [];
    private readonly HashSet<ResourceKey> _objects = [];

    /// <summary>
    /// Addresses that were seen with Wire's mark. <c>ip address change</c> sets another one, or none (inet_rtm_newaddr in
    /// net/ipv4/devinet.c, inet6_addr_modify in net/ipv6/addrconf.c), and the address is the same.
    /// </summary>
    private readonly HashSet<ResourceKey> _marked = [];

    /// <summary>Indexes that links of Wire's were seen with.</summary>
    private readonly HashSet<(string? Netns, uint Index)> _madeByIndex = [];
    private readonly Baselines _baselines = new();
    private readonly LostPorts _lost = new();
    private readonly SortedDictionary<long, Execution> _open = [];
    private readonly Dictionary<Guid, Execution> _byPlan = [];
    private readonly Promises _promises = new();

    public IReadOnlySet<string> OwnedLinks => _links;

    public IReadOnlySet<ResourceKey> OwnedObjects => _objects;

    /// <summary>Only the attributes that Wire changed are set.</summary>
    public IReadOnlyDictionary<ResourceKey, Resource> Baselines => _baselines.ByKey;

    public ImmutableDictionary<string, ImmutableSortedSet<string>> LostPorts => _lost.ByMaster;

    /// <summary>Made and not settled, the oldest first.</summary>
    public IEnumerable<OpenPlan> OpenPlans => _open.Values.Select(e => e.Plan);

    public bool Reads(string stream) => true;

    public void Fold(in Envelope envelope, DomainEvent item)
    {
        switch (item)
        {
            case ResourceDeclared declared:
                _declared.Add(declared.Declared.Key);
                break;
            case ResourceWithdrawn withdrawn:
                _declared.Remove(withdrawn.Key);
                break;
            case ResourceAdopted { Key: var key }:
                _ = key.IsLink ? _links.Add(key.Id) : _objects.Add(key);
                break;
            case ResourceReleased released:
                Disown(released.Key);
                break;
            case ResourceObserved { Resource: Link link }:
                Appear(link.Key, link.Index);
                FollowRename(link);
                _lost.Observe(envelope, link);
                break;
            case ResourceObserved { Resource: { IsReadByName: true } found }:
                foreach (Execution execution in _open.Values)
                {
                    execution.Found.TryAdd(found.Key, found);
                }
                break;
            case ResourceObserved { Resource: var entry } when HasNoMark(entry):
                Appear(entry.Key, null);
                break;
            case ResourceObserved { Resource: Address address }:
                FollowMark(address);
                break;
            case ResourceVanished { Resource: Address address }:
                _marked.Remove(address.Key);
                _objects.Remove(address.Key);
                break;
            case ResourceVanished { Resource: Link link }:
                Vanish(envelope, link);
                break;
            case ResourceVanished { Resource: { Kind.IsSetting: true } setting } when setting.Model is null || !_declared.Contains(setting.Key):
                // The successor of one that is a copy is a copy of the same: what it goes back to stays, if it is made first and this is told after.
                _baselines.Forget(setting.Key);
                break;
            case ResourceVanished { Resource: var entry } when HasNoMark(entry):
                KeepOrphan(entry);
                if (!_declared.Contains(entry.Key))
                {
                    Lose(entry.Key);
                }
                break;
            case KernelResynced resynced:
                _promises.ForgetLate(resynced.Netns);
                ForgetWhatIsBack(resynced.Netns);
                break;
            case PlanMade made:
                Begin(envelope.Position, made);
                break;
            case OperationsAcknowledged acknowledged when _byPlan.TryGetValue(acknowledged.Plan, out Execution? execution):
                foreach (Operation operation in execution.Plan.Acknowledge(acknowledged.First, acknowledged.Count))
                {
                    Acknowledge(execution, operation);
                }
                break;
            case OperationRefused refused when _byPlan.TryGetValue(refused.Plan, out Execution? execution):
                execution.Plan.Refused = refused;
                if (!execution.Plan.RollingBack)
                {
                    KeepBaseline(execution, execution.Plan.Made.Plan.Operations[refused.Index]);
                }
                break;
            case RollbackStarted rollback when _byPlan.TryGetValue(rollback.Plan, out Execution? execution):
                execution.Plan.RollingBack = true;
                break;
            case PlanSettled settled when _byPlan.TryGetValue(settled.Plan, out Execution? execution):
                Settle(execution, settled.Outcome);
                break;
        }
    }

    private void Begin(long position, PlanMade made)
    {
        Execution execution = new(new(position, made));
        _open[position] = execution;
        _byPlan[made.Id] = execution;
        foreach (Resource created in made.Plan.Operations.Where(o => o.Verb == OperationVerb.Create).SelectMany(Created))
        {
            _promises.Give(made.Id, created);
        }
    }

    private void Acknowledge(Execution execution, Operation operation)
    {
        switch (operation.Verb)
        {
            case OperationVerb.Create:
                foreach (Resource created in Created(operation))
                {
                    Own(created.Key);
                }
                break;
            case OperationVerb.Delete:
                foreach (Resource deleted in Deleted(operation))
                {
                    if (Disown(deleted.Key))
                    {
                        execution.Disowned.Add(deleted.Key);
                    }
                }
                break;
            case OperationVerb.Change when operation is { Before: { } before, After: { } after }:
                Change(execution, operation, before, after);
                break;
        }
    }

    /// <summary>
    /// What is not declared is being given back: a baseline is kept for declared settings, and declared links that somebody else
    /// made. Another object that is changed was taken over, unless it was Wire's before.
    /// </summary>
    private void Change(Execution execution, Operation operation, Resource before, Resource after)
    {
        ResourceKey key = before.Key;
        if (HasNoMark(before))
        {
            if (_objects.Add(key))
            {
                execution.Adopted.Add(key);
            }
        }
        else if (!_declared.Contains(key))
        {
            _baselines.DropReached(key, after, operation.Attributes);
        }
        else
        {
            execution.Baselines.Add((key, KeepBaseline(execution, operation)));
        }
    }

    /// <summary>
    /// Also of a refused change, which may be done in part: the kernel takes what a request asks for one after the other
    /// (<c>do_setlink</c>, <c>br_setlink</c>). What was done no inverse takes back: it is kept until a dump shows it as it was.
    /// </summary>
    private List<string> KeepBaseline(Execution execution, Operation operation) =>
        operation is { Verb: OperationVerb.Change, Before: { } before } && _declared.Contains(before.Key) && !HasNoMark(before)
            && (before.Kind.IsSetting || (before is Link link && !_links.Contains(link.Reference)))
            ? _baselines.Keep(Known(execution, before), operation.Attributes)
            : [];

    /// <summary>What the plan did not know is as it was found in its new namespace, or as what it became a copy of there.</summary>
    private static Resource Known(Execution execution, Resource before) =>
        execution.Found.TryGetValue(before.Key, out Resource? found) || (before.Model is { } model && execution.Found.TryGetValue(model, out found))
            ? before.Kind.Attributes.Where(a => !a.IsSet(before)).Aggregate(before, (known, a) => a.Copy(found, known))
            : before;

    /// <summary>Of what is not declared: a refused change had done nothing to it, or somebody else set it back.</summary>
    private void ForgetWhatIsBack(string? netns)
    {
        foreach (ResourceKey key in _baselines.ByKey.Where(b => b.Value.Netns == netns && !_declared.Contains(b.Key)).Select(b => b.Key).ToList())
        {
            if (live.TryGet(key, out Resource? now))
            {
                _baselines.DropReached(key, now, now.Kind.Attributes.Where(a => a.Mutability != Mutability.Identity).Select(a => a.Name));
            }
        }
    }

    private void Settle(Execution execution, PlanOutcome outcome)
    {
        Guid id = execution.Plan.Made.Id;
        if (outcome == PlanOutcome.RolledBack)
        {
            TakeBack(execution);
        }
        else if (execution.Plan.RollingBack)
        {
            // Not all the way back: what was deleted may be there again, and what was made may still be.
            OwnAgain(execution);
        }
        _promises.End(id, outcome);
        _open.Remove(execution.Plan.Position);
        _byPlan.Remove(id);
    }

    private void TakeBack(Execution execution)
    {
        foreach (int index in execution.Plan.Acknowledged)
        {
            Operation operation = execution.Plan.Made.Plan.Operations[index];
            if (operation.Verb == OperationVerb.Create)
            {
                foreach (Resource created in Created(operation))
                {
                    Disown(created.Key);
                }
            }
        }
        OwnAgain(execution);
        _objects.ExceptWith(execution.Adopted);
        foreach ((ResourceKey key, List<string> attributes) in execution.Baselines)
        {
            _baselines.Drop(key, attributes);
        }
    }

    private void OwnAgain(Execution execution)
    {
        foreach (ResourceKey key in execution.Disowned)
        {
            Own(key);
        }
    }

    private void Appear(ResourceKey key, uint? index)
    {
        if (_promises.Hold(key, index))
        {
            Own(key);
        }
    }

    private void Vanish(in Envelope envelope, Link link)
    {
        string reference = link.Reference;
        bool declared = _declared.Contains(link.Key);
        bool ours = declared || _links.Contains(reference) || _open.Values.Any(e => e.Disowned.Contains(link.Key));
        _lost.Vanish(envelope, reference, ours);
        _baselines.Forget(link.Key);
        if (!declared)
        {
            Lose(link.Key);
        }
    }

    /// <summary>What is there still, and has lost its link, is whose it was.</summary>
    private void KeepOrphan(Resource gone)
    {
        if (gone.Kind.OutlivesLinks && _objects.Contains(gone.Key))
        {
            _objects.UnionWith(gone.Kind.LinkReferences.SelectMany(a => a.LinksIn(gone)).Select(link => gone.Renamed(link.Reference, ""))
                .Where(left => left.IsOrphan && live.TryGet(left.Key, out Resource? shown) && shown.Equals(left)).Select(left => left.Key));
        }
    }

    /// <summary>The event of a deletion may come before its acknowledgement: a plan that deletes the object gives it back all the same.</summary>
    private void Lose(ResourceKey key)
    {
        if (!Disown(key))
        {
            return;
        }
        foreach (Execution execution in _open.Values.Where(e => e.Deletes(key)))
        {
            execution.Disowned.Add(key);
        }
    }

    /// <summary>A link of Wire's that somebody renamed stays Wire's: it has an index that nobody but Wire gives out.</summary>
    private void FollowRename(Link link)
    {
        if (link.Index is not { } index || index < Ownership.LinkIndexFirst)
        {
            return;
        }
        if (_links.Contains(link.Reference))
        {
            _madeByIndex.Add((link.Netns, index));
        }
        else if (_madeByIndex.Contains((link.Netns, index)))
        {
            _links.Add(link.Reference);
        }
    }

    /// <summary>An address of Wire's whose mark somebody took stays Wire's as long as it is declared, or was when the mark went.</summary>
    private void FollowMark(Address address)
    {
        if (address.IsMarkedOurs == true)
        {
            _marked.Add(address.Key);
            _objects.Remove(address.Key);
        }
        else if (_marked.Remove(address.Key) && _declared.Contains(address.Key))
        {
            _objects.Add(address.Key);
        }
    }

    private void Own(ResourceKey key)
    {
        if (key.IsLink)
        {
            _links.Add(key.Id);
            _baselines.Forget(key);
        }
        else
        {
            _objects.Add(key);
        }
    }

    private bool Disown(ResourceKey key) => key.IsLink ? _links.Remove(key.Id) : _objects.Remove(key);

    /// <summary>An object that is no link, made by whoever wants to, of which the kernel does not say who did.</summary>
    private static bool HasNoMark(Resource resource) => resource is not Link && resource.Kind.IsMade && resource.IsMarkedOurs is null;

    private static IEnumerable<Resource> Created(Operation operation) => Both(operation.After, operation.Companion);

    private static IEnumerable<Resource> Deleted(Operation operation) => Both(operation.Before, operation.Companion);

    private static IEnumerable<Resource> Both(Resource? subject, Resource? companion) =>
        new[] { subject, companion }.OfType<Resource>().Where(r => r is Link || HasNoMark(r));
}
