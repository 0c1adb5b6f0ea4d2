using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>One end of a veth pair. The carrier is on while both ends are up.</summary>
internal sealed class VethLink : SimulatedLink
{
    private VethLink? _peer;

    public VethLink(SimulatedNamespace ns)
        : base(ns)
    {
        StartWithoutCarrier();
    }

    public override string Kind => "veth";

    public override SimulatedLink? Lower => _peer;

    public override void Create(LinkRequest request)
    {
        LinkRequest wanted = PeerRequest(request);
        VethLink peer = new(request.SourceNamespace!);
        if (wanted.Attributes.U32(IFLA_NET_NS_FD) is { } descriptor)
        {
            wanted.TargetNamespace = peer.Namespace.Kernel.NamespaceOf((int)descriptor);
        }
        LinkCreation.Prepare(peer, wanted);
        if (!wanted.Attributes.Has(IFLA_ADDRESS))
        {
            peer.Mac = Namespace.Kernel.RandomMac();
        }
        LinkCreation.RegisterPeer(peer, wanted, request.Index > 0 ? wanted.Index : 0);
        _peer = peer;
    }

    public override void Abandoned() => _peer!.Namespace.LinkDeletion.Delete([_peer], Cause.Kernel);

    public override void Registered(LinkRequest request)
    {
        _peer!._peer = this;
        Namespace.LinkWatch.Changed(this);
        _peer.Namespace.LinkWatch.Changed(_peer);
    }

    /// <summary>The first end, made before the other, cannot be made up: ENOTCONN.</summary>
    public override void Opening()
    {
        if (_peer is null)
        {
            throw new RefusedException(Errno.ENOTCONN);
        }
        if (_peer is { IsUp: true } peer)
        {
            SetCarrier(true);
            peer.SetCarrier(true);
        }
    }

    public override void Closing()
    {
        SetCarrier(false);
        _peer?.SetCarrier(false);
    }

    public override void Deleting(List<SimulatedLink> together)
    {
        if (_peer is { IsGone: false } peer && !together.Contains(peer))
        {
            together.Add(peer);
        }
    }

    private static LinkRequest PeerRequest(LinkRequest request)
    {
        if (request.Data.Find(VETH_INFO_PEER) is not { } peer)
        {
            return request.ForNamelessPeer();
        }
        if (peer.Length < LinkRequest.FixedBytes)
        {
            throw new RefusedException(Errno.EINVAL);
        }
        LinkRequest wanted = new(new Message(0, 0, 0, 0, peer));
        if (wanted.Attributes.Find(IFLA_ADDRESS) is { } mac)
        {
            LinkAttributes.CheckMac(mac);
        }
        return wanted;
    }
}
