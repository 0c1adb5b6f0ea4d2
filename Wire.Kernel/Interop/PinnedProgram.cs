using System.Runtime.InteropServices;
using System.Text;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Wire.Kernel;

/// <summary>An open descriptor of a BPF program that is pinned in a BPF file system (bpf(2), BPF_OBJ_GET).</summary>
internal sealed partial class PinnedProgram : IDisposable
{
    /// <summary>linux/bpf.h.</summary>
    private const int BPF_OBJ_GET = 7;

    private PinnedProgram(int descriptor) => Descriptor = descriptor;

    public int Descriptor { get; private set; }

    /// <param name="path">Absolute.</param>
    /// <exception cref="NetlinkException">There is no such file, it is no BPF object, or it may not be opened.</exception>
    public static unsafe PinnedProgram Open(string path)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + "\0"))
        {
            BpfAttrObj attr = new() { pathname = (ulong)name };
            int descriptor = (int)Syscall(SYS_bpf, BPF_OBJ_GET, &attr, (nuint)sizeof(BpfAttrObj));
            return descriptor >= 0 ? new(descriptor) : throw new NetlinkException(Marshal.GetLastPInvokeError(), $"open the pinned BPF program '{path}'");
        }
    }

    public void Dispose()
    {
        if (Descriptor >= 0)
        {
            _ = close(Descriptor);
            Descriptor = -1;
        }
    }

    /// <summary>The number of bpf(2): 321 on x86_64, 280 elsewhere (asm-generic/unistd.h).</summary>
    private static nint SYS_bpf => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 321 : 280;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial nint Syscall(nint number, nint command, BpfAttrObj* attr, nuint size);

    /// <summary>The member of <c>union bpf_attr</c> for BPF_OBJ_*.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct BpfAttrObj
    {
        public ulong pathname;
        public uint bpf_fd;
        public uint file_flags;
    }
}
