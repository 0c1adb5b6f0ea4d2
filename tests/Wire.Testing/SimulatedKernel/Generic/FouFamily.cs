using static Wire.Testing.Simulation.GenericNetlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>
/// Ports that unpack tunnels' packets (net/ipv4/fou_core.c). Local addresses are looked for among those of the namespace's links;
/// other ends only where the loopback leads to.
/// </summary>
internal sealed class FouFamily(SimulatedNamespace ns) : GenericFamilyHandler(ns)
{
    private readonly List<Port> _ports = [];

    public override string Name => "fou";

    public override ushort Id => 502;

    public override bool Reads(byte command) => command == FOU_CMD_GET;

    public override void Do(byte command, Request request, Attributes attributes)
    {
        Port wanted = Read(attributes);
        switch (command)
        {
            case FOU_CMD_ADD:
                Add(wanted);
                break;
            case FOU_CMD_DEL:
                Port old = _ports.Find(p => p.IsAs(wanted)) ?? throw new RefusedException(Errno.EINVAL);
                _ports.Remove(old);
                Namespace.UdpPorts.Release(old);
                break;
            case FOU_CMD_GET:
                Require(wanted.Number != 0);
                Port found = _ports.Find(p => p.IsAs(wanted)) ?? throw new RefusedException(Errno.ESRCH);
                request.Socket.Deliver(found.Write(Answer(request, FOU_CMD_GET)));
                break;
            default:
                throw new RefusedException(Errno.EOPNOTSUPP);
        }
    }

    public override IEnumerable<byte[]> Dump(byte command, Request request, Attributes attributes)
    {
        Require(command == FOU_CMD_GET, Errno.EOPNOTSUPP);
        return [.. _ports.Select(p => p.Write(Listed(request, FOU_CMD_GET)))];
    }

    /// <summary>parse_nl_config: what is of the other family is not looked at.</summary>
    private static Port Read(Attributes attributes)
    {
        byte family = attributes.U8(FOU_ATTR_AF) ?? AF_INET;
        Require(family is AF_INET or AF_INET6, Errno.EAFNOSUPPORT);
        bool isV6 = family == AF_INET6;
        byte[]? local = attributes.Bytes(isV6 ? FOU_ATTR_LOCAL_V6 : FOU_ATTR_LOCAL_V4);
        byte[]? peer = attributes.Bytes(isV6 ? FOU_ATTR_PEER_V6 : FOU_ATTR_PEER_V4);
        Require(peer is null || attributes.Has(FOU_ATTR_PEER_PORT));
        Require(local is not null || !attributes.Has(FOU_ATTR_IFINDEX));
        byte[] any = new byte[isV6 ? 16 : 4];
        byte type = attributes.U8(FOU_ATTR_TYPE) ?? 0;
        return new(family, attributes.U16Be(FOU_ATTR_PORT) ?? 0, local ?? any, peer ?? any, peer is null ? (ushort)0 : attributes.U16Be(FOU_ATTR_PEER_PORT)!.Value,
            (int)(attributes.U32(FOU_ATTR_IFINDEX) ?? 0), type == FOU_ENCAP_GUE ? (byte)0 : attributes.U8(FOU_ATTR_IPPROTO) ?? 0, type);
    }

    private void Add(Port port)
    {
        Require(port.Local.All(b => b == 0) || IsOurs(port.Local), Errno.EADDRNOTAVAIL);
        Namespace.UdpPorts.Bind(port, port.Family, port.Number, port.Local, port.Link);
        if (port.Type is not (FOU_ENCAP_DIRECT or FOU_ENCAP_GUE))
        {
            Namespace.UdpPorts.Release(port);
            throw new RefusedException(Errno.EINVAL);
        }
        _ports.Insert(0, port);
    }

    private bool IsOurs(byte[] address) => address switch
    {
        [127, ..] => true,
        [_, _, _, _] => Namespace.Links.All.Any(l => l.Addresses4.Exists(a => Ip.Bytes(a.Local).AsSpan().SequenceEqual(address))),
        _ => Namespace.Links.All.Any(l => l.Addresses6.Exists(a => Ip.Bytes(a.Local).AsSpan().SequenceEqual(address))),
    };

    private sealed record Port(byte Family, ushort Number, byte[] Local, byte[] Peer, ushort PeerPort, int Link, byte Protocol, byte Type)
    {
        /// <summary>fou_cfg_cmp.</summary>
        public bool IsAs(Port other) => Family == other.Family && Number == other.Number && PeerPort == other.PeerPort && Link == other.Link
            && Local.AsSpan().SequenceEqual(other.Local) && Peer.AsSpan().SequenceEqual(other.Peer);

        public byte[] Write(MessageWriter answer) => answer
            .AttributeU8(FOU_ATTR_AF, Family)
            .AttributeU16Be(FOU_ATTR_PORT, Number)
            .AttributeU16Be(FOU_ATTR_PEER_PORT, PeerPort)
            .AttributeU8(FOU_ATTR_IPPROTO, Protocol)
            .AttributeU8(FOU_ATTR_TYPE, Type)
            .AttributeU32(FOU_ATTR_IFINDEX, (uint)Link)
            .Attribute(Family == AF_INET6 ? FOU_ATTR_LOCAL_V6 : FOU_ATTR_LOCAL_V4, Local)
            .Attribute(Family == AF_INET6 ? FOU_ATTR_PEER_V6 : FOU_ATTR_PEER_V4, Peer)
            .ToArray();
    }
}
