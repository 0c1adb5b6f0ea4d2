using Wire.Kernel.Interop;
using static Wire.Kernel.LinuxBpf;

namespace Wire.Kernel;

/// <summary>Loaded types (BTF): by them bpftool shows what is in a map.</summary>
public sealed unsafe class BpfTypes : BpfObject
{
    private BpfTypes(int descriptor)
        : base(descriptor)
    {
    }

    /// <param name="types">The contents of a section ".BTF", with the places of variables.</param>
    /// <param name="source">For the error's text.</param>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    internal static BpfTypes Load(ReadOnlySpan<byte> types, string source)
    {
        fixed (byte* bytes = types)
        {
            BpfAttrTypes attributes = new() { btf = (ulong)bytes, btf_size = (uint)types.Length };
            return new(BpfSyscall.Must(BPF_BTF_LOAD, ref attributes, $"load the types of '{source}'"));
        }
    }
}
