using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wire.Kernel.Interop;

/// <summary>The part of <c>ifreq</c> (linux/if.h) that TUNSETIFF reads: a name of IFNAMSIZ bytes and flags; 40 bytes in all.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal struct Ifreq
{
    public NameBytes ifr_name;
    public ushort ifr_flags;

    [InlineArray(16)]
    internal struct NameBytes
    {
        private byte _first;
    }
}
