using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>A link that rides on another, named by IFLA_LINK: it has the other's carrier, and goes when it goes.</summary>
internal abstract class RidingLink(SimulatedNamespace ns) : SimulatedLink(ns)
{
    public override SimulatedLink Lower => LowerLink!;

    public override bool HasData => true;

    protected SimulatedLink? LowerLink { get; set; }

    public override void Registered(LinkRequest request) => LinkStack.Ride(this, LowerLink!);

    public override void Deleting(List<SimulatedLink> together) => LinkStack.TellLower(LowerLink!);

    /// <summary>netif_stacked_transfer_operstate.</summary>
    public override void LowerStateChanged() => SetCarrier(LowerLink!.Carrier);

    public override void LowerMtuChanged()
    {
        if (Mtu > LowerLink!.Mtu)
        {
            Namespace.LinkChanges.SetMtu(this, LowerLink.Mtu);
        }
    }

    protected static SimulatedLink Named(LinkRequest request) => request.Attributes.U32(IFLA_LINK) is { } index
        ? request.SourceNamespace!.Links.Find((int)index) ?? throw new RefusedException(Errno.ENODEV)
        : throw new RefusedException(Errno.EINVAL);

    protected void RideOn(SimulatedLink lower)
    {
        LowerLink = lower;
        if (!lower.Carrier)
        {
            StartWithoutCarrier();
            StoredOperState = IF_OPER_LOWERLAYERDOWN;
        }
    }

    protected static bool IsEthernet(SimulatedLink link) => link is { Type: ARPHRD_ETHER, IsLoopback: false };
}
