using System.Collections.Immutable;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>What macvlan and macvtap have in common, which is all but who takes the packets (<c>IFLA_MACVLAN_*</c>, drivers/net/macvlan.c).</summary>
public abstract record MacvlanLink : Link
{
    /// <summary>MACVLAN_MODE_PASSTHRU.</summary>
    private const uint Passthru = 8;

    /// <summary>MACVLAN_MODE_SOURCE.</summary>
    private const uint Source = 16;

    /// <summary>enum macvlan_mode, linux/if_link.h.</summary>
    private static readonly ValueFormat<uint> _modes = Words(("private", 1), ("vepa", 2), ("bridge", 4), ("passthru", Passthru), ("source", Source));

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

    private protected static ImmutableArray<ResourceAttribute> Own { get; } =
    [
        new ReferenceAttribute<MacvlanLink, string>(ValueFormats.Link, m => m.Parent, (m, x) => m with { Parent = x })
            { Id = 20, Name = "parent", Mutability = Mutability.Recreate, Required = true, MayBeUntold = true, Help = "the link it rides on" },
        new ValueAttribute<MacvlanLink, uint>(_modes, m => m.Mode, (m, x) => m with { Mode = x })
            { Id = 21, Name = "mode", Mutability = Mutability.InPlace, MutabilityBetween = ModeChange, Default = "vepa", Help = "whom it may talk to on the same parent" },
        new ValueAttribute<MacvlanLink, bool>(OnOff, m => m.NoPromisc, (m, x) => m with { NoPromisc = x })
            { Id = 22, Name = "nopromisc", Mutability = Mutability.InPlace, Default = "off", Help = "leave the parent's promiscuity as it is (mode passthru)" },
        new ValueAttribute<MacvlanLink, bool>(OnOff, m => m.NoDst, (m, x) => m with { NoDst = x })
            { Id = 23, Name = "nodst", Mutability = Mutability.InPlace, Default = "off", Help = "packets taken by their source go on to their destination too (mode source)" },
        new ValueAttribute<MacvlanLink, uint>(Number(0, uint.MaxValue, "packets"), m => m.BcQueueLength, (m, x) => m with { BcQueueLength = x })
            { Id = 24, Name = "bcqueuelen", Mutability = Mutability.InPlace, Default = "1000", Help = "broadcasts that wait; the parent takes the most that any of its macvlans asks for" },
        new ValueAttribute<MacvlanLink, int>(Signed(-1), m => m.BcLimit, (m, x) => m with { BcLimit = x })
            { Id = 25, Name = "bclim", Mutability = Mutability.InPlace, MayBeUntold = true, Default = "1", Help = "multicast for fewer macvlans than this waits in no queue; one for all on a parent" },
        new ListAttribute<MacvlanLink, MacAddress>(ValueFormats.Mac, m => m.Sources, (m, x) => m with { Sources = x }, ListOrder.Sorted)
            { Id = 26, Name = "macaddr", Mutability = Mutability.InPlace, Default = "", Help = "a sender whose packets it takes (mode source)" },
    ];

    public override string? RidesOn => Parent;

    public override bool MtuIsBound => true;

    /// <summary>In mode passthru its address is its parent's, and setting the one sets the other (macvlan_set_mac_address).</summary>
    public override bool HasOwnMac => Mode != Passthru;

    public override void Check(ValidationContext context)
    {
        if (Sources is { Count: > 0 } && Mode != Source)
        {
            context.Report("macaddr", "only mode source takes packets by their sender", "expected 'mode source' too");
        }
        if (NoPromisc == true && Mode != Passthru)
        {
            context.Report("nopromisc", "only mode passthru makes its parent promiscuous", "expected 'mode passthru' too");
        }
    }

    /// <summary>The kernel lets a macvlan neither into passthru nor out of it (macvlan_changelink).</summary>
    private static Mutability ModeChange(Resource live, Resource declared) =>
        ((MacvlanLink)live).Mode == Passthru || ((MacvlanLink)declared).Mode == Passthru ? Mutability.Recreate : Mutability.InPlace;
}
