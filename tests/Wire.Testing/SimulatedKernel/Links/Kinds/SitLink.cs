using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>IPv6 over IPv4 (net/ipv6/sit.c), with the prefixes of 6rd (RFC 5969).</summary>
internal sealed class SitLink(SimulatedNamespace ns) : TunnelLink(ns, TunnelShape.Sit)
{
    private const ushort IFLA_IPTUN_LOCAL = 2;
    private const ushort IFLA_IPTUN_FLAGS = 8;
    private const ushort IFLA_IPTUN_6RD_PREFIX = 11;
    private const ushort IFLA_IPTUN_6RD_RELAY_PREFIX = 12;
    private const ushort IFLA_IPTUN_6RD_PREFIXLEN = 13;
    private const ushort IFLA_IPTUN_6RD_RELAY_PREFIXLEN = 14;

    /// <summary>In the attribute's byte order, which is said to be the network's.</summary>
    private const ushort SIT_ISATAP = 0x0100;

    /// <summary>2002::/16 (RFC 3056).</summary>
    private UInt128 _prefix = (UInt128)0x2002 << 112;
    private ushort _prefixLength = 16;
    private uint _relayPrefix;
    private ushort _relayPrefixLength;

    public uint LocalEnd => (uint)Options[IFLA_IPTUN_LOCAL];

    /// <summary>addrconf_sit_config: it leads to no one end, and is no ISATAP.</summary>
    public bool HasCompatibleAddresses => (Flags & IFF_POINTOPOINT) == 0 && (Options[IFLA_IPTUN_FLAGS] & SIT_ISATAP) == 0;

    public override void Registered(LinkRequest request) => TakePrefixes(request.Data);

    public override void Change(Attributes data)
    {
        base.Change(data);
        TakePrefixes(data);
    }

    public override void WriteData(MessageWriter data)
    {
        base.WriteData(data);
        data.Attribute(IFLA_IPTUN_6RD_PREFIX, Ip.Bytes(_prefix))
            .Attribute(IFLA_IPTUN_6RD_RELAY_PREFIX, Ip.Bytes(_relayPrefix))
            .AttributeU16(IFLA_IPTUN_6RD_PREFIXLEN, _prefixLength)
            .AttributeU16(IFLA_IPTUN_6RD_RELAY_PREFIXLEN, _relayPrefixLength);
    }

    /// <summary>ipip6_tunnel_update_6rd: one of them said says all.</summary>
    private void TakePrefixes(Attributes data)
    {
        if (data.All.All(a => a.Type is < IFLA_IPTUN_6RD_PREFIX or > IFLA_IPTUN_6RD_RELAY_PREFIXLEN))
        {
            return;
        }
        UInt128 prefix = data.Bytes(IFLA_IPTUN_6RD_PREFIX) is { } told ? Ip.Read6(told) : 0;
        uint relayPrefix = data.U32Be(IFLA_IPTUN_6RD_RELAY_PREFIX) ?? 0;
        ushort length = data.U16(IFLA_IPTUN_6RD_PREFIXLEN) ?? 0;
        ushort relayLength = data.U16(IFLA_IPTUN_6RD_RELAY_PREFIXLEN) ?? 0;
        Require(relayLength <= 32 && length + (32 - relayLength) <= 64);
        Require((prefix & ~Ip.Mask6(length)) == 0 && (relayPrefix & ~Ip.Mask4(relayLength)) == 0);
        (_prefix, _prefixLength, _relayPrefix, _relayPrefixLength) = (prefix, length, relayPrefix, relayLength);
    }
}
