using static Wire.Kernel.LinuxWireguard;

namespace Wire.Kernel;

/// <summary>Attributes of WireGuard (linux/wireguard.h).</summary>
internal static class WireguardTables
{
    /// <summary>One of WGPEER_A_ALLOWEDIPS.</summary>
    public static AttributeTable AllowedIp { get; } = new()
    {
        WGALLOWEDIP_A_FAMILY, WGALLOWEDIP_A_IPADDR, WGALLOWEDIP_A_CIDR_MASK,
    };

    /// <summary>One of WGDEVICE_A_PEERS.</summary>
    public static AttributeTable Peer { get; } = new()
    {
        WGPEER_A_PUBLIC_KEY, WGPEER_A_PRESHARED_KEY, WGPEER_A_FLAGS, WGPEER_A_ENDPOINT, WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL,
        WGPEER_A_LAST_HANDSHAKE_TIME, WGPEER_A_RX_BYTES, WGPEER_A_TX_BYTES, { WGPEER_A_ALLOWEDIPS, AttributeTable.ListOf(AllowedIp) },
        WGPEER_A_PROTOCOL_VERSION,
    };

    /// <summary>A device.</summary>
    public static AttributeTable Device { get; } = new()
    {
        WGDEVICE_A_IFINDEX, WGDEVICE_A_IFNAME, WGDEVICE_A_PRIVATE_KEY, WGDEVICE_A_PUBLIC_KEY, WGDEVICE_A_LISTEN_PORT, WGDEVICE_A_FWMARK,
        { WGDEVICE_A_PEERS, AttributeTable.ListOf(Peer) },
    };
}
