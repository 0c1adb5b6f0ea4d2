using System.Globalization;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>An association of a <see cref="Macsec"/> link's own channel: a key that it sends with (<c>MACSEC_SA_ATTR_*</c>, linux/if_macsec.h).</summary>
public sealed record MacsecTxSa : Resource
{
    /// <summary>The MACsec link.</summary>
    public string Dev { get; init; } = "";

    /// <summary>MACSEC_SA_ATTR_AN, 0 to 3.</summary>
    public uint An { get; init; }

    /// <summary>A <see cref="KeyNames">reference</see> to MACSEC_SA_ATTR_KEY; observed, it is found by MACSEC_SA_ATTR_KEYID.</summary>
    public string? SaKey { get; init; }

    /// <summary>MACSEC_SA_ATTR_ACTIVE.</summary>
    public bool? Active { get; init; }

    /// <summary>MACSEC_SA_ATTR_SSCI, of xpn ciphers.</summary>
    public uint? Ssci { get; init; }

    /// <summary>MACSEC_SA_ATTR_SALT, of xpn ciphers, 12 bytes.</summary>
    public ValueList<byte>? Salt { get; init; }

    public static readonly ResourceKind TheKind = new("macsec-tx-sa", "macsec-tx-sa", () => new MacsecTxSa(),
        new ReferenceAttribute<MacsecTxSa, string>(ValueFormats.Link, s => s.Dev, (s, x) => s with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Help = "the MACsec link" },
        new ValueAttribute<MacsecTxSa, uint>(Number(0, 3), s => s.An, (s, x) => s with { An = x ?? 0 })
            { Id = 2, Name = "an", Mutability = Mutability.Identity, Required = true, Help = "the association's number, 0 to 3" },
        new ReferenceAttribute<MacsecTxSa, string>(ValueFormats.Key(), s => s.SaKey, (s, x) => s with { SaKey = x })
            { Id = 3, Name = "key", Mutability = Mutability.Recreate, Required = true, Help = "the key's name; 16 or 32 bytes, as the cipher" },
        new ValueAttribute<MacsecTxSa, bool>(OnOff, s => s.Active, (s, x) => s with { Active = x })
            { Id = 4, Name = "active", Mutability = Mutability.InPlace, Default = "on", UnsetIsDefault = true, Help = "in use" },
        new ValueAttribute<MacsecTxSa, uint>(Hex(), s => s.Ssci, (s, x) => s with { Ssci = x })
            { Id = 5, Name = "ssci", Mutability = Mutability.Recreate, Help = "the short sci, for an xpn cipher" },
        new ReferenceAttribute<MacsecTxSa, ValueList<byte>>(Bytes(12, 12), s => s.Salt, (s, x) => s with { Salt = x })
            { Id = 6, Name = "salt", Mutability = Mutability.Recreate, MayBeUntold = true, Help = "12 bytes in hex, for an xpn cipher" }) { Stage = Stage.LinkDetail };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("macsec-tx-sa", string.Create(CultureInfo.InvariantCulture, $"{Dev} an {An}"));

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev)];

    public override Resource Bare(ITopology live) => this with { SaKey = SaKey is null or KeyNames.Unknown ? null : KeyNames.First(SaKey) };

    public override void Check(ValidationContext context) => MacsecChecks.CheckSa(context, Dev, Ssci, Salt);
}

/// <summary>A channel of somebody else that a <see cref="Macsec"/> link receives (<c>MACSEC_RXSC_ATTR_*</c>).</summary>
public sealed record MacsecRxSc : Resource
{
    /// <summary>The MACsec link.</summary>
    public string Dev { get; init; } = "";

    /// <summary>MACSEC_RXSC_ATTR_SCI.</summary>
    public ulong Sci { get; init; }

    /// <summary>MACSEC_RXSC_ATTR_ACTIVE.</summary>
    public bool? Active { get; init; }

    public static readonly ResourceKind TheKind = new("macsec-rx-sc", "macsec-rx-sc", () => new MacsecRxSc(),
        new ReferenceAttribute<MacsecRxSc, string>(ValueFormats.Link, s => s.Dev, (s, x) => s with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Help = "the MACsec link" },
        new ValueAttribute<MacsecRxSc, ulong>(ValueFormats.Sci, s => s.Sci, (s, x) => s with { Sci = x ?? 0 })
            { Id = 2, Name = "sci", Mutability = Mutability.Identity, Required = true, Help = "the sender's sci: its Ethernet address and port, 16 hex digits" },
        new ValueAttribute<MacsecRxSc, bool>(OnOff, s => s.Active, (s, x) => s with { Active = x })
            { Id = 3, Name = "active", Mutability = Mutability.InPlace, Default = "on", UnsetIsDefault = true, Help = "in use" }) { Stage = Stage.LinkDetail };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => Of(Dev, Sci);

    public static ResourceKey Of(string dev, ulong sci) => new("macsec-rx-sc", $"{dev} sci {ValueFormats.Sci.Format(sci)}");

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev)];

    public override void Check(ValidationContext context) => MacsecChecks.CheckDev(context, Dev);
}

