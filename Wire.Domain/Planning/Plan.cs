using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>What an operation does to its object.</summary>
public enum OperationVerb
{
    Create,
    Change,
    Delete,
}

/// <summary>
/// One step on the kernel, complete: whoever executes it looks nothing up and chooses nothing.
/// </summary>
/// <param name="Index">Its place in the plan, from 0.</param>
/// <param name="Verb">Create, change or delete.</param>
/// <param name="Before">The object as it is before; null for a creation.</param>
/// <param name="After">The object as it shall be; null for a deletion. For a creation or a change only what is set is asked for.</param>
/// <param name="Companion">The other end that a veth's creation makes in the same request (name, index, mac, mtu, netns); its inverse's too.</param>
/// <param name="Attributes">The names of the attributes that a change sets, in the kind's order; empty otherwise.</param>
/// <param name="Interrupts">What traffic stops meanwhile, for a person; null for nothing.</param>
public sealed record Operation(
    int Index,
    OperationVerb Verb,
    Resource? Before,
    Resource? After,
    Resource? Companion,
    ImmutableArray<string> Attributes,
    string? Interrupts)
{
    public Resource Subject => After ?? Before!;

    public ResourceKey Key => Subject.Key;

    /// <summary>
    /// The operation that takes this one back. Its index is this one's: it belongs to the same place. A link that was deleted may
    /// need a change besides: <see cref="Rollback"/> has all of the way back.
    /// </summary>
    public Operation Inverse() => Verb switch
    {
        OperationVerb.Create => this with { Verb = OperationVerb.Delete, Before = After, After = null },
        OperationVerb.Delete => this with { Verb = OperationVerb.Create, Before = null, After = Before },
        _ => this with { Before = After, After = Before },
    };
}

/// <summary>How one object differs, as a person reads a plan.</summary>
public enum ChangeMark
{
    /// <summary><c>+</c></summary>
    Create,

    /// <summary><c>~</c></summary>
    Change,

    /// <summary><c>-/+</c></summary>
    Recreate,

    /// <summary><c>-</c></summary>
    Delete,
}

/// <summary>The difference of one object, with the old and new text of each attribute concerned.</summary>
/// <param name="Mark">What happens to it.</param>
/// <param name="Resource">The object as it shall be, or as it was for a deletion.</param>
/// <param name="Attributes">For a creation all that is declared (old is null), for a change what differs.</param>
/// <param name="Interrupts">What traffic stops meanwhile; null for nothing.</param>
/// <param name="Origin">The place in the configuration that asks for it.</param>
public sealed record PlannedChange(ChangeMark Mark, Resource Resource, ImmutableArray<AttributeChange> Attributes, string? Interrupts, SourceLocation? Origin);

/// <param name="Name">The attribute's word.</param>
/// <param name="Old">Canonical text, null when not set.</param>
/// <param name="New">Canonical text, null when not set.</param>
/// <param name="ForcesRecreation">The kernel cannot change it in place.</param>
public sealed record AttributeChange(string Name, string? Old, string? New, bool ForcesRecreation = false);

/// <summary>
/// A total order of operations from the live topology to the desired one, with the view a person reads. Immutable; an equal
/// pair of topologies gives an equal plan.
/// </summary>
/// <param name="Changes">By object, in the order of their first operation.</param>
/// <param name="Operations">In the order of execution.</param>
/// <param name="LinkIndexes">The interface index of each link that an operation names, by the link's reference.</param>
/// <param name="Conflicts">What stands in the way; a plan with conflicts is shown and never executed.</param>
public sealed record Plan(
    ImmutableArray<PlannedChange> Changes,
    ImmutableArray<Operation> Operations,
    ImmutableSortedDictionary<string, uint> LinkIndexes,
    ImmutableArray<PlanConflict> Conflicts)
{
    public static Plan Nothing { get; } = new([], [], ImmutableSortedDictionary<string, uint>.Empty, []);

    public bool IsEmpty => Changes.IsEmpty && Operations.IsEmpty && Conflicts.IsEmpty;
}

/// <param name="Key">The object.</param>
/// <param name="Message">What is in the way and what to do about it.</param>
/// <param name="Origin">The place in the configuration.</param>
public sealed record PlanConflict(ResourceKey Key, string Message, SourceLocation? Origin);
