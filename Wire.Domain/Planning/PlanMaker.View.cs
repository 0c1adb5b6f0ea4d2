using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>The plan as a person reads it: by object, with what differs between before and after all of it.</summary>
internal sealed partial class PlanMaker
{
    private ImmutableArray<PlannedChange> View(ImmutableArray<Operation> operations)
    {
        List<ResourceKey> order = [];
        Dictionary<ResourceKey, List<string>> interruptions = [];
        foreach (Operation operation in operations)
        {
            Note(operation.Key, operation.Interrupts);
            if (operation.Companion is Link companion)
            {
                Note(companion.Key, operation.Verb == OperationVerb.Delete ? Interruption.OfDeletion(companion, []) : null);
            }
        }
        return [.. order.Select(key => ViewOf(key, interruptions[key])).OfType<PlannedChange>()];

        void Note(ResourceKey key, string? interrupts)
        {
            if (!interruptions.TryGetValue(key, out List<string>? texts))
            {
                interruptions[key] = texts = [];
                order.Add(key);
            }
            if (interrupts is not null && !texts.Contains(interrupts))
            {
                texts.Add(interrupts);
            }
        }
    }

    /// <summary>Null when nothing is left of what happens to it: a port that leaves and returns.</summary>
    private PlannedChange? ViewOf(ResourceKey key, List<string> interruptions)
    {
        Declared? declared = _links.GetValueOrDefault(key) ?? _others.GetValueOrDefault(key) ?? _desired.GetValueOrDefault(key);
        string? interrupts = interruptions.Count == 0 ? null : string.Join("; ", interruptions);
        if (declared?.Resource.Kind.IsSetting == true && !TryGetMeanwhile(key, out _))
        {
            return new(ChangeMark.Change, declared.Resource, [.. AttributeChanges.Of(declared.Resource).Select(WithDefault)], interrupts, declared.Origin);

            AttributeChange WithDefault(AttributeChange change) => change with { Old = declared.Resource.DefaultOf(declared.Resource.Kind.Find(change.Name)!) };
        }
        if (!_live.TryGet(key, out Resource? live) && (live = _born.GetValueOrDefault(key)) is null)
        {
            return new(ChangeMark.Create, declared!.Resource, AttributeChanges.Of(declared.Resource), interrupts, declared.Origin);
        }
        bool goes = !TryGetMeanwhile(key, out Resource? meanwhile);
        if (declared is null)
        {
            return goes ? new(_restored.ContainsKey(key) ? ChangeMark.Recreate : ChangeMark.Delete, live, [], interrupts, null)
                : new(ChangeMark.Change, live, AttributeChanges.Between(live, meanwhile!), interrupts, null);
        }
        Resource subject = declared.Resource is Interface ? live : declared.Resource;
        if (!AttributeDiff.SameKind(declared.Resource, live))
        {
            AttributeChange kind = new("kind", live.Kind.Name, declared.Resource.Kind.Name, ForcesRecreation: true);
            return new(ChangeMark.Recreate, subject, [kind, .. AttributeChanges.Of(declared.Resource)], interrupts, declared.Origin);
        }
        ImmutableArray<AttributeChange> differing =
        [
            .. Differing(declared.Resource, live, live is Link link && Leads(link.Master)).Select(a =>
            {
                (string? old, string? now) = a.Difference(live, declared.Resource);
                return new AttributeChange(a.Name, old, now ?? declared.Resource.DefaultOf(a), a.MutabilityOf(live, declared.Resource) == Mutability.Recreate);
            }),
        ];
        return goes ? new(ChangeMark.Recreate, subject, differing, interrupts, declared.Origin)
            : differing.IsEmpty ? null
            : new(ChangeMark.Change, subject, differing, interrupts, declared.Origin);
    }
}
