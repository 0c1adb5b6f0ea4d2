using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The facets of links as they were last told: one that is not told any more is gone, and the kernel does not say so by itself.</summary>
internal sealed class FacetBook
{
    private static readonly List<Resource> None = [];

    private readonly Dictionary<uint, List<Resource>> _ofLink = [];

    public IEnumerable<Resource> Told => _ofLink.Values.SelectMany(f => f);

    public void Clear() => _ofLink.Clear();

    /// <summary>Takes note of all facets of a link; returns those that it had before and has no longer, by their keys.</summary>
    /// <param name="index">The link's.</param>
    /// <param name="told">A link and then its facets, or nothing.</param>
    public List<Resource> Replace(uint index, List<Resource> told)
    {
        _ofLink.Remove(index, out List<Resource>? before);
        if (told.Count > 1)
        {
            _ofLink[index] = told.GetRange(1, told.Count - 1);
        }
        for (int i = before?.Count - 1 ?? -1; i >= 0; i--)
        {
            if (IsAmong(before![i].Key, told))
            {
                before.RemoveAt(i);
            }
        }
        return before ?? None;
    }

    private static bool IsAmong(ResourceKey key, List<Resource> told)
    {
        for (int i = 1; i < told.Count; i++)
        {
            if (told[i].Key == key)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Takes note of one facet that was told by itself.</summary>
    public void Note(uint index, Resource facet)
    {
        if (!_ofLink.TryGetValue(index, out List<Resource>? facets))
        {
            _ofLink[index] = facets = [];
        }
        facets.RemoveAll(f => f.Key == facet.Key);
        facets.Add(facet);
    }
}
