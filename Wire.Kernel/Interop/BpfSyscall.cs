using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Wire.Kernel.Interop;

/// <summary>bpf(2).</summary>
internal static unsafe partial class BpfSyscall
{
    /// <summary>321 on x86_64, 280 elsewhere (asm-generic/unistd.h).</summary>
    private static nint Number => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 321 : 280;

    /// <returns>A descriptor or 0; when negative, the error is the last one of the thread.</returns>
    public static int Try<T>(int command, ref T attributes)
        where T : unmanaged
    {
        fixed (T* p = &attributes)
        {
            return (int)Syscall(Number, command, p, (nuint)sizeof(T));
        }
    }

    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static int Must<T>(int command, ref T attributes, string doing)
        where T : unmanaged => Try(command, ref attributes) is >= 0 and var result ? result : throw new NetlinkException(Errno, doing);

    public static int Errno => Marshal.GetLastPInvokeError();

    /// <summary>A name as the kernel takes it (bpf_obj_name_cpy): letters, digits, '_' and '.', at most 15.</summary>
    public static BpfName Name(string name)
    {
        BpfName result = default;
        Span<byte> bytes = result;
        for (int i = 0; i < Math.Min(name.Length, LinuxBpf.BPF_OBJ_NAME_LEN - 1); i++)
        {
            bytes[i] = char.IsAsciiLetterOrDigit(name[i]) || name[i] == '.' ? (byte)name[i] : (byte)'_';
        }
        return result;
    }

    public static string Name(in BpfName name)
    {
        ReadOnlySpan<byte> bytes = name;
        int end = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>What the kernel says of an object; nothing when it does not.</summary>
    public static T? Info<T>(int descriptor, T asked)
        where T : unmanaged
    {
        BpfAttrInfo attributes = new() { bpf_fd = (uint)descriptor, info_len = (uint)sizeof(T), info = (ulong)&asked };
        return Try(LinuxBpf.BPF_OBJ_GET_INFO_BY_FD, ref attributes) < 0 ? null : asked;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Syscall(nint number, nint command, void* attributes, nuint size);
}
