namespace Wire.Domain;

/// <summary>
/// Chooses interface indexes for links that are made, so that a link, its master and its addresses go to the kernel in one
/// stream without reading anything back. They start far above those that the kernel gives by itself.
/// </summary>
internal sealed class InterfaceIndexes(ITopology live)
{
    /// <summary>Well above what a kernel that counts from 1 reaches, well below <see cref="Max"/>.</summary>
    public const uint First = Ownership.LinkIndexFirst;

    /// <summary>ifi_index is a signed int.</summary>
    public const uint Max = int.MaxValue;

    private readonly Dictionary<string, uint> _chosen = new(StringComparer.Ordinal);
    private HashSet<uint>? _taken;
    private uint _next;

    /// <summary>The same link has the same index however often it is asked for.</summary>
    public uint Choose(string reference)
    {
        if (!_chosen.TryGetValue(reference, out uint index))
        {
            _chosen[reference] = index = Next();
        }
        return index;
    }

    /// <summary>A link that is made anew keeps its index.</summary>
    public void Keep(string reference, uint index) => _chosen[reference] = index;

    public uint? Of(string reference) =>
        _chosen.TryGetValue(reference, out uint index) ? index
        : live.TryGet(ResourceKey.Link(reference), out Resource? link) ? ((Link)link).Index
        : null;

    private uint Next()
    {
        if (_taken is null)
        {
            _taken = [.. live.All.OfType<Link>().Select(l => l.Index ?? 0)];
            _next = Math.Max(First, _taken.Where(i => i < Max).DefaultIfEmpty().Max() + 1);
        }
        while (!_taken.Add(_next))
        {
            _next = _next == Max ? First : _next + 1;
        }
        return _next;
    }
}
