using System.Net.Sockets;
using System.Text;
using Tmds.Linux;

namespace Wire.Host.Api;

/// <summary>The listening Unix socket: its file, its owner and its mode.</summary>
internal static class ApiSocket
{
    /// <summary>sizeof(sun_path) less the final NUL, unix(7).</summary>
    private const int PathBytesMax = 107;

    /// <summary>Bound, and not yet listening: until then a client is refused, so none gets in before the mode is set.</summary>
    /// <exception cref="NodeException">Somebody answers on it, the path is not one for a socket, or it cannot be made.</exception>
    public static Socket Bind(ApiServerOptions options)
    {
        string path = options.SocketPath;
        CheckLength(path);
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            RemoveStale(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            Protect(path, options);
            return socket;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SocketException)
        {
            socket.Dispose();
            throw new NodeException(NodeError.NotPermitted, $"cannot listen on {path}: {error.Message}", inner: error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="NodeException">The kernel has no room for so long a name.</exception>
    public static void CheckLength(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) > PathBytesMax)
        {
            throw new NodeException(NodeError.BadRequest, $"{path}: a socket's path has at most {PathBytesMax} bytes; name a shorter one with --socket");
        }
    }

    private static void RemoveStale(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using Socket probe = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
        {
            File.Delete(path);
            return;
        }

        throw new NodeException(NodeError.Busy, $"another daemon answers on {path}");
    }

    private static unsafe bool IsSocket(string path)
    {
        stat status;
        fixed (byte* name = NulTerminated(path))
        {
            return LibC.lstat(name, &status) == 0 && (status.st_mode & LibC.S_IFMT) == LibC.S_IFSOCK;
        }
    }

    private static void Protect(string path, ApiServerOptions options)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        uint? group = options.Group is { } name ? AccountFiles.GroupId(name) : null;
        bool given = group is { } gid && GiveTo(path, gid);
        File.SetUnixFileMode(path, options.Mode ?? (given ? Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite : Owner));
    }

    /// <summary>False where the daemon's user may not: then the group stays out.</summary>
    private static unsafe bool GiveTo(string path, uint group)
    {
        fixed (byte* name = NulTerminated(path))
        {
            return LibC.chown(name, LibC.geteuid(), group) == 0;
        }
    }

    private static byte[] NulTerminated(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
