using Tmds.Linux;

namespace Wire.Kernel;

/// <summary>An open descriptor of a BPF program or map. The kernel's object lives as long as anything refers to it.</summary>
public abstract class BpfObject : IDisposable
{
    private protected BpfObject(int descriptor) => Descriptor = descriptor;

    /// <summary>Valid until this is disposed.</summary>
    public int Descriptor { get; private set; }

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
