using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A link that Wire did not make. Declared, it is an adopted one: configured, never created or deleted. Observed, it is a
/// physical device, or a link of a kind that this version has no room for.
/// </summary>
public sealed record Interface : Link
{
    /// <summary>IFLA_INFO_KIND; not set for a physical device.</summary>
    public string? Device { get; init; }

    /// <summary>It is on a bus (IFLA_PARENT_DEV_NAME): a piece of hardware, or what a hypervisor or a simulation offers as one.</summary>
    public bool? Physical { get; init; }

    /// <summary>ethtool_drvinfo.driver, linux/ethtool.h. Only of what is <see cref="Physical"/>, as all below.</summary>
    public string? Driver { get; init; }

    /// <summary>IFLA_PARENT_DEV_BUS_NAME: "pci", "usb", "virtio".</summary>
    public string? Bus { get; init; }

    /// <summary>IFLA_PARENT_DEV_NAME: the place on its bus, "0000:00:1f.6".</summary>
    public string? BusAddress { get; init; }

    /// <summary>ETHTOOL_A_LINKMODES_SPEED, megabits per second; not set while it is not known.</summary>
    public uint? Speed { get; init; }

    /// <summary>ETHTOOL_A_LINKMODES_DUPLEX; not set while it is not known.</summary>
    public uint? Duplex { get; init; }

    /// <summary>IFLA_PERM_ADDRESS: the address that the hardware came with.</summary>
    public MacAddress? PermanentMac { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("interface", () => new Interface(),
        new ReferenceAttribute<Interface, string>(Text(255), i => i.Device, (i, x) => i with { Device = x })
            { Id = 20, Name = "device", Mutability = Mutability.Observed, Help = "the kernel's word for its kind" },
        new ValueAttribute<Interface, bool>(OnOff, i => i.Physical, (i, x) => i with { Physical = x })
            { Id = 21, Name = "physical", Mutability = Mutability.Observed, Help = "it is on a bus: a piece of hardware, or what a hypervisor offers as one" },
        new ReferenceAttribute<Interface, string>(Text(255), i => i.Driver, (i, x) => i with { Driver = x })
            { Id = 22, Name = "driver", Mutability = Mutability.Observed, Help = "the kernel's driver for it" },
        new ReferenceAttribute<Interface, string>(Text(255), i => i.Bus, (i, x) => i with { Bus = x })
            { Id = 23, Name = "bus", Mutability = Mutability.Observed, Help = "the sort of bus it is on: pci, usb, virtio" },
        new ReferenceAttribute<Interface, string>(Text(255), i => i.BusAddress, (i, x) => i with { BusAddress = x })
            { Id = 24, Name = "bus-address", Mutability = Mutability.Observed, Help = "its place on the bus, such as 0000:00:1f.6" },
        new ValueAttribute<Interface, uint>(Number(), i => i.Speed, (i, x) => i with { Speed = x })
            { Id = 25, Name = "speed", Mutability = Mutability.Observed, Help = "megabits per second" },
        new ValueAttribute<Interface, uint>(Words(("half", 0), ("full", 1)), i => i.Duplex, (i, x) => i with { Duplex = x })
            { Id = 26, Name = "duplex", Mutability = Mutability.Observed, Help = "both ways at once, or not" },
        new ValueAttribute<Interface, MacAddress>(ValueFormats.Mac, i => i.PermanentMac, (i, x) => i with { PermanentMac = x })
            { Id = 27, Name = "permanent-mac", Mutability = Mutability.Observed, Help = "the Ethernet address that the hardware came with" }).NeverMade();

    public override ResourceKind Kind => TheKind;

    public override bool IsExported => Name != "lo";
}
