namespace Wire.Domain;

/// <summary>
/// Puts objects that are no links in order: each after all that it needs (a discipline may hang on a class); where that leaves a
/// choice, by stage, by rank and then by name.
/// </summary>
internal static class StageOrder
{
    /// <param name="resources">Each once.</param>
    /// <param name="early">These come first among their stage.</param>
    public static IEnumerable<Resource> FromTheRoots(IEnumerable<Resource> resources, Func<Resource, bool> early) =>
        Ordered([.. resources.OrderBy(r => r.Kind.Stage).ThenByDescending(early).ThenBy(r => r.Rank).ThenBy(r => r.Key)], backwards: false);

    /// <summary>For deletion: each before all that it needs.</summary>
    public static IEnumerable<Resource> FromTheLeaves(IEnumerable<Resource> resources) =>
        Ordered([.. resources.OrderByDescending(r => r.Kind.Stage).ThenByDescending(r => r.Rank).ThenBy(r => r.Key)], backwards: true);

    /// <summary>Those that need each other in a circle keep their places at the end.</summary>
    private static List<Resource> Ordered(Resource[] sorted, bool backwards)
    {
        Dictionary<ResourceKey, int> places = new(sorted.Length);
        for (int i = 0; i < sorted.Length; i++)
        {
            places.TryAdd(sorted[i].Key, i);
            foreach (ResourceKey alias in sorted[i].Aliases)
            {
                places.TryAdd(alias, i);
            }
        }
        List<int>?[] followers = new List<int>?[sorted.Length];
        int[] waitsFor = new int[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            foreach (ResourceKey need in sorted[i].Dependencies)
            {
                if (places.TryGetValue(need, out int at) && at != i)
                {
                    (int first, int then) = backwards ? (i, at) : (at, i);
                    (followers[first] ??= []).Add(then);
                    waitsFor[then]++;
                }
            }
        }
        PriorityQueue<int, int> ready = new();
        for (int i = 0; i < sorted.Length; i++)
        {
            if (waitsFor[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }
        List<Resource> ordered = new(sorted.Length);
        while (ready.TryDequeue(out int at, out _))
        {
            ordered.Add(sorted[at]);
            foreach (int follower in followers[at] ?? [])
            {
                if (--waitsFor[follower] == 0)
                {
                    ready.Enqueue(follower, follower);
                }
            }
        }
        ordered.AddRange(sorted.Where((_, i) => waitsFor[i] > 0));
        return ordered;
    }
}
