using System.Runtime.InteropServices;

namespace Wire.Kernel.Interop;

/// <summary><c>sockaddr_nl</c> (linux/netlink.h), which Tmds.LibC lacks.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SockaddrNl
{
    public ushort nl_family;
    public ushort nl_pad;
    public uint nl_pid;
    public uint nl_groups;
}
