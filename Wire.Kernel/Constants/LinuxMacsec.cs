namespace Wire.Kernel;

/// <summary>Constants of linux/if_macsec.h, by their own names.</summary>
public static class LinuxMacsec
{
    public const byte MACSEC_GENL_VERSION = 1;
    public const int MACSEC_KEYID_LEN = 16;

    public const byte MACSEC_CMD_GET_TXSC = 0;
    public const byte MACSEC_CMD_ADD_RXSC = 1;
    public const byte MACSEC_CMD_DEL_RXSC = 2;
    public const byte MACSEC_CMD_UPD_RXSC = 3;
    public const byte MACSEC_CMD_ADD_TXSA = 4;
    public const byte MACSEC_CMD_DEL_TXSA = 5;
    public const byte MACSEC_CMD_UPD_TXSA = 6;
    public const byte MACSEC_CMD_ADD_RXSA = 7;
    public const byte MACSEC_CMD_DEL_RXSA = 8;
    public const byte MACSEC_CMD_UPD_RXSA = 9;

    public const ushort MACSEC_ATTR_IFINDEX = 1;
    public const ushort MACSEC_ATTR_RXSC_CONFIG = 2;
    public const ushort MACSEC_ATTR_SA_CONFIG = 3;
    public const ushort MACSEC_ATTR_TXSA_LIST = 5;
    public const ushort MACSEC_ATTR_RXSC_LIST = 6;

    public const ushort MACSEC_RXSC_ATTR_SCI = 1;
    public const ushort MACSEC_RXSC_ATTR_ACTIVE = 2;
    public const ushort MACSEC_RXSC_ATTR_SA_LIST = 3;
    public const ushort MACSEC_RXSC_ATTR_STATS = 4;
    public const ushort MACSEC_RXSC_ATTR_PAD = 5;

    public const ushort MACSEC_SA_ATTR_AN = 1;
    public const ushort MACSEC_SA_ATTR_ACTIVE = 2;
    public const ushort MACSEC_SA_ATTR_PN = 3;
    public const ushort MACSEC_SA_ATTR_KEY = 4;
    public const ushort MACSEC_SA_ATTR_KEYID = 5;
    public const ushort MACSEC_SA_ATTR_STATS = 6;
    public const ushort MACSEC_SA_ATTR_PAD = 7;
    public const ushort MACSEC_SA_ATTR_SSCI = 8;
    public const ushort MACSEC_SA_ATTR_SALT = 9;
}
