using System.Runtime.InteropServices;

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
