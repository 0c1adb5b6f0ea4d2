using System.Collections.Concurrent;
using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// What a kernel was built without, found out before a plan begins. What is there is asked once; what is missing is asked again,
/// because a module may bring it. Safe for several threads.
/// </summary>
public sealed class KernelCapabilities(INetlinkProvider kernel)
{
    private readonly ConcurrentDictionary<string, bool> _there = [];

    /// <summary>The objects of a plan that this kernel cannot have, each with the reason: "this kernel has no bond links (CONFIG_BONDING)".</summary>
    public ImmutableArray<PlanConflict> MissingFor(Plan plan)
    {
        ImmutableArray<PlanConflict>.Builder missing = ImmutableArray.CreateBuilder<PlanConflict>();
        Dictionary<ResourceKind, string?> asked = [];
        foreach (Operation operation in plan.Operations.Where(o => o.Verb != OperationVerb.Delete))
        {
            ResourceKind kind = operation.Subject.Kind;
            if (!asked.TryGetValue(kind, out string? reason))
            {
                asked[kind] = reason = Missing(kind);
            }
            if (reason is not null)
            {
                missing.Add(new(operation.Key, reason, null));
            }
        }
        return missing.ToImmutable();
    }

    /// <summary>The plan with what this kernel cannot have as conflicts: it is shown, and never executed.</summary>
    public Plan Judge(Plan plan) => MissingFor(plan) is { IsEmpty: false } missing ? plan with { Conflicts = [.. plan.Conflicts, .. missing] } : plan;

    /// <summary>Why this kernel cannot have objects of a kind; null when it can, or when that cannot be told.</summary>
    private string? Missing(ResourceKind kind)
    {
        if (ResourceCodecs.NeedOf(kind) is not { } need || _there.ContainsKey(need.What))
        {
            return null;
        }
        try
        {
            if (!need.IsMet(kernel, null))
            {
                return need.Missing;
            }
        }
        catch (NetlinkException)
        {
            return null; // the request itself will be answered with what is the matter
        }
        _there[need.What] = true;
        return null;
    }
}
