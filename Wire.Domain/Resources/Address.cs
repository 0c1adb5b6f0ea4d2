using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>An address on a link (<c>ifaddrmsg</c>, linux/if_addr.h).</summary>
public sealed record Address : Resource
{
    /// <summary>The reference of the link that has it.</summary>
    public string Link { get; init; } = "";

    /// <summary>IFA_LOCAL (IFA_ADDRESS for IPv6) and the prefix length.</summary>
    public IpPrefix Prefix { get; init; }

    /// <summary>IFA_ADDRESS where it is not the address itself: the other end of a point-to-point link, which the prefix length is of.</summary>
    public IpAddr? Peer { get; init; }

    /// <summary>IFA_LABEL, at most 15 bytes; null or empty is the link's name. IPv4 only.</summary>
    public string? Label { get; init; }

    /// <summary>IFA_BROADCAST; null or 0.0.0.0 is none. IPv4 only.</summary>
    public IpAddr? Broadcast { get; init; }

    /// <summary>IFA_RT_PRIORITY: the metric of the route to its network; null is the kernel's own.</summary>
    public uint? Metric { get; init; }

    /// <summary>IFA_F_NOPREFIXROUTE: the kernel makes no route to its network.</summary>
    public bool? NoPrefixRoute { get; init; }

    /// <summary>IFA_F_NODAD: not looked for at others before it is used. IPv6 only.</summary>
    public bool? NoDad { get; init; }

    /// <summary>IFA_F_OPTIMISTIC: used while it is looked for (RFC 4429). The kernel forgets it when that is done. IPv6 only.</summary>
    public bool? Optimistic { get; init; }

    /// <summary>IFA_F_HOMEADDRESS (RFC 6275). IPv6 only.</summary>
    public bool? Home { get; init; }

    /// <summary>IFA_F_MANAGETEMPADDR: the kernel makes temporary addresses beside it (RFC 8981). IPv6 only.</summary>
    public bool? ManageTempAddr { get; init; }

    /// <summary>IFA_F_MCAUTOJOIN: the address is a multicast group, which the kernel joins.</summary>
    public bool? AutoJoin { get; init; }

    /// <summary>IFA_CACHEINFO, seconds from when it is set; observed only whether it ends (<see cref="AddressLifetime"/>).</summary>
    public uint? ValidLft { get; init; }

    /// <summary>IFA_CACHEINFO, seconds: then it is no longer chosen for what is new. 0 is at once.</summary>
    public uint? PreferredLft { get; init; }

    /// <summary>The network that it is in: the peer's, if it has one.</summary>
    public IpPrefix Network => new IpPrefix(Peer ?? Prefix.Address, Prefix.Length).Network;

    /// <summary>ifa_scope: 0 global, 200 site, 253 link, 254 host. For IPv6 it follows from the address.</summary>
    public uint? Scope { get; init; }

    /// <summary>IFA_FLAGS (IFA_F_*).</summary>
    public uint? Flags { get; init; }

    /// <summary>IFA_PROTO: who put it there; <see cref="Ownership.Protocol"/> is Wire.</summary>
    public uint? Protocol { get; init; }

