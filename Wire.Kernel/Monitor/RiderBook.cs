using System.Diagnostics.CodeAnalysis;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// The objects that name links, except links and routes, as they were told: a renamed link takes them along, and the kernel does
/// not announce that.
/// </summary>
internal sealed class RiderBook
{
    private static readonly Dictionary<Resource, Resource> None = [];

    private readonly Dictionary<string, Dictionary<Resource, Resource>> _ofCollection = [];

    public IEnumerable<Resource> Told => _ofCollection.Values.SelectMany(told => told.Values);

    public IEnumerable<Resource> Of(string collection) => _ofCollection.GetValueOrDefault(collection, None).Values;

    public Resource? Find(Resource resource) => _ofCollection.GetValueOrDefault(resource.Kind.Collection, None).GetValueOrDefault(resource);

    public void Clear() => _ofCollection.Clear();

    public void Note(Resource resource, bool vanished)
    {
        if (!_ofCollection.TryGetValue(resource.Kind.Collection, out Dictionary<Resource, Resource>? told))
        {
            _ofCollection[resource.Kind.Collection] = told = new(new SameObject());
        }
        if (vanished)
        {
            told.Remove(resource);
        }
        else
        {
            // The key stays the first that was told, which is the same object.
            told[resource] = resource;
        }
    }

    /// <summary>Each object that names the link as it was, and as it is now.</summary>
    public List<(Resource Old, Resource New)> Rename(string oldLink, string newLink) => Rename(Told, oldLink, newLink);

    /// <summary>Each object that the kernel keeps although a link that it names is gone: as it was, and without a name for the link.</summary>
    public List<(Resource Old, Resource New)> Lose(string link) =>
        Rename(_ofCollection.Values.Where(told => told.Count > 0 && told.Values.First().Kind.OutlivesLinks).SelectMany(told => told.Values), link, "");

    private List<(Resource Old, Resource New)> Rename(IEnumerable<Resource> riders, string oldLink, string newLink)
    {
        List<(Resource Old, Resource New)> renamed = [];
        foreach (Resource told in riders)
        {
            if (told.Renamed(oldLink, newLink) is var now && !ReferenceEquals(now, told))
            {
                renamed.Add((told, now));
            }
        }
        foreach ((Resource old, Resource now) in renamed)
        {
            Note(old, vanished: true);
            Note(now, vanished: false);
        }
        return renamed;
    }

    /// <summary>Compares by key. Of addresses and FDB entries there are very many: their keys are compared without being written.</summary>
    private sealed class SameObject : IEqualityComparer<Resource>
    {
        public bool Equals(Resource? x, Resource? y) => (x, y) switch
        {
            (Address a, Address b) => a.Prefix == b.Prefix && a.Link == b.Link && a.Peer == b.Peer,
            (FdbEntry a, FdbEntry b) => a.Mac == b.Mac && a.Dev == b.Dev && a.Vlan == b.Vlan && a.Remote == b.Remote && a.Self == b.Self && a.SourceVni == b.SourceVni,
            _ => x?.Key == y?.Key,
        };

        public int GetHashCode([DisallowNull] Resource resource) => resource switch
        {
            Address address => HashCode.Combine(address.Prefix, address.Link),
            FdbEntry entry => HashCode.Combine(entry.Mac, entry.Dev, entry.Vlan, entry.Remote, entry.Self),
            _ => resource.Key.GetHashCode(),
        };
    }
}
