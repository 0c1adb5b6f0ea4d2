using System.Runtime.ExceptionServices;
using System.Text;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Wire.Kernel;

/// <summary>Makes a named network namespace as ip-netns(8) does: a mount of it on /run/netns/NAME, which keeps it alive.</summary>
public sealed record CreateNetns(string Name) : KernelCall
{
    internal override void CarryOut()
    {
        string doing = $"make the network namespace '{Name}'";
        string path = NetnsFile.PathOf(Name, doing);
        NetnsFile.PrepareDirectory(doing);
        NetnsFile.CreateMountPoint(path, doing);
        try
        {
            MountNew(path, doing);
        }
        catch
        {
            NetnsFile.Remove(path, doing);
            throw;
        }
    }

    /// <summary>On a thread of its own, which leaves its namespace for the new one and ends there.</summary>
    private static void MountNew(string path, string doing)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                NetnsFile.Check(unshare(CLONE_NEWNET), doing);
                NetnsFile.Mount("/proc/thread-self/ns/net", path, MS_BIND, doing);
            }
            catch (NetlinkException e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }, NetnsThread.StackBytes) { IsBackground = true, Name = "netns add" };
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}

/// <summary>Removes the name of a network namespace; the namespace dies when nothing else holds it.</summary>
public sealed record DeleteNetns(string Name) : KernelCall
{
    internal override void CarryOut()
    {
        string doing = $"remove the network namespace '{Name}'";
        string path = NetnsFile.PathOf(Name, doing);
        NetnsFile.Unmount(path, doing);
        NetnsFile.Remove(path, doing);
    }
}

internal static unsafe class NetnsFile
{
    private const string Directory = "/run/netns";
    private const int OwnerAll = 0x1c0 | 0x28 | 0x5; // 0755

    public static string PathOf(string name, string doing) => name.Length > 0 && name is not ("." or "..") && !name.Contains('/')
        ? $"{Directory}/{name}"
        : throw new NetlinkException(Errno.EINVAL, doing);

    /// <summary>Mounts below it have to be seen from the mount namespaces of others, so it is a shared mount.</summary>
    public static void PrepareDirectory(string doing)
    {
        fixed (byte* p = Bytes(Directory))
        {
            if (mkdir(p, (mode_t)OwnerAll) < 0 && errno != EEXIST)
            {
                throw new NetlinkException(errno, doing);
            }
        }
        if (TryMount("none", Directory, MS_SHARED | MS_REC))
        {
            return;
        }
        if (errno != EINVAL)
        {
            throw new NetlinkException(errno, doing);
        }
        // It was no mount point yet.
        Mount(Directory, Directory, MS_BIND | MS_REC, doing);
        Mount("none", Directory, MS_SHARED | MS_REC, doing);
    }

    /// <exception cref="NetlinkException">EEXIST when the name is in use.</exception>
    public static void CreateMountPoint(string path, string doing)
    {
        fixed (byte* p = Bytes(path))
        {
            int fd = open(p, O_RDONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)0);
            Check(fd, doing);
            _ = close(fd);
        }
    }

    public static void Mount(string source, string target, ulong_t flags, string doing)
    {
        if (!TryMount(source, target, flags))
        {
            throw new NetlinkException(errno, doing);
        }
    }

    public static void Unmount(string path, string doing)
    {
        fixed (byte* p = Bytes(path))
        {
            // EINVAL: a file that nothing is mounted on, left from before the machine started.
            if (umount2(p, MNT_DETACH) < 0 && errno != EINVAL)
            {
                throw new NetlinkException(errno, doing);
            }
        }
    }

    public static void Remove(string path, string doing)
    {
        fixed (byte* p = Bytes(path))
        {
            Check(unlink(p), doing);
        }
    }

    public static void Check(int result, string doing)
    {
        if (result < 0)
        {
            throw new NetlinkException(errno, doing);
        }
    }

    private static bool TryMount(string source, string target, ulong_t flags)
    {
        fixed (byte* s = Bytes(source), t = Bytes(target), none = "none\0"u8)
        {
            return mount(s, t, none, flags, null) == 0;
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