    public static readonly ResourceKind TheKind = new("address", "address", () => new Address(),
        new ReferenceAttribute<Address, string>(ValueFormats.Link, a => a.Link, (a, x) => a with { Link = x ?? "" })
            { Id = 1, Name = "link", Mutability = Mutability.Identity, Help = "the link that has it" },
        new ValueAttribute<Address, IpPrefix>(ValueFormats.Prefix, a => a.Prefix, (a, x) => a with { Prefix = x ?? default })
            { Id = 2, Name = "prefix", Mutability = Mutability.Identity, Help = "the address and its prefix length" },
        new ValueAttribute<Address, uint>(Words(("global", 0), ("site", 200), ("link", 253), ("host", 254), ("nowhere", 255)), a => a.Scope, (a, x) => a with { Scope = x })
            { Id = 3, Name = "scope", Mutability = Mutability.Recreate, Default = "global", Help = "how far it is valid; IPv4 only" },
        new ValueAttribute<Address, uint>(Number(), a => a.Flags, (a, x) => a with { Flags = x })
            { Id = 4, Name = "flags", Mutability = Mutability.Observed, Help = "IFA_F_* of linux/if_addr.h" },
        new ValueAttribute<Address, uint>(Number(0, 255), a => a.Protocol, (a, x) => a with { Protocol = x })
            { Id = 5, Name = "protocol", Mutability = Mutability.Observed, Help = "who put it there; 87 is Wire" },
        new ValueAttribute<Address, IpAddr>(ValueFormats.Address, a => a.Peer, (a, x) => a with { Peer = x })
            { Id = 6, Name = "peer", Mutability = Mutability.Identity, Help = "the other end of a point-to-point link; the prefix length is its network's" },
        new ReferenceAttribute<Address, string>(Text(15), a => a.Label, (a, x) => a with { Label = x })
            { Id = 7, Name = "label", Mutability = Mutability.Recreate, Default = "", Help = "a name for it that begins with the link's, such as eth0:1; IPv4 only" },
        new ValueAttribute<Address, IpAddr>(ValueFormats.Address, a => a.Broadcast, (a, x) => a with { Broadcast = x })
            { Id = 8, Name = "broadcast", Mutability = Mutability.Recreate, Default = "0.0.0.0", Help = "the broadcast address of its network; 0.0.0.0 for none; IPv4 only" },
        new ValueAttribute<Address, uint>(Number(), a => a.Metric, (a, x) => a with { Metric = x })
            { Id = 9, Name = "metric", Mutability = Mutability.InPlace, Default = "0", Help = "of the route to its network; 0 is the kernel's own" },
        Flag(10, "noprefixroute", a => a.NoPrefixRoute, (a, x) => a with { NoPrefixRoute = x }, "make no route to its network"),
        Flag(11, "nodad", a => a.NoDad, (a, x) => a with { NoDad = x }, "use it without looking for it at others; IPv6 only"),
        new ValueAttribute<Address, bool>(OnOff, a => a.Optimistic, (a, x) => a with { Optimistic = x })
            { Id = 12, Name = "optimistic", Mutability = Mutability.Recreate, Default = "off", MayBeUntold = true, Help = "use it while it is looked for at others (RFC 4429); IPv6 only" },
        Flag(13, "home", a => a.Home, (a, x) => a with { Home = x }, "a home address (RFC 6275); IPv6 only"),
        Flag(14, "mngtmpaddr", a => a.ManageTempAddr, (a, x) => a with { ManageTempAddr = x }, "make temporary addresses beside it (RFC 8981); IPv6 only"),
        Flag(15, "autojoin", a => a.AutoJoin, (a, x) => a with { AutoJoin = x }, "it is a multicast group, to be joined"),
        new ValueAttribute<Address, uint>(AddressLifetime.Format, a => a.ValidLft, (a, x) => a with { ValidLft = x })
            { Id = 16, Name = "valid-lft", Mutability = Mutability.InPlace, Default = "forever", Help = "a lease in seconds that Wire renews when it has run out; 'forever'" },
        new ValueAttribute<Address, uint>(AddressLifetime.Format, a => a.PreferredLft, (a, x) => a with { PreferredLft = x })
            { Id = 17, Name = "preferred-lft", Mutability = Mutability.InPlace, Default = "forever", Help = "the same for being chosen for what is new; 0 for never, 'forever'" }) { Stage = Stage.Address };

