using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A persistent TAP device (linux/if_tun.h): what a virtual machine plugs into.</summary>
public sealed record Tap : Link
{
    /// <summary>IFLA_TUN_OWNER: the uid that may open it.</summary>
    public uint? Owner { get; init; }

    /// <summary>IFLA_TUN_GROUP: the gid that may open it.</summary>
    public uint? Group { get; init; }

    /// <summary>IFLA_TUN_MULTI_QUEUE.</summary>
    public bool? MultiQueue { get; init; }

    /// <summary>IFLA_TUN_PI: each packet has a struct tun_pi before it.</summary>
    public bool? PacketInfo { get; init; }

    /// <summary>IFLA_TUN_VNET_HDR: each packet has a struct virtio_net_hdr before it.</summary>
    public bool? VnetHeader { get; init; }

    /// <summary>IFLA_TUN_PERSIST. Wire's are; one that a program made goes with it.</summary>
    public bool? Persistent { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("tap", () => new Tap(),
        new ValueAttribute<Tap, uint>(Number(0, uint.MaxValue - 1), t => t.Owner, (t, x) => t with { Owner = x })
            { Id = 20, Name = "owner", Mutability = Mutability.Recreate, Help = "the user id that may open it" },
        new ValueAttribute<Tap, uint>(Number(0, uint.MaxValue - 1), t => t.Group, (t, x) => t with { Group = x })
            { Id = 21, Name = "group", Mutability = Mutability.Recreate, Help = "the group id that may open it" },
        new ValueAttribute<Tap, bool>(OnOff, t => t.MultiQueue, (t, x) => t with { MultiQueue = x })
            { Id = 22, Name = "multi-queue", Mutability = Mutability.Recreate, Default = "off", Help = "several queues for one device" },
        new ValueAttribute<Tap, bool>(OnOff, t => t.PacketInfo, (t, x) => t with { PacketInfo = x })
            { Id = 23, Name = "pi", Mutability = Mutability.Recreate, Default = "off", Help = "flags and protocol before each packet" },
        new ValueAttribute<Tap, bool>(OnOff, t => t.VnetHeader, (t, x) => t with { VnetHeader = x })
            { Id = 24, Name = "vnet-hdr", Mutability = Mutability.Recreate, Default = "off", Help = "virtio's header before each packet" },
        new ValueAttribute<Tap, bool>(OnOff, t => t.Persistent, (t, x) => t with { Persistent = x })
            { Id = 25, Name = "persistent", Mutability = Mutability.Observed, Help = "outlives the program that made it" });

    public override ResourceKind Kind => TheKind;
}
