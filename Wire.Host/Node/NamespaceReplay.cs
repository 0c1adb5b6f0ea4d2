using System.Collections.Immutable;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Kernel;

namespace Wire.Host.Node;

/// <summary>Builds what was declared at some time in another namespace, from the journal alone. Nothing of it is journalled.</summary>
internal static class NamespaceReplay
{
    /// <summary>Plans until nothing is left: the kernel's side effects may need a second one.</summary>
    private const int PlansMax = 3;

    /// <param name="desired">What was declared.</param>
    /// <param name="kernel">The kernel of the namespace.</param>
    /// <param name="netns">Its name.</param>
    /// <param name="asFarAsItGoes">What the kernel refuses there is left out too, and said, instead of ending it.</param>
    /// <exception cref="NodeException">The kernel refused.</exception>
    public static (IReadOnlyList<PlannedChange> Changes, int Operations, IReadOnlyList<string> Notes) Build(
        IReadOnlyDictionary<ResourceKey, Declared> desired, INetlinkProvider kernel, string netns, bool asFarAsItGoes = false)
    {
        List<PlannedChange> changes = [];
        List<string> notes = [];
        int operations = 0;
        using KernelMonitor monitor = KernelMonitor.Open(kernel, null);
        monitor.Watch(Reactor.Reactor.SettingsOf(desired.Values).Union(Reactor.Reactor.NamedIn(desired.Values, [])));
        using KernelExecutor executor = KernelExecutor.Open(kernel);
        Dictionary<ResourceKey, Declared> wanted = new(desired);
        for (int round = 0; round < PlansMax;)
        {
            Plan plan = WithoutWhatCannotBe(wanted, new Topology(monitor.Dump(out _)), notes);
            if (plan.Operations.IsEmpty)
            {
                return (changes, operations, notes);
            }
            ExecutionResult result = executor.Carry(plan.Operations, plan.LinkIndexes);
            if (result.Refused is { } refused)
            {
                ErrorReply failure = Failures.Refused(plan.Operations[refused.Index], refused.Refusal, null);
                if (!asFarAsItGoes || !wanted.Remove(plan.Operations[refused.Index].Key))
                {
                    throw new NodeException(failure);
                }
                notes.Add($"left out: {failure.Message}");
                continue; // one fewer is wanted
            }
            round++;
            changes.AddRange(plan.Changes);
            operations += plan.Operations.Length;
        }
        throw new NodeException(NodeError.NotObserved, $"namespace {netns} does not come to show what was declared", retry: true);
    }

    /// <summary>Leaves out what stands in the way there, such as a device that is missing, and says so.</summary>
    private static Plan WithoutWhatCannotBe(Dictionary<ResourceKey, Declared> wanted, Topology live, List<string> notes)
    {
        while (true)
        {
            Plan plan = Planner.Plan(new PlanRequest
            {
                Desired = wanted,
                Live = live,
                OwnedLinks = live.All.OfType<Link>().Where(l => wanted.ContainsKey(l.Key)).Select(l => l.Reference).ToImmutableHashSet(),
                OwnedObjects = live.All.Where(r => r is not Link && wanted.ContainsKey(r.Key)).Select(r => r.Key).ToImmutableHashSet(),
                Baselines = ImmutableDictionary<ResourceKey, Resource>.Empty,
            });
            if (plan.Conflicts.IsEmpty)
            {
                return plan;
            }
            foreach (PlanConflict conflict in plan.Conflicts)
            {
                notes.Add($"left out: {conflict.Key}: {conflict.Message}");
                if (!wanted.Remove(conflict.Key))
                {
                    throw new NodeException(Failures.Conflicts(plan.Conflicts));
                }
            }
        }
    }
}
