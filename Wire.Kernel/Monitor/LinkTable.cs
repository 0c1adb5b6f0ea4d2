using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// The links of one namespace by interface index, as far as they were seen: the kernel names links by number, Wire by
/// reference. One thread at a time.
/// </summary>
/// <param name="netns">The namespace's name, which begins the references of its links; null for the home namespace.</param>
/// <param name="shared">Where other namespaces look names up; null for nowhere.</param>
internal sealed class LinkTable(string? netns, LinkNames? shared = null)
{
    private readonly Dictionary<uint, Entry> _entries = [];

    private readonly Dictionary<string, uint> _indexes = [];

    private readonly record struct Entry(string Name, string Reference, Link? Link);

    public string? Netns => netns;

    /// <summary>Another number whenever an index has another name, or none any more.</summary>
    public int Names { get; private set; }

    /// <summary>Null for a link that was never seen.</summary>
    public string? Reference(uint index) => _entries.TryGetValue(index, out Entry entry) ? entry.Reference : null;

    /// <summary>The link as it was last seen.</summary>
    public Link? Find(uint index) => _entries.GetValueOrDefault(index).Link;

    /// <summary>The link with this reference as it was last seen.</summary>
    public Link? Find(string reference) => _indexes.TryGetValue(reference, out uint index) ? Find(index) : null;

    /// <summary>Null for a link that was never seen.</summary>
    public uint? IndexOf(string reference) => _indexes.TryGetValue(reference, out uint index) ? index : null;

    public IEnumerable<Link> Links => _entries.Values.Where(e => e.Link is not null).Select(e => e.Link!);

    /// <summary>Notes a name before its link is decoded: in a dump links refer to others that come later.</summary>
    public void Name(uint index, string name)
    {
        if (!_entries.TryGetValue(index, out Entry entry) || entry.Name != name)
        {
            Put(index, new(name, LinkName.Reference(netns, name), null));
        }
    }

    public void Set(Link link)
    {
        uint index = link.Index!.Value;
        Put(index, _entries.TryGetValue(index, out Entry entry) && entry.Name == link.Name
            ? entry with { Link = link }
            : new(link.Name, link.Reference, link));
    }

    private void Put(uint index, Entry entry)
    {
        bool isKnown = _entries.TryGetValue(index, out Entry old);
        if (isKnown && old.Reference != entry.Reference)
        {
            Forget(old.Reference, index);
        }
        Names += isKnown && old.Reference == entry.Reference ? 0 : 1;
        _entries[index] = entry;
        _indexes[entry.Reference] = index;
        shared?.Set(netns, index, entry.Reference);
    }

    public void Remove(uint index)
    {
        if (_entries.Remove(index, out Entry entry))
        {
            Forget(entry.Reference, index);
            shared?.Remove(netns, index);
            Names++;
        }
    }

    /// <summary>Unless another link has taken the name meanwhile.</summary>
    private void Forget(string reference, uint index)
    {
        if (_indexes.TryGetValue(reference, out uint owner) && owner == index)
        {
            _indexes.Remove(reference);
        }
    }

    public void Clear()
    {
        foreach (uint index in _entries.Keys)
        {
            shared?.Remove(netns, index);
        }
        _entries.Clear();
        _indexes.Clear();
        Names++;
    }
}
