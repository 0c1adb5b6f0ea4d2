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

    /// <summary>
    /// The objects of a plan that this kernel cannot have, each with the reason: "this kernel has no bond links (CONFIG_BONDING)"; and
    /// those whose keys are not there.
    /// </summary>
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
            foreach (string key in MissingKeys(operation))
            {
                missing.Add(new(operation.Key, $"there is no key '{key}': make it with `wire key generate {key}`, or bring it with `wire key import {key}`", null));
            }
        }
        return missing.ToImmutable();
    }

    /// <summary>The plan with what this kernel cannot have as conflicts: it is shown, and never executed.</summary>
    public Plan Judge(Plan plan) => MissingFor(plan) is { IsEmpty: false } missing ? plan with { Conflicts = [.. plan.Conflicts, .. missing] } : plan;

    /// <summary>The keys that an operation names and that are not kept.</summary>
    private IEnumerable<string> MissingKeys(Operation operation) => operation.Subject.Kind.Attributes
        .Where(a => a.IsKeyReference && (operation.Verb == OperationVerb.Create || operation.Attributes.Contains(a.Name)))
        .Select(a => a.Format(operation.After!)).OfType<string>().Select(KeyNames.First)
        .Where(name => KeyNames.IsName(name) && !kernel.Keys.Has(name));

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
