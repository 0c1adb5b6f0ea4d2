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

    private readonly Dictionary<ResourceKind, int> _ofKind = [];

    /// <summary>By what they use: a tunnel by the link that its packets leave by.</summary>
    private readonly Dictionary<string, HashSet<uint>> _users = [];

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

    /// <summary>The kinds of which there are links: what asks at each event whether there is one does not look at thousands.</summary>
    public IEnumerable<ResourceKind> Kinds => _ofKind.Keys;

    public bool Has(ResourceKind kind) => _ofKind.ContainsKey(kind);

    /// <summary>The links that <see cref="Link.Uses"/> one.</summary>
    public IReadOnlyList<Link> UsersOf(string reference) => _users.TryGetValue(reference, out HashSet<uint>? users) ? [.. users.Select(u => Find(u)!)] : [];

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
        Count(index, old.Link, -1);
        Count(index, entry.Link, 1);
        _entries[index] = entry;
        _indexes[entry.Reference] = index;
        shared?.Set(netns, index, entry.Reference);
    }

    private void Count(uint index, Link? link, int by)
    {
        if (link is null)
        {
            return;
        }
        int count = _ofKind.GetValueOrDefault(link.Kind) + by;
        _ofKind[link.Kind] = count;
        if (count == 0)
        {
            _ofKind.Remove(link.Kind);
        }
        if (link.Uses is not { Length: > 0 } used)
        {
            return;
        }
        HashSet<uint> users = _users.TryGetValue(used, out HashSet<uint>? known) ? known : _users[used] = [];
        _ = by > 0 ? users.Add(index) : users.Remove(index);
        if (users.Count == 0)
        {
            _users.Remove(used);
        }
    }

    public void Remove(uint index)
    {
        if (_entries.Remove(index, out Entry entry))
        {
            Count(index, entry.Link, -1);
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
        _ofKind.Clear();
        _users.Clear();
        _indexes.Clear();
        Names++;
    }
}
