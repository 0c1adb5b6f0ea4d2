using System.Globalization;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>The links of a namespace: found by index and name, told in the order they came.</summary>
internal sealed class LinkTable(SimulatedNamespace ns)
{
    private const uint RTEXT_FILTER_BRVLAN_COMPRESSED = 4;

    private readonly SortedDictionary<int, SimulatedLink> _byIndex = [];
    private readonly Dictionary<string, SimulatedLink> _byName = [];
    private int _lastIndex;

    public IEnumerable<SimulatedLink> All => _byIndex.Values;

    public SimulatedLink? Find(int index) => _byIndex.GetValueOrDefault(index);

    public SimulatedLink? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The link that a request names, by index or by name.</summary>
    /// <exception cref="RefusedException">ENODEV; EINVAL when it names none.</exception>
    public SimulatedLink Named(LinkRequest request) => request switch
    {
        { Index: > 0 } => Find(request.Index),
        { Name: { } name } => Find(name),
        _ => throw new RefusedException(Errno.EINVAL),
    } ?? throw new RefusedException(Errno.ENODEV);

    /// <summary>What comes first when a link is put in, for what a driver refuses only then (ndo_init).</summary>
    /// <exception cref="RefusedException">EEXIST: a link has the name.</exception>
    public void RequireFree(string? name)
    {
        if (name is not null && _byName.ContainsKey(name))
        {
            throw new RefusedException(Errno.EEXIST);
        }
    }

    /// <summary>Puts it in, with the index it asks for (0: the next free one) and its name or template ("veth%d") made one of its own.</summary>
    public void Register(SimulatedLink link, int index, string name)
    {
        name = MakeName(name);
        if (_byName.ContainsKey(name))
        {
            throw new RefusedException(Errno.EEXIST);
        }
        if (index > 0 && _byIndex.ContainsKey(index))
        {
            throw new RefusedException(Errno.EBUSY);
        }
        link.Index = index > 0 ? index : NextIndex();
        link.Name = name;
        link.Namespace = ns;
        _byIndex.Add(link.Index, link);
        _byName.Add(name, link);
    }

    public void Unregister(SimulatedLink link)
    {
        _byIndex.Remove(link.Index);
        _byName.Remove(link.Name);
    }

    public void Rename(SimulatedLink link, string name)
    {
        name = MakeName(name);
        if (name == link.Name)
        {
            return;
        }
        if (_byName.ContainsKey(name))
        {
            throw new RefusedException(Errno.EEXIST);
        }
        _byName.Remove(link.Name);
        link.Name = name;
        _byName.Add(name, link);
    }

    public IEnumerable<byte[]> Dump(Request request)
    {
        Message message = request.Message;
        byte family = message.Body.Length > 0 ? message.U8(0) : AF_UNSPEC;
        Attributes attributes = message.Attributes(LinkRequest.FixedBytes);
        uint? master = attributes.U32(IFLA_MASTER);
        string? kind = attributes.Nested(IFLA_LINKINFO).Text(IFLA_INFO_KIND);
        ushort flags = (ushort)(NLM_F_MULTI | (master is null && kind is null ? 0 : NLM_F_DUMP_FILTERED));
        Cause cause = request.DumpCause;
        foreach (SimulatedLink link in All.Where(l => (master is null || l.Master?.Index == master) && (kind is null || l.Kind == kind)))
        {
            if (family != AF_BRIDGE)
            {
                yield return LinkMessages.Write(RTM_NEWLINK, link, cause, flags: flags);
            }
            else if (attributes.U32(IFLA_EXT_MASK) is { } mask && (mask & RTEXT_FILTER_BRVLAN_COMPRESSED) != 0)
            {
                foreach (BridgeLink bridge in new[] { link.Master, link }.OfType<BridgeLink>())
                {
                    yield return LinkMessages.WriteVlans(link, bridge.Vlans.Of(link), cause, flags);
                }
            }
            else if (link.Master is BridgeLink)
            {
                yield return LinkMessages.WriteBridgePort(RTM_NEWLINK, link, cause, flags);
            }
        }
    }

    public byte[] Get(Request request)
    {
        SimulatedLink link = Named(new LinkRequest(request.Message));
        return LinkMessages.Write(RTM_NEWLINK, link, request.DumpCause);
    }

    private int NextIndex()
    {
        do
        {
            _lastIndex = _lastIndex == int.MaxValue ? 1 : _lastIndex + 1;
        }
        while (_byIndex.ContainsKey(_lastIndex));
        return _lastIndex;
    }

    private string MakeName(string name)
    {
        if (!name.Contains('%', StringComparison.Ordinal))
        {
            LinkAttributes.CheckName(name);
            return name;
        }
        if (!name.EndsWith("%d", StringComparison.Ordinal))
        {
            throw new RefusedException(Errno.EINVAL);
        }
        for (int i = 0; ; i++)
        {
            string made = string.Concat(name.AsSpan(0, name.Length - 2), i.ToString(CultureInfo.InvariantCulture));
            LinkAttributes.CheckName(made);
            if (!_byName.ContainsKey(made))
            {
                return made;
            }
        }
    }
}
