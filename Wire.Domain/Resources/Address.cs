using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>An address on a link (<c>ifaddrmsg</c>, linux/if_addr.h).</summary>
public sealed record Address : Resource
{
    /// <summary>The reference of the link that has it.</summary>
    public string Link { get; init; } = "";

    /// <summary>IFA_LOCAL (IFA_ADDRESS for IPv6) and the prefix length.</summary>
    public IpPrefix Prefix { get; init; }

    /// <summary>ifa_scope: 0 global, 200 site, 253 link, 254 host.</summary>
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
            { Id = 3, Name = "scope", Mutability = Mutability.Observed, Help = "how far it is valid" },
        new ValueAttribute<Address, uint>(Number(), a => a.Flags, (a, x) => a with { Flags = x })
            { Id = 4, Name = "flags", Mutability = Mutability.Observed, Help = "IFA_F_* of linux/if_addr.h" },
        new ValueAttribute<Address, uint>(Number(0, 255), a => a.Protocol, (a, x) => a with { Protocol = x })
            { Id = 5, Name = "protocol", Mutability = Mutability.Observed, Help = "who put it there; 87 is Wire" }) { Stage = Stage.Address };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("address", $"{Link} {Prefix}");

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Link)];

    public override bool GoesWhenDown => Prefix.IsV6;

    public override bool? IsMarkedOurs => Protocol == Ownership.Protocol;

    /// <summary>IFAPROT_KERNEL_LO, _RA and _LL are 1 to 3 (linux/if_addr.h).</summary>
    public override bool IsKernelMade => Protocol is >= 1 and <= 3 || Prefix.Address.IsLinkLocalV6;

    public override bool IsExported => Link != "lo" && !Prefix.Address.IsLinkLocalV6 && ((Flags ?? Permanent) & Permanent) != 0;

    /// <summary>IFA_F_PERMANENT (linux/if_addr.h): has no lifetime, so nothing renews it.</summary>
    private const uint Permanent = 0x80;

    public override bool IsCalled(string name) => base.IsCalled(name) || Prefix.ToString() == name || Prefix.Address.ToString() == name;
}
