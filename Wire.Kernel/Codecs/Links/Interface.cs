using Wire.Domain;

namespace Wire.Kernel;

/// <summary>A physical device, or a link of a kind that Wire has no codec for: all it says of its own is kept as it came.</summary>
internal sealed class InterfaceCodec() : LinkCodec(Interface.TheKind, null)
{
    public override Link Decode(scoped in LinkData data)
    {
        data.KeepAll();
        return new Interface
        {
            Device = data.InfoKind,
            Physical = data.Origin.IsPhysical,
            Bus = data.Origin.Bus,
            BusAddress = data.Origin.BusAddress,
            PermanentMac = data.Origin.PermanentMac,
        };
    }

    public override bool HasDetails => true;

    /// <summary>A driver stays, and a speed is agreed upon when a carrier comes: link messages tell when to ask.</summary>
    public override bool IsPolled => false;

    /// <summary>
    /// Asks devices on a bus only, and only when one is first seen or its carrier is another: thousands of virtual links cost
    /// nothing, and a message about something else changes nothing.
    /// </summary>
    public override Link Complete(Link link, ObjectContext context)
    {
        if (link is not Interface { Physical: true } device)
        {
            return link;
        }
        if (context.Links.Find(device.Index!.Value) is Interface { Physical: true } known && known.Name == device.Name
            && known.Carrier == device.Carrier && known.OperState == device.OperState)
        {
            return device with { Driver = known.Driver, Speed = known.Speed, Duplex = known.Duplex };
        }
        Ethtool modes = EthtoolSource.AskModes(context, device);
        return device with
        {
            Driver = context.Ask(new DriverOfLink(device.Name)),
            Speed = modes[EthtoolSubject.Speed],
            Duplex = modes[EthtoolSubject.Duplex],
        };
    }
}
