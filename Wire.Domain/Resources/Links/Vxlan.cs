using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A VXLAN tunnel end (RFC 7348; <c>IFLA_VXLAN_*</c>, linux/if_link.h).</summary>
public sealed record Vxlan : Link
{
    /// <summary>IFLA_VXLAN_ID: the VNI, 24 bits.</summary>
    public uint? Vni { get; init; }

    /// <summary>IFLA_VXLAN_LOCAL or _LOCAL6: the source of outer packets.</summary>
    public IpAddr? Local { get; init; }

    /// <summary>IFLA_VXLAN_GROUP or _GROUP6: the default destination, unicast or a multicast group.</summary>
    public IpAddr? Remote { get; init; }

    /// <summary>IFLA_VXLAN_LINK: the link outer packets leave by. Needed for a multicast remote.</summary>
    public string? Underlay { get; init; }

    /// <summary>IFLA_VXLAN_PORT: UDP destination port; 4789 is IANA's.</summary>
    public uint? Port { get; init; }

    /// <summary>IFLA_VXLAN_LEARNING.</summary>
    public bool? Learning { get; init; }

    /// <summary>IFLA_VXLAN_TTL of outer packets, 0 for the kernel's choice.</summary>
    public uint? Ttl { get; init; }

    /// <summary>IFLA_VXLAN_TOS of outer packets; 1 copies the inner one.</summary>
    public uint? Tos { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("vxlan", () => new Vxlan(),
        new ValueAttribute<Vxlan, uint>(Number(0, 0xffffff), v => v.Vni, (v, x) => v with { Vni = x })
            { Id = 20, Name = "vni", Mutability = Mutability.Recreate, Required = true, Help = "the VXLAN network identifier, 24 bits" },
        new ValueAttribute<Vxlan, IpAddr>(ValueFormats.Address, v => v.Local, (v, x) => v with { Local = x })
            { Id = 21, Name = "local", Mutability = Mutability.Recreate, Help = "source address of outer packets" },
        new ValueAttribute<Vxlan, IpAddr>(ValueFormats.Address, v => v.Remote, (v, x) => v with { Remote = x })
            { Id = 22, Name = "remote", Mutability = Mutability.Recreate, Help = "default destination, unicast or multicast" },
        new ReferenceAttribute<Vxlan, string>(ValueFormats.Link, v => v.Underlay, (v, x) => v with { Underlay = x })
            { Id = 23, Name = "underlay", Mutability = Mutability.Recreate, Help = "the link that outer packets leave by" },
        new ValueAttribute<Vxlan, uint>(Number(1, 65535), v => v.Port, (v, x) => v with { Port = x })
            { Id = 24, Name = "port", Mutability = Mutability.Recreate, Default = "4789", Help = "UDP destination port (4789 is IANA's)" },
        new ValueAttribute<Vxlan, bool>(OnOff, v => v.Learning, (v, x) => v with { Learning = x })
            { Id = 25, Name = "learning", Mutability = Mutability.InPlace, Default = "on", Help = "learn remote addresses from packets" },
        new ValueAttribute<Vxlan, uint>(Number(0, 255), v => v.Ttl, (v, x) => v with { Ttl = x })
            { Id = 26, Name = "ttl", Mutability = Mutability.InPlace, Default = "0", Help = "TTL of outer packets, 0 for the kernel's choice" },
        new ValueAttribute<Vxlan, uint>(Number(0, 255), v => v.Tos, (v, x) => v with { Tos = x })
            { Id = 27, Name = "tos", Mutability = Mutability.InPlace, Default = "0", Help = "TOS of outer packets, 1 copies the inner one" });

    public override ResourceKind Kind => TheKind;

    public override string? RidesOn => Underlay;
}
