using Tmds.Linux;

namespace Wire.Host.Node;

/// <summary>Small files that are on the disk when the call returns.</summary>
internal static class DurableFiles
{
    /// <summary>Writes a new file, mode 0600, and fsyncs it.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using FileStream file = new(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>fsync(2) of a directory: the names in it are durable.</summary>
    public static unsafe void SyncDirectory(string path)
    {
        byte[] name = System.Text.Encoding.UTF8.GetBytes(path + '\0');
        int descriptor;
        fixed (byte* p = name)
        {
            descriptor = LibC.open(p, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC);
        }
        if (descriptor < 0)
        {
            throw new IOException($"cannot open {path}: errno {LibC.errno}");
        }
        try
        {
            if (LibC.fsync(descriptor) != 0)
            {
                throw new IOException($"cannot sync {path}: errno {LibC.errno}");
            }
        }
        finally
        {
            _ = LibC.close(descriptor);
        }
    }
}
