using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Wire.Kernel;

/// <summary>An open file of /run/netns, which is how ip-netns(8) names namespaces.</summary>
internal sealed class RealNetns(int descriptor) : INetns
{
    private const string Directory = "/run/netns";
    private const string OwnNamespace = "/proc/thread-self/ns/net";

    private int _descriptor = descriptor;

    public int Descriptor => _descriptor;

    /// <param name="name">Null for the namespace of the calling thread.</param>
    /// <exception cref="NetnsMissingException">There is none of that name.</exception>
    public static unsafe RealNetns Open(string? name)
    {
        if (name is not null && (name.Length == 0 || name is "." or ".." || name.Contains('/')))
        {
            throw new NetnsMissingException(name);
        }
        byte[] path = System.Text.Encoding.UTF8.GetBytes((name is null ? OwnNamespace : $"{Directory}/{name}") + '\0');
        fixed (byte* p = path)
        {
            int fd = open(p, O_RDONLY | O_CLOEXEC);
            if (fd >= 0)
            {
                return new(fd);
            }
        }
        throw name is not null && errno == ENOENT
            ? new NetnsMissingException(name)
            : new NetlinkException(errno, name is null ? "open the own network namespace" : $"open the network namespace '{name}'");
    }

    /// <summary>
    /// The inode of its file in nsfs, which nothing else has while anybody holds the namespace open; 0 when there is none, as while
    /// the name is a plain file: before the mount of its namespace, and after.
    /// </summary>
    public static ulong? IdentityOf(string name) =>
        !Look(OwnNamespace, out stat own) ? null
        : Look($"{Directory}/{name}", out stat status) ? status.st_dev == own.st_dev ? (ulong)status.st_ino : 0
        : errno == ENOENT ? 0 : null;

    private static unsafe bool Look(string path, out stat status)
    {
        fixed (byte* p = System.Text.Encoding.UTF8.GetBytes(path + '\0'))
        fixed (stat* into = &status)
        {
            return LibC.stat(p, into) == 0;
        }
    }

    public static IReadOnlyList<string> Names() => System.IO.Directory.Exists(Directory)
        ? [.. System.IO.Directory.EnumerateFiles(Directory).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Moves the calling thread into the namespace (setns(2)).</summary>
    public void Enter(string name)
    {
        if (setns(_descriptor, CLONE_NEWNET) < 0)
        {
            // A plain file: the mount of its namespace is not there yet, or not any more.
            throw errno == EINVAL ? new NetnsMissingException(name) : new NetlinkException(errno, $"enter the network namespace '{name}'");
        }
    }

    public void Dispose()
    {
        int fd = Interlocked.Exchange(ref _descriptor, -1);
        if (fd >= 0)
        {
            _ = close(fd);
        }
    }
}
