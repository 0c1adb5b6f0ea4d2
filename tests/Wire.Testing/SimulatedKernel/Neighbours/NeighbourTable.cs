using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>
/// Neighbours that somebody wrote down, and addresses answered for (net/core/neighbour.c). Nothing is learned here: there are no
/// packets.
/// </summary>
internal sealed class NeighbourTable(SimulatedNamespace ns)
{
    private const int FixedBytes = 12;
    private const ushort Valid = NUD_PERMANENT | NUD_NOARP | NUD_REACHABLE | NUD_STALE | 0x08 | 0x10;

    private readonly List<Entry> _entries = [];

    public void Handle(Request request)
    {
        request.RequireBody(FixedBytes);
        Message message = request.Message;
        Attributes attributes = message.Attributes(FixedBytes);
        byte family = message.U8(0);
        byte[] address = attributes.Bytes(NDA_DST) ?? throw new RefusedException(Errno.EINVAL, "Network address not specified");
        SimulatedLink? link = message.I32(4) == 0 ? null : ns.Links.Find(message.I32(4)) ?? throw new RefusedException(Errno.ENODEV);
        bool adds = message.Type == RTM_NEWNEIGH;
        if (adds && link is not null && attributes.Find(NDA_LLADDR) is { } told && told.Length < link.AddressBytes)
        {
            throw new RefusedException(Errno.EINVAL, "Invalid link address");
        }
        if (address.Length < (family == AF_INET ? 4 : 16))
        {
            throw new RefusedException(Errno.EINVAL, "Invalid network address");
        }
        Key key = new(family, Convert.ToHexString(address), link, (message.U8(10) & NTF_PROXY) != 0);
        if (adds)
        {
            Add(request, key, attributes);
        }
        else
        {
            Delete(request, key);
        }
    }

    public IEnumerable<byte[]> Dump(Request request, byte family)
    {
        Message message = request.Message;
        bool proxies = message.Body.Length >= FixedBytes && (message.U8(10) & NTF_PROXY) != 0;
        Cause cause = request.DumpCause;
        return _entries.Where(e => e.Key.IsProxy == proxies && (family == AF_UNSPEC || e.Key.Family == family)).Select(e => e.Write(RTM_NEWNEIGH, cause, NLM_F_MULTI));
    }

    /// <summary>neigh_ifdown: those of a family go with the link, whatever their state.</summary>
    public void LinkDown(SimulatedLink link, byte family) => Remove(e => e.Key.Link == link && e.Key.Family == family);

    /// <summary>neigh_changeaddr.</summary>
    public void MacChanged(SimulatedLink link) => Remove(e => e.Key.Link == link && !e.Key.IsProxy);

    /// <summary>neigh_carrier_down: what was written down for good stays.</summary>
    public void CarrierLost(SimulatedLink link) => Remove(e => e.Key.Link == link && !e.IsPermanent);

    private void Add(Request request, Key key, Attributes attributes)
    {
        Message message = request.Message;
        ushort state = message.U16(8);
        if (key.IsProxy)
        {
            AddProxy(key, state, message.U8(10), attributes.U8(NDA_PROTOCOL));
            return;
        }
        SimulatedLink link = key.Link ?? throw new RefusedException(Errno.EINVAL, "Device not specified");
        if (key.Family == AF_INET6 && !AddressTable6.HasIpv6(link))
        {
            throw new RefusedException(Errno.EINVAL, "IPv6 is disabled on this device");
        }
        Entry? entry = _entries.Find(e => e.Key == key);
        bool overrides = true;
        if (entry is null)
        {
            Refuse(!request.Has(NLM_F_CREATE), Errno.ENOENT);
            entry = Make(key);
        }
        else
        {
            Refuse(request.Has(NLM_F_EXCL), Errno.EEXIST);
            overrides = request.Has(NLM_F_REPLACE);
        }
        entry.Protocol = attributes.U8(NDA_PROTOCOL) is { } protocol and > 0 ? protocol : entry.Protocol;
        Update(request, entry, attributes.Bytes(NDA_LLADDR), state, overrides);
    }

    /// <summary>pneigh_lookup.</summary>
    private void AddProxy(Key key, ushort state, byte flags, byte? protocol)
    {
        Refuse(key is { Family: AF_INET6, Link: { } link } && !AddressTable6.HasIpv6(link), Errno.ENOBUFS);
        Entry? entry = _entries.Find(e => e.Key == key);
        if (entry is null)
        {
            _entries.Add(entry = new(key));
        }
        entry.Flags = flags;
        entry.IsPermanent = (state & NUD_PERMANENT) != 0;
        entry.Protocol = protocol is > 0 ? protocol.Value : entry.Protocol;
    }

