namespace Wire.Domain;

/// <summary>What a person should know of a plan in which nothing is wrong.</summary>
public static class PlanAdvice
{
    public static IEnumerable<string> Of(Plan plan, IReadOnlyDictionary<ResourceKey, Declared> desired, ITopology live) =>
        plan.Changes.Select(c => desired.GetValueOrDefault(c.Resource.Key)?.Resource.Advice(key => Find(key, desired, live))).OfType<string>();

    private static Resource? Find(ResourceKey key, IReadOnlyDictionary<ResourceKey, Declared> desired, ITopology live) =>
        desired.GetValueOrDefault(key)?.Resource ?? (live.TryGet(key, out Resource? found) ? found : null);
}
