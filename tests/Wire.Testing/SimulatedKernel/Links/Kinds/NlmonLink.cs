using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>nlmon: sees the netlink messages of the machine. It has no address.</summary>
internal sealed class NlmonLink : SimulatedLink
{
    /// <summary>NLMSG_GOODSIZE with pages of 4096 bytes.</summary>
    private const uint MessageBytes = 3776;

    public NlmonLink(SimulatedNamespace ns)
        : base(ns)
    {
        Flags = IFF_NOARP;
        Mtu = MessageBytes;
    }

    public override string Kind => "nlmon";

    public override ushort Type => ARPHRD_NETLINK;

    public override int AddressBytes => 0;

    public override bool MacChanges => false;

    public override uint MtuMin => 16;

    public override uint MtuMax => 0;

    public static void ValidateData(LinkRequest request)
    {
        if (request.Attributes.Has(IFLA_ADDRESS))
        {
            throw new RefusedException(Errno.EINVAL);
        }
    }
}