    /// <summary>The kernel takes flags at the creation only (of IPv6 it changes some, of IPv4 none: inet_rtm_newaddr, net/ipv4/devinet.c), and tells those that are set.</summary>
    private static ValueAttribute<Address, bool> Flag(int id, string name, Func<Address, bool?> get, Func<Address, bool?, Address> with, string help) =>
        new(OnOff, get, with) { Id = id, Name = name, Mutability = Mutability.Recreate, Default = "off", Help = help };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("address", Peer is { } peer ? $"{Link} {Prefix} peer {peer}" : $"{Link} {Prefix}");

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Link)];

    private protected override string? InNetns => LinkName.NetnsOf(Link);

    public override bool GoesWhenDown => Prefix.IsV6;

    public override bool? IsMarkedOurs => Protocol == Ownership.Protocol;

    /// <summary>IFAPROT_KERNEL_LO, _RA and _LL are 1 to 3 (linux/if_addr.h).</summary>
    public override bool IsKernelMade => Protocol is >= 1 and <= 3 || Prefix.Address.IsLinkLocalV6;

    public override bool IsExported => Link != "lo" && !Prefix.Address.IsLinkLocalV6 && ((Flags ?? Permanent) & Permanent) != 0;

    /// <summary>How long it is still preferred is not known.</summary>
    public override Resource Bare(ITopology live) => PreferredLft == AddressLifetime.Limited ? this with { PreferredLft = null } : this;

    /// <summary>IFA_F_PERMANENT (linux/if_addr.h): has no lifetime, so nothing renews it.</summary>
    private const uint Permanent = 0x80;

    public override void Check(ValidationContext context)
    {
        bool v6 = Prefix.IsV6;
        foreach (string name in v6 ? OnlyV4 : OnlyV6)
        {
            if (Kind.Find(name)!.IsSet(this))
            {
                context.Report(name, $"an {(v6 ? "IPv6" : "IPv4")} address has no '{name}'", $"expected it on an {(v6 ? "IPv4" : "IPv6")} address");
            }
        }
        if (Peer is { } peer && (peer.IsV6 != v6 || peer == Prefix.Address))
        {
            context.Report("peer", $"{peer} cannot be the other end of {Prefix.Address}", $"expected another {(v6 ? "IPv6" : "IPv4")} address");
        }
        if (Label is { Length: > 0 } label && label != LinkName.Split(Link).Name && !label.StartsWith(LinkName.Split(Link).Name + ":", StringComparison.Ordinal))
        {
            context.Report("label", $"the label '{label}' does not begin with the link's name", $"expected for example '{LinkName.Split(Link).Name}:1'");
        }
        if (Broadcast is { IsV6: true })
        {
            context.Report("broadcast", $"{Broadcast} is no IPv4 address", "expected an IPv4 address");
        }
        if (AutoJoin == true != Prefix.Address.IsMulticast)
        {
            context.Report(AutoJoin == true ? "autojoin" : null, AutoJoin == true ? $"{Prefix.Address} is no multicast group to join" : $"{Prefix.Address} is a multicast group: a link can only join it",
                AutoJoin == true ? "expected a multicast address, or no 'autojoin'" : "expected a unicast address, or 'autojoin'");
        }
        if (ValidLft == 0)
        {
            context.Report("valid-lft", "an address that is valid for 0 seconds is none", "expected seconds, or 'forever'");
        }
        else if (!v6 && PreferredLft is not (null or 0 or AddressLifetime.Forever) && ValidLft is (null or AddressLifetime.Forever))
        {
            context.Report("preferred-lft", "the kernel ends the preference of an IPv4 address that is valid for ever at once or never", "expected 0 or 'forever', or 'valid-lft' too");
        }
        else if ((PreferredLft ?? AddressLifetime.Forever) > (ValidLft ?? AddressLifetime.Forever))
        {
            context.Report(PreferredLft is null ? "valid-lft" : "preferred-lft", "it cannot be preferred for longer than it is valid", $"expected 'preferred-lft' of at most {ValidLft} too");
        }
    }

    private static readonly string[] OnlyV4 = ["label", "broadcast", "scope"];

    private static readonly string[] OnlyV6 = ["nodad", "optimistic", "home", "mngtmpaddr"];

    public override bool IsCalled(string name) => base.IsCalled(name) || Prefix.ToString() == name || Prefix.Address.ToString() == name;
}
