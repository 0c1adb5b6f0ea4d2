using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>The way back from a plan that was carried out in part.</summary>
public static class Rollback
{
    /// <summary>
    /// The inverses of operations, the last one's first. A deletion taken back is a creation and, as in a plan, a change for
    /// what a creation cannot ask for; so there can be more of them than operations. The plan's
    /// <see cref="Plan.LinkIndexes"/> has every index that they need.
    /// </summary>
    /// <param name="acknowledged">The operations that the kernel carried out, in the order of execution.</param>
    /// <returns>Numbered from 0, in the order of execution.</returns>
    public static ImmutableArray<Operation> Of(IEnumerable<Operation> acknowledged) =>
        [.. Steps([.. acknowledged.Reverse()]).Select((o, i) => o with { Index = i })];

    /// <summary>A bridge that is made again follows its ports' MTU until it is told its own once more, after they are back.</summary>
    private static IEnumerable<Operation> Steps(IReadOnlyCollection<Operation> backwards) =>
        backwards.SelectMany(Inverses).Concat(backwards
            .Where(o => o is { Verb: OperationVerb.Delete, Before: Link { Mtu: not null, Kind.MtuFollowsPorts: true } })
            .Select(o => LinkSteps.Change(o.Before!, o.Before!, [o.Before!.Kind.Find(LinkWords.Mtu)!], null)));

    private static IEnumerable<Operation> Inverses(Operation operation)
    {
        if (operation is { Verb: OperationVerb.Change, Before: Link { Mtu: not null, Master.Length: > 0 } port } && operation.Attributes.Contains(LinkWords.Master))
        {
            return [operation.Inverse(), LinkSteps.Change(port, port, [port.Kind.Find(LinkWords.Mtu)!], null)];
        }
        if (operation is { Verb: OperationVerb.Change, Before: { Kind.IsSetting: true } before })
        {
            // What was not told before cannot be set back; its link was new, and goes.
            Operation back = operation.Inverse() with { Attributes = operation.Attributes.RemoveAll(a => !before.Kind.Find(a)!.IsSet(before)) };
            return back.Attributes.IsEmpty ? [] : [back];
        }
        if (operation is { Verb: OperationVerb.Delete, Before.IsOrphan: true })
        {
            return [];
        }
        if (operation is not { Verb: OperationVerb.Delete, Before: { } gone })
        {
            return [operation.Inverse()];
        }
        if (LinkSteps.Again(gone) is not Link link)
        {
            return [operation.Inverse() with { After = LinkSteps.Again(gone) }];
        }
        Link? companion = operation.Companion is { } otherEnd ? (Link)LinkSteps.Again(otherEnd) : null;
        // Which master takes ports only while they are down, and gives them its MTU, is not known here: all are treated as one.
        Link alone = (Link)LinkSteps.Without(link, a => a.Name is LinkWords.Up or LinkWords.Master);
        IEnumerable<Operation> steps = LinkSteps.Make(alone, companion, led: false).Concat(LinkSteps.Complete(alone, link, led: true));
        return companion is null ? steps : steps.Concat(LinkSteps.Complete(LinkSteps.AsCompanion(companion), companion, led: true));
    }
}
