using System.Diagnostics;
using System.Text;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Wire.Journal.Tests.Processes;

/// <summary>
/// An ext4 of its own, on a loop device over a file in memory, for a process with mounts of its own. Its errors are the kernel's: ext4 can be
/// told to stop as if the power had gone (EXT4_IOC_SHUTDOWN), after which every call is EIO until it is mounted again, and to find an error in
/// itself (trigger_fs_error), after which it is read-only, also for files that are open. So no shim stands between the journal and the
/// system calls: one by LD_PRELOAD would not even be asked, as .NET looks up functions in libc itself.
/// </summary>
internal sealed class RealDisk
{
    // <linux/ext4.h>: _IOR('X', 125, __u32); EXT4_GOING_FLAGS_NOLOGFLUSH leaves what is in memory there, also of ext4's own log.
    private const int EXT4_IOC_SHUTDOWN = unchecked((int)0x8004587d);
    private const int EXT4_GOING_FLAGS_NOLOGFLUSH = 2;

    private readonly string _image;
    private bool _isDown;

    public RealDisk(string directory)
    {
        Run("mount", "-t", "tmpfs", "-o", "size=80m", "wire-journal-test", directory);
        _image = Path.Combine(directory, "image");
        Folder = Directory.CreateDirectory(Path.Combine(directory, "ext4")).FullName;
        using (var file = File.Create(_image))
        {
            file.SetLength(64 * 1024 * 1024);
        }

        Run("mkfs.ext4", "-q", _image);
        Mount();
    }

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>
    /// The power is about to go, or is gone: what is acknowledged from here on reaches nobody. (A fdatasync that is under way while ext4 shuts
    /// down may say that it succeeded although nothing came to the disk, as no machine without power can.)
    /// </summary>
    public bool IsDown => Volatile.Read(ref _isDown);

    /// <summary>What was not synced is gone, and the file system is dead.</summary>
    public unsafe void LosePower()
    {
        Volatile.Write(ref _isDown, true);
        fixed (byte* name = Encoding.UTF8.GetBytes(Folder + '\0'))
        {
            var fd = open(name, O_RDONLY | O_DIRECTORY);
            var flags = EXT4_GOING_FLAGS_NOLOGFLUSH;
            var done = ioctl(fd, EXT4_IOC_SHUTDOWN, &flags);
            _ = close(fd);
            Require(done == 0, "ext4 did not shut down");
        }
    }

    /// <summary>It finds an error in itself.</summary>
    public void GoReadOnly()
    {
        var device = File.ReadLines("/proc/self/mounts").Select(line => line.Split(' ')).Single(fields => fields[1] == Folder)[0];
        File.WriteAllText($"/sys/fs/ext4/{Path.GetFileName(device)}/trigger_fs_error", "a test");
    }

    /// <summary>The machine is up again, or somebody looked after the disk.</summary>
    public void Repair()
    {
        Run("umount", Folder);
        using (var check = Process.Start(new ProcessStartInfo("e2fsck", ["-p", _image]) { RedirectStandardOutput = true })!)
        {
            check.StandardOutput.ReadToEnd();
            check.WaitForExit();
            Require(check.ExitCode is 0 or 1, $"e2fsck ended with {check.ExitCode}");
        }

        Mount();
        Volatile.Write(ref _isDown, false);
    }

    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Require(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    public static void Require(bool fact, string otherwise)
    {
        if (!fact)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private void Mount() => Run("mount", "-o", "loop,errors=remount-ro", _image, Folder);
}
