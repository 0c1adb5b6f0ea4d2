using System.Net.Sockets;
using System.Runtime.InteropServices;
using Tmds.Linux;

namespace Wire.Host.Api;

/// <summary>SO_PEERCRED (unix(7)): the process at the other end when it connected, as the kernel saw it. Nobody can forge it.</summary>
internal static class PeerCredentials
{
    /// <summary>What a client may say of itself: its name as a source. It is no credential.</summary>
    public const string SourceHeader = "Wire-Source";

    public static Caller Of(Socket socket, string source)
    {
        // struct ucred { pid_t pid; uid_t uid; gid_t gid; }
        Span<int> ucred = stackalloc int[3];
        socket.GetRawSocketOption(LibC.SOL_SOCKET, LibC.SO_PEERCRED, MemoryMarshal.AsBytes(ucred));
        uint uid = (uint)ucred[1];
        return new Caller(uid, AccountFiles.UserName(uid), ucred[0], source);
    }
}
