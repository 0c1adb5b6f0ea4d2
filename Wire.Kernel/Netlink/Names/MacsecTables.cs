using static Wire.Kernel.LinuxMacsec;

namespace Wire.Kernel;

/// <summary>Attributes of MACsec (linux/if_macsec.h).</summary>
internal static class MacsecTables
{
    /// <summary>MACSEC_ATTR_SA_CONFIG.</summary>
    public static AttributeTable Sa { get; } = new()
    {
        MACSEC_SA_ATTR_AN, MACSEC_SA_ATTR_ACTIVE, MACSEC_SA_ATTR_PN, MACSEC_SA_ATTR_KEY, MACSEC_SA_ATTR_KEYID, MACSEC_SA_ATTR_STATS,
        MACSEC_SA_ATTR_PAD, MACSEC_SA_ATTR_SSCI, MACSEC_SA_ATTR_SALT,
    };

    /// <summary>MACSEC_ATTR_RXSC_CONFIG.</summary>
    public static AttributeTable RxSc { get; } = new()
    {
        MACSEC_RXSC_ATTR_SCI, MACSEC_RXSC_ATTR_ACTIVE, MACSEC_RXSC_ATTR_SA_LIST, MACSEC_RXSC_ATTR_STATS, MACSEC_RXSC_ATTR_PAD,
    };

    /// <summary>A request of generic netlink.</summary>
    public static AttributeTable Requests { get; } = new()
    {
        MACSEC_ATTR_IFINDEX, { MACSEC_ATTR_RXSC_CONFIG, RxSc }, { MACSEC_ATTR_SA_CONFIG, Sa }, MACSEC_ATTR_TXSA_LIST, MACSEC_ATTR_RXSC_LIST,
    };
}
