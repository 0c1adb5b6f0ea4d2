using System.Collections.Immutable;
using System.Text;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Wire.Kernel;

/// <summary>Sets a kernel parameter (sysctl(8)). What lies below /proc/sys/net is the namespace's own.</summary>
/// <param name="Path">Below /proc/sys, parts separated by '/': "net/ipv4/ip_forward".</param>
/// <param name="Value">As it is written, without a line's end.</param>
public sealed record SysctlWrite(string Path, string Value) : KernelCall
{
    internal override unsafe void CarryOut()
    {
        string doing = $"set the sysctl {Path} to '{Value}'";
        int fd = SysctlFile.Open(Path, O_WRONLY, doing);
        try
        {
            byte[] text = Encoding.UTF8.GetBytes(Value + '\n');
            fixed (byte* p = text)
            {
                // One write: the kernel takes each by itself.
                if (write(fd, p, text.Length) < 0)
                {
                    throw new NetlinkException(errno, doing);
                }
            }
        }
        finally
        {
            _ = close(fd);
        }
    }
}

/// <summary>Reads kernel parameters: their text without the line's end; null for one that there is not or that cannot be read.</summary>
/// <param name="Paths">Below /proc/sys, parts separated by '/'.</param>
public sealed record SysctlRead(ImmutableArray<string> Paths) : KernelQuery<IReadOnlyList<string?>>
{
    private const int ValueBytesMax = 4096;

    internal override unsafe IReadOnlyList<string?> Answer()
    {
        string?[] values = new string?[Paths.Length];
        byte[] buffer = new byte[ValueBytesMax];
        for (int i = 0; i < values.Length; i++)
        {
            int fd;
            try
            {
                fd = SysctlFile.Open(Paths[i], O_RDONLY, $"read the sysctl {Paths[i]}");
            }
            catch (NetlinkException e) when (e.Errno is Errno.ENOENT or Errno.EACCES or Errno.EPERM)
            {
                continue;
            }
            fixed (byte* p = buffer)
            {
                int length = (int)read(fd, p, buffer.Length);
                // Some can be written only, or answer for a device that is on its way out.
                values[i] = length < 0 ? null : Encoding.UTF8.GetString(buffer.AsSpan(0, length)).TrimEnd('\n');
            }
            _ = close(fd);
        }
        return values;
    }
}

internal static class SysctlFile
{
    /// <exception cref="NetlinkException">ENOENT when there is no such parameter, or the path is none.</exception>
    public static unsafe int Open(string path, int flags, string doing)
    {
        if (path.Length == 0 || path.Split('/').Any(part => part is "" or "." or ".."))
        {
            throw new NetlinkException(Errno.ENOENT, doing);
        }
        fixed (byte* p = Encoding.UTF8.GetBytes($"/proc/sys/{path}\0"))
        {
            int fd = open(p, flags | O_CLOEXEC);
            return fd >= 0 ? fd : throw new NetlinkException(errno, doing);
        }
    }
}
