using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wire.Kernel.Interop;

/// <summary><c>ethtool_drvinfo</c> (linux/ethtool.h) as far as it is read; 196 bytes in all.</summary>
[StructLayout(LayoutKind.Sequential, Size = 196)]
internal struct EthtoolDrvinfo
{
    public uint cmd;
    public DriverBytes driver;

    [InlineArray(32)]
    internal struct DriverBytes
    {
        private byte _first;
    }
}

/// <summary>The part of <c>ifreq</c> (linux/if.h) that SIOCETHTOOL reads: a name of IFNAMSIZ bytes and a pointer; 40 bytes in all.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal struct IfreqData
{
    public Ifreq.NameBytes ifr_name;
    public nint ifr_data;
}
