namespace Wire.Domain;

/// <summary>Puts links in an order in which each comes after all that it needs; where that leaves a choice, by kind and then by name.</summary>
internal static class LinkOrder
{
    /// <param name="links">Each once.</param>
    /// <param name="needs">What has to come before a link; keys that are not among <paramref name="links"/> have no meaning.</param>
    /// <returns>All of them; those that need each other in a circle last.</returns>
    public static List<Link> FromTheRoots(IEnumerable<Link> links, Func<Link, IEnumerable<ResourceKey>> needs)
    {
        Link[] sorted = [.. links.OrderBy(l => Rank(l.Kind)).ThenBy(l => l.Reference, StringComparer.Ordinal)];
        Dictionary<string, int> places = new(sorted.Length, StringComparer.Ordinal);
        for (int i = 0; i < sorted.Length; i++)
        {
            places.Add(sorted[i].Reference, i);
        }

        List<int>?[] followers = new List<int>?[sorted.Length];
        int[] waitsFor = new int[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            foreach (ResourceKey need in needs(sorted[i]))
            {
                if (places.TryGetValue(need.Id, out int before))
                {
                    (followers[before] ??= []).Add(i);
                    waitsFor[i]++;
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
        List<Link> ordered = new(sorted.Length);
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
        for (int i = 0; i < sorted.Length; i++)
        {
            if (waitsFor[i] > 0)
            {
                ordered.Add(sorted[i]);
            }
        }
        return ordered;
    }

    /// <summary>Links that others join or ride on first.</summary>
    private static int Rank(ResourceKind kind) => kind.LeadsPorts ? 0 : kind.TakesPorts ? 1 : 2 + ResourceKinds.All.IndexOf(kind);
}
