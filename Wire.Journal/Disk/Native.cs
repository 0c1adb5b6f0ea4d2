using System.Runtime.InteropServices;

namespace Wire.Journal.Disk;

/// <summary>The system calls that Tmds.LibC lacks.</summary>
internal static partial class Native
{
    // <sys/file.h>, the same on every Linux architecture.
    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;
    public const int LOCK_UN = 8;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int flock(int fd, int operation);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int rename(string from, string to);
}
