using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary><c>struct br_boolopt_multi</c>, linux/if_bridge.h: bits that are set, and which of them are meant.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BoolOptions
{
    public uint optval;
    public uint optmask;

    public BoolOptions(params ReadOnlySpan<(int Bit, bool? Value)> options)
    {
        foreach ((int bit, bool? value) in options)
        {
            optval |= value == true ? 1u << bit : 0;
            optmask |= value is null ? 0 : 1u << bit;
        }
    }

    /// <summary>Null for a bit that this kernel does not have.</summary>
    public readonly bool? this[int bit] => (optmask >> bit & 1) == 0 ? null : (optval >> bit & 1) != 0;
}

/// <summary><c>struct bridge_vlan_info</c>, linux/if_bridge.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BridgeVlanInfo
{
    public ushort flags;
    public ushort vid;
}

/// <summary><c>struct br_vlan_msg</c>, linux/if_bridge.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BrVlanMsg
{
    public byte family;
    public byte reserved1;
    public ushort reserved2;
    public uint ifindex;
}

/// <summary><c>struct br_port_msg</c>, linux/if_bridge.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BrPortMsg
{
    public byte family;
    public uint ifindex;
}

/// <summary><c>struct br_mdb_entry</c>, linux/if_bridge.h.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct BrMdbEntry
{
    public uint ifindex;
    public byte state;
    public byte flags;
    public ushort vid;
    public BrMdbAddress addr;
}

/// <summary>The group of <c>br_mdb_entry</c>: an address in network order, and its ETH_P_* in network order; 0 for one of Ethernet.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct BrMdbAddress
{
    private const ushort ETH_P_IP = 0x0800, ETH_P_IPV6 = 0x86dd;
    private const int Ipv4Bytes = 4, MacBytes = 6;

    private ulong _first;
    private ulong _second;
    private ushort _proto;

    /// <summary>Null for a protocol that nobody knows.</summary>
    public readonly MulticastGroup? Group
    {
        get
        {
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes<ulong>([_first, _second]);
            return BinaryPrimitives.ReverseEndianness(_proto) switch
            {
                ETH_P_IP => MulticastGroup.Of(IpAddr.FromBytes(bytes[..Ipv4Bytes])),
                ETH_P_IPV6 => MulticastGroup.Of(IpAddr.FromBytes(bytes)),
                0 => MulticastGroup.Of(MacAddress.FromBytes(bytes[..MacBytes])),
                _ => null,
            };
        }
    }

    public static BrMdbAddress Of(MulticastGroup group)
    {
        Span<ulong> halves = stackalloc ulong[2];
        halves.Clear();
        Span<byte> bytes = MemoryMarshal.AsBytes(halves);
        if (group.Mac is { } mac)
        {
            mac.WriteTo(bytes);
        }
        else
        {
            group.Ip.WriteTo(bytes);
        }
        ushort proto = group.Mac is not null ? (ushort)0 : group.Ip.IsV6 ? ETH_P_IPV6 : ETH_P_IP;
        return new() { _first = halves[0], _second = halves[1], _proto = BinaryPrimitives.ReverseEndianness(proto) };
    }
}

/// <summary><c>struct tunnel_msg</c>, linux/if_link.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TunnelMsg
{
    public byte family;
    public byte flags;
    public ushort reserved2;
    public uint ifindex;
}
