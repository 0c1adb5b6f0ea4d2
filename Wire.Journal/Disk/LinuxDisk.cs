using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Wire.Journal.Disk;

/// <summary>The disk, by system calls.</summary>
public sealed unsafe class LinuxDisk : IDisk
{
    private const ushort OwnerOnly = 0x180; // 0600

    /// <summary>The one there is: it has no state.</summary>
    public static LinuxDisk Instance { get; } = new();

    private LinuxDisk()
    {
    }

    /// <inheritdoc/>
    public void CreateDirectory(string directory)
    {
        if (Directory.Exists(directory))
        {
            return;
        }

        var parent = Path.GetDirectoryName(Path.GetFullPath(directory))!;
        CreateDirectory(parent);
        fixed (byte* name = Zero(directory))
        {
            if (mkdir(name, 0x1C0 /* 0700 */) < 0 && errno != EEXIST)
            {
                throw Failed("mkdir", directory);
            }
        }

        SyncDirectory(parent);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string directory)
    {
        try
        {
            return [.. new DirectoryInfo(directory).EnumerateFiles().Select(file => file.Name)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            throw new DiskException("opendir", directory, EACCES, "Permission denied");
        }
    }

    /// <inheritdoc/>
    public IDiskFile Open(string path, DiskAccess access) => new LinuxFile(Descriptor(path, access switch
    {
        DiskAccess.Read => O_RDONLY,
        DiskAccess.ReadWrite => O_RDWR,
        DiskAccess.Create => O_RDWR | O_CREAT | O_EXCL,
        _ => throw new ArgumentOutOfRangeException(nameof(access)),
    }), path);

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        if (Native.rename(from, to) < 0)
        {
            throw Failed("rename", from);
        }
    }

    /// <inheritdoc/>
    public void Delete(string path)
    {
        fixed (byte* name = Zero(path))
        {
            if (unlink(name) < 0)
            {
                throw Failed("unlink", path);
            }
        }
    }

    /// <inheritdoc/>
    public void SyncDirectory(string directory)
    {
        var fd = Descriptor(directory, O_RDONLY | O_DIRECTORY);
        try
        {
            if (fsync(fd) < 0)
            {
                throw Failed("fsync", directory);
            }
        }
        finally
        {
            _ = close(fd);
        }
    }

    /// <inheritdoc/>
    public IDisposable Lock(string path)
    {
        var file = new LinuxFile(Descriptor(path, O_RDWR | O_CREAT), path);
        if (file.TryLock())
        {
            var pid = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n"));
            file.SetLength(0);
            file.Write(pid, 0);
            return file;
        }

        Span<byte> text = stackalloc byte[16];
        var length = file.Read(text, 0);
        file.Dispose();
        _ = int.TryParse(text[..length].TrimEnd("\n"u8), CultureInfo.InvariantCulture, out var owner);
        throw new JournalLockedException(Path.GetDirectoryName(path)!, owner);
    }

    internal static DiskException Failed(string operation, string path)
    {
        var code = errno;
        return new DiskException(operation, path, code, Marshal.GetPInvokeErrorMessage(code));
    }

    private static int Descriptor(string path, int flags)
    {
        fixed (byte* name = Zero(path))
        {
            var fd = open(name, flags | O_CLOEXEC, (mode_t)OwnerOnly);
            return fd >= 0 ? fd : throw Failed("open", path);
        }
    }

    private static byte[] Zero(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
