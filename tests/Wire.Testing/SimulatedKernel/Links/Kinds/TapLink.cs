using Wire.Kernel;
using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>A persistent tap that no program has open: no carrier (drivers/net/tun.c).</summary>
internal sealed class TapLink : SimulatedLink
{
    private readonly TunRequest _request;

    public TapLink(SimulatedNamespace ns, TunRequest request)
        : base(ns)
    {
        _request = request;
        StartWithoutCarrier();
    }

    private bool MultiQueue => (_request.Flags & LinuxIfTun.IFF_MULTI_QUEUE) != 0;

    public override string Kind => "tun";

    public override uint MtuMax => 65521;

    public override bool HasData => true;

    public override void WriteData(MessageWriter data)
    {
        data.AttributeU8(IFLA_TUN_TYPE, TUN_TYPE_TAP);
        if (_request.Owner is { } owner)
        {
            data.AttributeU32(IFLA_TUN_OWNER, owner);
        }
        if (_request.Group is { } group)
        {
            data.AttributeU32(IFLA_TUN_GROUP, group);
        }
        data.AttributeU8(IFLA_TUN_PI, 0)
            .AttributeU8(IFLA_TUN_VNET_HDR, 0)
            .AttributeU8(IFLA_TUN_PERSIST, 1)
            .AttributeU8(IFLA_TUN_MULTI_QUEUE, MultiQueue ? (byte)1 : (byte)0);
        if (MultiQueue)
        {
            data.AttributeU32(IFLA_TUN_NUM_QUEUES, 0).AttributeU32(IFLA_TUN_NUM_DISABLED_QUEUES, 0);
        }
    }
}
