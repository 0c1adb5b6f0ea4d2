using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>What a bond keeps for one of its members (<c>IFLA_BOND_SLAVE_*</c>, linux/if_link.h): there while the link is a member.</summary>
public sealed record BondPort : Resource
{
    /// <summary>The reference of the link.</summary>
    public string Dev { get; init; } = "";

    /// <summary>IFLA_BOND_SLAVE_QUEUE_ID.</summary>
    public uint? QueueId { get; init; }

    /// <summary>IFLA_BOND_SLAVE_PRIO.</summary>
    public int? Prio { get; init; }

    /// <summary>IFLA_BOND_SLAVE_STATE.</summary>
    public uint? State { get; init; }

    /// <summary>IFLA_BOND_SLAVE_MII_STATUS: <c>BOND_LINK_*</c>.</summary>
    public uint? MiiStatus { get; init; }

    /// <summary>IFLA_BOND_SLAVE_PERM_HWADDR.</summary>
    public MacAddress? PermHwaddr { get; init; }

    public static readonly ResourceKind TheKind = new("bond-port", "bond-port", () => new BondPort(),
        new ReferenceAttribute<BondPort, string>(ValueFormats.Link, p => p.Dev, (p, x) => p with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Required = true, Help = "the port" },
        new ValueAttribute<BondPort, uint>(Number(0, 65535), p => p.QueueId, (p, x) => p with { QueueId = x })
            { Id = 2, Name = "queue-id", Mutability = Mutability.InPlace, Default = "0", Help = "the transmit queue of the bond that is this member's" },
        new ValueAttribute<BondPort, int>(Signed(), p => p.Prio, (p, x) => p with { Prio = x })
            { Id = 3, Name = "prio", Mutability = Mutability.InPlace, Default = "0", MayBeUntold = true, Help = "the member that is preferred after a failure has the highest" },
        new ValueAttribute<BondPort, uint>(Words(("active", 0), ("backup", 1)), p => p.State, (p, x) => p with { State = x })
            { Id = 4, Name = "state", Mutability = Mutability.Observed, Help = "whether it is in use" },
        new ValueAttribute<BondPort, uint>(
            Words(("up", 0), ("going-down", 1), ("down", 2), ("coming-back", 3)),
            p => p.MiiStatus, (p, x) => p with { MiiStatus = x })
            { Id = 5, Name = "mii-status", Mutability = Mutability.Observed, Help = "what the monitoring says of it" },
        new ValueAttribute<BondPort, MacAddress>(ValueFormats.Mac, p => p.PermHwaddr, (p, x) => p with { PermHwaddr = x })
            { Id = 6, Name = "perm-hwaddr", Mutability = Mutability.Observed, Help = "its address before it joined" }) { Stage = Stage.LinkDetail, IsMade = false };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("bond-port", Dev);

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev)];

    public override bool GoesWhenPortLeaves => true;

    public override bool IsExported => this is { QueueId: > 0 } or { Prio: not (null or 0) };

    public override void Check(ValidationContext context) => PortRules.CheckMaster(this, Dev, Bond.TheKind, context);
}
