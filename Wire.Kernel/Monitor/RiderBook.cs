using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// Addresses and FDB entries as they were told, because a renamed link takes them along and the kernel does not announce that:
/// their names have the link's in them.
/// </summary>
internal sealed class RiderBook
{
    private readonly Dictionary<(string Link, IpPrefix Prefix), Address> _addresses = [];
    private readonly Dictionary<(string Dev, MacAddress Mac, uint? Vlan, IpAddr? Remote, bool? Self), FdbEntry> _entries = [];

    public void Clear()
    {
        _addresses.Clear();
        _entries.Clear();
    }

    public void Note(Resource resource, bool vanished)
    {
        switch (resource)
        {
            case Address address when vanished:
                _addresses.Remove((address.Link, address.Prefix));
                break;
            case Address address:
                _addresses[(address.Link, address.Prefix)] = address;
                break;
            case FdbEntry entry when vanished:
                _entries.Remove((entry.Dev, entry.Mac, entry.Vlan, entry.Remote, entry.Self));
                break;
            case FdbEntry entry:
                _entries[(entry.Dev, entry.Mac, entry.Vlan, entry.Remote, entry.Self)] = entry;
                break;
        }
    }

    /// <summary>Each object on the link as it was named, and as it is named now.</summary>
    public List<(Resource Old, Resource New)> Rename(string oldLink, string newLink)
    {
        List<(Resource Old, Resource New)> renamed =
        [
            .. _addresses.Values.Where(a => a.Link == oldLink).Select(a => ((Resource)a, (Resource)(a with { Link = newLink }))),
            .. _entries.Values.Where(e => e.Dev == oldLink).Select(e => ((Resource)e, (Resource)(e with { Dev = newLink }))),
        ];
        foreach ((Resource old, Resource now) in renamed)
        {
            Note(old, vanished: true);
            Note(now, vanished: false);
        }
        return renamed;
    }
}
