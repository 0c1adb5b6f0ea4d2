namespace Wire.Testing.Simulation;

/// <summary>linux/genetlink.h, linux/wireguard.h, linux/if_macsec.h, linux/fou.h: what is spoken by families of generic netlink.</summary>
public static class GenericNetlink
{
    public const ushort GENL_ID_CTRL = 16;
    public const byte CTRL_CMD_NEWFAMILY = 1;
    public const byte CTRL_CMD_GETFAMILY = 3;
    public const ushort CTRL_ATTR_FAMILY_ID = 1;
    public const ushort CTRL_ATTR_FAMILY_NAME = 2;
    public const ushort CTRL_ATTR_VERSION = 3;
    public const ushort CTRL_ATTR_HDRSIZE = 4;

    public const byte WG_CMD_GET_DEVICE = 0;
    public const byte WG_CMD_SET_DEVICE = 1;
    public const uint WGDEVICE_F_REPLACE_PEERS = 1;
    public const uint WGPEER_F_REMOVE_ME = 1;
    public const uint WGPEER_F_REPLACE_ALLOWEDIPS = 2;
    public const uint WGPEER_F_UPDATE_ONLY = 4;
    public const ushort WGDEVICE_A_IFINDEX = 1;
    public const ushort WGDEVICE_A_IFNAME = 2;
    public const ushort WGDEVICE_A_PRIVATE_KEY = 3;
    public const ushort WGDEVICE_A_PUBLIC_KEY = 4;
    public const ushort WGDEVICE_A_FLAGS = 5;
    public const ushort WGDEVICE_A_LISTEN_PORT = 6;
    public const ushort WGDEVICE_A_FWMARK = 7;
    public const ushort WGDEVICE_A_PEERS = 8;
    public const ushort WGPEER_A_PUBLIC_KEY = 1;
    public const ushort WGPEER_A_PRESHARED_KEY = 2;
    public const ushort WGPEER_A_FLAGS = 3;
    public const ushort WGPEER_A_ENDPOINT = 4;
    public const ushort WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL = 5;
    public const ushort WGPEER_A_LAST_HANDSHAKE_TIME = 6;
    public const ushort WGPEER_A_RX_BYTES = 7;
    public const ushort WGPEER_A_TX_BYTES = 8;
    public const ushort WGPEER_A_ALLOWEDIPS = 9;
    public const ushort WGPEER_A_PROTOCOL_VERSION = 10;
    public const ushort WGALLOWEDIP_A_FAMILY = 1;
    public const ushort WGALLOWEDIP_A_IPADDR = 2;
    public const ushort WGALLOWEDIP_A_CIDR_MASK = 3;

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
    public const ushort MACSEC_SA_ATTR_AN = 1;
    public const ushort MACSEC_SA_ATTR_ACTIVE = 2;
    public const ushort MACSEC_SA_ATTR_PN = 3;
    public const ushort MACSEC_SA_ATTR_KEY = 4;
    public const ushort MACSEC_SA_ATTR_KEYID = 5;
    public const ushort MACSEC_SA_ATTR_SSCI = 8;
    public const ushort MACSEC_SA_ATTR_SALT = 9;

    public const byte FOU_CMD_ADD = 1;
    public const byte FOU_CMD_DEL = 2;
    public const byte FOU_CMD_GET = 3;
    public const byte FOU_ENCAP_DIRECT = 1;
    public const byte FOU_ENCAP_GUE = 2;
    public const ushort FOU_ATTR_PORT = 1;
    public const ushort FOU_ATTR_AF = 2;
    public const ushort FOU_ATTR_IPPROTO = 3;
    public const ushort FOU_ATTR_TYPE = 4;
    public const ushort FOU_ATTR_LOCAL_V4 = 6;
    public const ushort FOU_ATTR_LOCAL_V6 = 7;
    public const ushort FOU_ATTR_PEER_V4 = 8;
    public const ushort FOU_ATTR_PEER_V6 = 9;
    public const ushort FOU_ATTR_PEER_PORT = 10;
    public const ushort FOU_ATTR_IFINDEX = 11;

    /// <summary>struct genlmsghdr.</summary>
    public const int FixedBytes = 4;
}
