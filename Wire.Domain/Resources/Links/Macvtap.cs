using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A macvlan whose packets a program takes, as of a TAP device: /dev/tapINDEX (drivers/net/macvtap.c).</summary>
public sealed record Macvtap : Link
{
    /// <summary>The link it rides on (IFLA_LINK).</summary>
    public string? Parent { get; init; }

    /// <summary>IFLA_MACVLAN_MODE: a MACVLAN_MODE_* bit.</summary>
    public uint? Mode { get; init; }

    /// <summary>MACVLAN_FLAG_NOPROMISC of IFLA_MACVLAN_FLAGS.</summary>
    public bool? NoPromisc { get; init; }

    /// <summary>MACVLAN_FLAG_NODST of IFLA_MACVLAN_FLAGS.</summary>
    public bool? NoDst { get; init; }

    /// <summary>IFLA_MACVLAN_BC_QUEUE_LEN, packets.</summary>
    public uint? BcQueueLength { get; init; }

    /// <summary>IFLA_MACVLAN_BC_CUTOFF: groups of fewer macvlans than this get their multicast at once, not by the queue; -1 for never by the queue.</summary>
    public int? BcLimit { get; init; }

    /// <summary>IFLA_MACVLAN_MACADDR_DATA: the senders whose packets it takes in mode source.</summary>
    public ValueList<MacAddress>? Sources { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("macvtap", () => new Macvtap(),
        new ReferenceAttribute<Macvtap, string>(ValueFormats.Link, m => m.Parent, (m, x) => m with { Parent = x })
            { Id = 20, Name = "parent", Mutability = Mutability.Recreate, Required = true, MayBeUntold = true, Help = "the link it rides on" },
        new ValueAttribute<Macvtap, uint>(MacvlanWords.Modes, m => m.Mode, (m, x) => m with { Mode = x })
            { Id = 21, Name = "mode", Mutability = Mutability.InPlace, MutabilityBetween = MacvlanWords.ModeChange<Macvtap>(m => m.Mode), Default = "vepa", Help = "whom it may talk to on the same parent" },
        new ValueAttribute<Macvtap, bool>(OnOff, m => m.NoPromisc, (m, x) => m with { NoPromisc = x })
            { Id = 22, Name = "nopromisc", Mutability = Mutability.InPlace, Default = "off", Help = "leave the parent's promiscuity as it is (mode passthru)" },
        new ValueAttribute<Macvtap, bool>(OnOff, m => m.NoDst, (m, x) => m with { NoDst = x })
            { Id = 23, Name = "nodst", Mutability = Mutability.InPlace, Default = "off", Help = "packets taken by their source go on to their destination too (mode source)" },
        new ValueAttribute<Macvtap, uint>(Number(0, uint.MaxValue, "packets"), m => m.BcQueueLength, (m, x) => m with { BcQueueLength = x })
            { Id = 24, Name = "bcqueuelen", Mutability = Mutability.InPlace, Default = "1000", Help = "broadcasts that wait; the parent takes the most that any of its macvlans asks for" },
        new ValueAttribute<Macvtap, int>(Signed(-1), m => m.BcLimit, (m, x) => m with { BcLimit = x })
            { Id = 25, Name = "bclim", Mutability = Mutability.InPlace, MayBeUntold = true, Default = "1", Help = "multicast for fewer macvlans than this waits in no queue; one for all on a parent" },
        new ListAttribute<Macvtap, MacAddress>(ValueFormats.Mac, m => m.Sources, (m, x) => m with { Sources = x }, ListOrder.Sorted)
            { Id = 26, Name = "macaddr", Mutability = Mutability.InPlace, Default = "", Help = "a sender whose packets it takes (mode source)" });

    public override ResourceKind Kind => TheKind;

    public override string? RidesOn => Parent;

    public override bool MtuIsBound => true;

    /// <summary>In mode passthru its address is its parent's, and setting the one sets the other (macvlan_set_mac_address).</summary>
    public override bool HasOwnMac => Mode != MacvlanWords.Passthru;

    public override void Check(ValidationContext context)
    {
        MacvlanWords.Check(context, Mode, NoPromisc, Sources);
        if (Master is { Length: > 0 })
        {
            context.Report("master", "a macvtap is no port: its packets go to the program that opens it", "expected none, or a macvlan");
        }
    }

    /// <summary>TUN_READQ_SIZE, drivers/net/tap.c.</summary>
    public override string? DefaultOf(ResourceAttribute attribute) => attribute.Name == "txqueuelen" ? "500" : base.DefaultOf(attribute);
}
