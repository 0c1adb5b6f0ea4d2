using Wire.Kernel;
using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>A persistent tun or tap that no program has open: no carrier (drivers/net/tun.c).</summary>
internal sealed class TunLink : SimulatedLink
{
    /// <summary>TUN_READQ_SIZE.</summary>
    private const uint TunQueueLength = 500;

    private readonly TunRequest _request;

    public TunLink(SimulatedNamespace ns, TunRequest request)
        : base(ns)
    {
        _request = request;
        Flags = request.IsTap ? Flags : IFF_POINTOPOINT | IFF_NOARP | IFF_MULTICAST;
        TxQueueLength = request.IsTap ? TxQueueLength : TunQueueLength;
        StartWithoutCarrier();
    }

    public bool MultiQueue => (_request.Flags & LinuxIfTun.IFF_MULTI_QUEUE) != 0;

    public override string Kind => "tun";

    public override ushort Type => _request.IsTap ? ARPHRD_ETHER : ARPHRD_NONE;

    public override int AddressBytes => _request.IsTap ? 6 : 0;

    public override bool MacChanges => _request.IsTap;

    public override uint MtuMax => _request.IsTap ? 65521u : 65535;

    public override bool HasData => true;

    public override void WriteData(MessageWriter data)
    {
        data.AttributeU8(IFLA_TUN_TYPE, _request.IsTap ? TUN_TYPE_TAP : TUN_TYPE_TUN);
        if (_request.Owner is { } owner)
        {
            data.AttributeU32(IFLA_TUN_OWNER, owner);
        }
        if (_request.Group is { } group)
        {
            data.AttributeU32(IFLA_TUN_GROUP, group);
        }
        data.AttributeU8(IFLA_TUN_PI, _request.PacketInformation ? (byte)1 : (byte)0)
            .AttributeU8(IFLA_TUN_VNET_HDR, (_request.Flags & LinuxIfTun.IFF_VNET_HDR) != 0 ? (byte)1 : (byte)0)
            .AttributeU8(IFLA_TUN_PERSIST, 1)
            .AttributeU8(IFLA_TUN_MULTI_QUEUE, MultiQueue ? (byte)1 : (byte)0);
        if (MultiQueue)
        {
            data.AttributeU32(IFLA_TUN_NUM_QUEUES, 0).AttributeU32(IFLA_TUN_NUM_DISABLED_QUEUES, 0);
        }
    }
}