    /// <summary>arp_constructor, ndisc_constructor: where nobody is asked, the state says so from the beginning.</summary>
    private Entry Make(Key key)
    {
        SimulatedLink link = key.Link!;
        bool toOne = (link.Flags & (IFF_LOOPBACK | IFF_POINTOPOINT)) != 0;
        if (toOne && key.Family == AF_INET)
        {
            key = key with { Address = "00000000" };
            if (_entries.Find(e => e.Key == key) is { } existing)
            {
                return existing;
            }
        }
        Entry entry = new(key);
        if (!link.HasHeader || toOne || (link.Flags & IFF_NOARP) != 0)
        {
            entry.State = NUD_NOARP;
            entry.Mac = !link.HasHeader ? new byte[link.AddressBytes] : (link.Flags & (IFF_NOARP | IFF_LOOPBACK)) != 0 ? link.Mac : link.Broadcast;
        }
        _entries.Add(entry);
        return entry;
    }

    /// <summary>__neigh_update by an administrator.</summary>
    private void Update(Request request, Entry entry, byte[]? mac, ushort state, bool overrides)
    {
        bool wasValid = (entry.State & Valid) != 0;
        if ((state & Valid) == 0)
        {
            entry.State = state;
            return;
        }
        if (entry.Key.Link!.AddressBytes == 0)
        {
            mac = entry.Mac;
        }
        Refuse(mac is null && !wasValid, Errno.EINVAL);
        mac = (mac ?? entry.Mac)[..entry.Key.Link.AddressBytes];
        if (wasValid && !overrides && !mac.AsSpan().SequenceEqual(entry.Mac))
        {
            return;
        }
        entry.State = state;
        entry.IsPermanent = (state & NUD_PERMANENT) != 0;
        entry.Mac = mac;
        Tell(entry, request);
    }

    /// <summary>__neigh_notify: the asker is named, but not by a sequence number.</summary>
    private void Tell(Entry entry, Request request)
    {
        Cause asker = new(request.Socket.PortId, 0, null);
        ns.Notify(RTNLGRP_NEIGH, entry.Write(RTM_NEWNEIGH, asker), asker);
    }

    /// <summary>It fails first, which is told, and then goes.</summary>
    private void Delete(Request request, Key key)
    {
        Refuse(key is { IsProxy: false, Link: null }, Errno.EINVAL);
        Entry entry = _entries.Find(e => e.Key == key) ?? throw new RefusedException(Errno.ENOENT);
        bool wasValid = (entry.State & Valid) != 0;
        entry.State = key.IsProxy ? entry.State : NUD_FAILED;
        if (wasValid && !key.IsProxy)
        {
            Tell(entry, request);
        }
        Remove(e => e.Key == key);
    }

    private void Remove(Predicate<Entry> goes)
    {
        foreach (Entry entry in _entries.FindAll(goes))
        {
            _entries.Remove(entry);
            ns.Notify(RTNLGRP_NEIGH, entry.Write(RTM_DELNEIGH, Cause.Kernel), Cause.Kernel);
        }
    }

    /// <param name="Family">AF_INET or AF_INET6.</param>
    /// <param name="Address">In hexadecimal, so that records compare.</param>
    /// <param name="Link">Null for an address answered for on any link.</param>
    /// <param name="IsProxy">An address answered for.</param>
    private sealed record Key(byte Family, string Address, SimulatedLink? Link, bool IsProxy);

    private sealed class Entry(Key key)
    {
        public Key Key { get; } = key;

        public ushort State { get; set; }

        public byte Flags { get; set; }

        public byte Protocol { get; set; }

        public bool IsPermanent { get; set; }

        public byte[] Mac { get; set; } = [];

        public byte[] Write(ushort type, Cause cause, ushort flags = 0)
        {
            MessageWriter message = new MessageWriter(type, flags, cause.Sequence, cause.PortId)
                .U8(Key.Family).U8(0).U16(0).U32((uint)(Key.Link?.Index ?? 0)).U16(State).U8(Flags).U8(0)
                .Attribute(NDA_DST, Convert.FromHexString(Key.Address));
            if ((State & Valid) != 0)
            {
                message.Attribute(NDA_LLADDR, Mac);
            }
            if (Protocol != 0)
            {
                message.AttributeU8(NDA_PROTOCOL, Protocol);
            }
            return message.ToArray();
        }
    }
}