/// <summary>An association of a <see cref="MacsecRxSc"/>: a key that its sender uses (<c>MACSEC_SA_ATTR_*</c>).</summary>
public sealed record MacsecRxSa : Resource
{
    /// <summary>The MACsec link.</summary>
    public string Dev { get; init; } = "";

    /// <summary>Of the channel.</summary>
    public ulong Sci { get; init; }

    /// <summary>MACSEC_SA_ATTR_AN, 0 to 3.</summary>
    public uint An { get; init; }

    /// <summary>A <see cref="KeyNames">reference</see> to MACSEC_SA_ATTR_KEY; observed, it is found by MACSEC_SA_ATTR_KEYID.</summary>
    public string? SaKey { get; init; }

    /// <summary>MACSEC_SA_ATTR_ACTIVE.</summary>
    public bool? Active { get; init; }

    /// <summary>MACSEC_SA_ATTR_SSCI, of xpn ciphers.</summary>
    public uint? Ssci { get; init; }

    /// <summary>MACSEC_SA_ATTR_SALT, of xpn ciphers, 12 bytes.</summary>
    public ValueList<byte>? Salt { get; init; }

    public static readonly ResourceKind TheKind = new("macsec-rx-sa", "macsec-rx-sa", () => new MacsecRxSa(),
        new ReferenceAttribute<MacsecRxSa, string>(ValueFormats.Link, s => s.Dev, (s, x) => s with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Help = "the MACsec link" },
        new ValueAttribute<MacsecRxSa, ulong>(ValueFormats.Sci, s => s.Sci, (s, x) => s with { Sci = x ?? 0 })
            { Id = 2, Name = "sci", Mutability = Mutability.Identity, Required = true, Help = "the channel's" },
        new ValueAttribute<MacsecRxSa, uint>(Number(0, 3), s => s.An, (s, x) => s with { An = x ?? 0 })
            { Id = 3, Name = "an", Mutability = Mutability.Identity, Required = true, Help = "the association's number, 0 to 3" },
        new ReferenceAttribute<MacsecRxSa, string>(ValueFormats.Key(), s => s.SaKey, (s, x) => s with { SaKey = x })
            { Id = 4, Name = "key", Mutability = Mutability.Recreate, Required = true, Help = "the key's name; 16 or 32 bytes, as the cipher" },
        new ValueAttribute<MacsecRxSa, bool>(OnOff, s => s.Active, (s, x) => s with { Active = x })
            { Id = 5, Name = "active", Mutability = Mutability.InPlace, Default = "on", UnsetIsDefault = true, Help = "in use" },
        new ValueAttribute<MacsecRxSa, uint>(Hex(), s => s.Ssci, (s, x) => s with { Ssci = x })
            { Id = 6, Name = "ssci", Mutability = Mutability.Recreate, Help = "the short sci, for an xpn cipher" },
        new ReferenceAttribute<MacsecRxSa, ValueList<byte>>(Bytes(12, 12), s => s.Salt, (s, x) => s with { Salt = x })
            { Id = 7, Name = "salt", Mutability = Mutability.Recreate, MayBeUntold = true, Help = "12 bytes in hex, for an xpn cipher" }) { Stage = Stage.LinkDetail };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("macsec-rx-sa", string.Create(CultureInfo.InvariantCulture, $"{Dev} sci {ValueFormats.Sci.Format(Sci)} an {An}"));

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev), MacsecRxSc.Of(Dev, Sci)];

    public override IEnumerable<ResourceKey> GoesWith => Dependencies;

    public override Resource Bare(ITopology live) => this with { SaKey = SaKey is null or KeyNames.Unknown ? null : KeyNames.First(SaKey) };

    public override void Check(ValidationContext context) => MacsecChecks.CheckSa(context, Dev, Ssci, Salt);
}

/// <summary>What the objects of a MACsec link have in common.</summary>
internal static class MacsecChecks
{
    /// <summary>Words of <see cref="Macsec.Cipher"/> from which on the packet numbers are extended.</summary>
    private const uint XpnFirst = 3;

    public static void CheckDev(ValidationContext context, string dev)
    {
        if (context.FindLink(dev) is { } link and not Macsec)
        {
            context.Report("dev", $"{link.Title} is no MACsec link", "expected a link of kind macsec");
        }
    }

    public static void CheckSa(ValidationContext context, string dev, uint? ssci, ValueList<byte>? salt)
    {
        CheckDev(context, dev);
        if (context.FindLink(dev) is not Macsec macsec || context.IsDoubtful)
        {
            return;
        }
        bool isXpn = (macsec.Cipher ?? 1) >= XpnFirst;
        if (isXpn && (ssci is null || salt is null))
        {
            context.Report(null, $"{dev} has an xpn cipher: 'ssci' and 'salt' are missing", "expected both");
        }
        else if (!isXpn && (ssci is not null || salt is not null))
        {
            context.Report(ssci is null ? "salt" : "ssci", $"{dev} has no xpn cipher", "expected neither 'ssci' nor 'salt'");
        }
    }
}
