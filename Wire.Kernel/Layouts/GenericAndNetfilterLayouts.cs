using System.Runtime.InteropServices;

namespace Wire.Kernel;

#pragma warning disable CA1051 // Fields are the layout: these structs are laid over the kernel's bytes.
#pragma warning disable IDE1006 // Fields have the kernel's names.

/// <summary><c>genlmsghdr</c> (linux/genetlink.h), 4 bytes: the fixed part of all generic netlink messages.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct GenlMsgHdr
{
    public byte cmd;
    public byte version;
    public ushort reserved;
}

/// <summary><c>nfgenmsg</c> (linux/netfilter/nfnetlink.h), 4 bytes: the fixed part of all netfilter messages.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct NfGenMsg
{
    public byte nfgen_family;
    public byte version;

    /// <summary>Big-endian: <see cref="System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(ushort)"/> on little-endian machines.</summary>
    public ushort res_id;
}
