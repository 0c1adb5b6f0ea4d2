namespace Wire.Domain;

/// <summary>What of a plan can be done although something stands in the way of the rest.</summary>
public static class PlanAround
{
    /// <summary>
    /// The plan without the operations on objects that have a conflict, and without what needs one of those: the ports and
    /// addresses of a link that is not there, the other end of its pair. What is not made is not deleted either.
    /// </summary>
    public static Plan WithoutBlocked(this Plan plan)
    {
        if (plan.Conflicts.IsEmpty)
        {
            return plan;
        }
        HashSet<ResourceKey> blocked = [.. plan.Conflicts.Select(c => c.Key)];
        int known;
        do
        {
            known = blocked.Count;
            blocked.UnionWith(plan.Operations.Where(o => o.After is { } after && Needs(after).Any(blocked.Contains)).Select(o => o.Key));
        }
        while (blocked.Count > known);
        return plan with
        {
            Changes = [.. plan.Changes.Where(c => !blocked.Contains(c.Resource.Key))],
            Operations = [.. plan.Operations.Where(o => !blocked.Contains(o.Key)).Select((o, i) => o with { Index = i })],
        };
    }

    private static IEnumerable<ResourceKey> Needs(Resource resource)
    {
        IEnumerable<ResourceKey> needs = resource is Link { OtherEnd: { } other } ? resource.Dependencies.Append(ResourceKey.Link(other)) : resource.Dependencies;
        return resource.Netns is { } netns ? needs.Append(NetworkNamespace.KeyOf(netns)) : needs;
    }
}
