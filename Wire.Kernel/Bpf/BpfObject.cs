using System.Text;
using Tmds.Linux;
using Wire.Kernel.Interop;

namespace Wire.Kernel;

/// <summary>An open descriptor of a BPF program or map. The kernel's object lives as long as anything refers to it.</summary>
public abstract class BpfObject : IDisposable
{
    private protected BpfObject(int descriptor) => Descriptor = descriptor;

    /// <summary>Valid until this is disposed.</summary>
    public int Descriptor { get; private set; }

    /// <summary>Gives it a name in a BPF file system (/sys/fs/bpf), by which it outlives who uses it.</summary>
    /// <exception cref="NetlinkException">EEXIST when the name is in use, EPERM when the path is in no BPF file system.</exception>
    public unsafe void Pin(string path)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            BpfAttrObject attributes = new() { pathname = (ulong)name, bpf_fd = (uint)Descriptor };
            BpfSyscall.Must(LinuxBpf.BPF_OBJ_PIN, ref attributes, $"pin a BPF object at '{path}'");
        }
    }

    private protected static unsafe int Open(string path)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            BpfAttrObject attributes = new() { pathname = (ulong)name };
            return BpfSyscall.Must(LinuxBpf.BPF_OBJ_GET, ref attributes, $"open the pinned BPF object '{path}'");
        }
    }

    public void Dispose()
    {
        if (Descriptor >= 0)
        {
            _ = LibC.close(Descriptor);
            Descriptor = -1;
        }
        GC.SuppressFinalize(this);
    }
}
