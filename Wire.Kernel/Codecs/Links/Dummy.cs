using Wire.Domain;

namespace Wire.Kernel;

/// <summary>A kind without attributes of its own.</summary>
internal sealed class DummyCodec() : LinkCodec(Dummy.TheKind, "dummy")
{
    public override string KernelOption => "CONFIG_DUMMY";

    public override Link Decode(scoped in LinkData data)
    {
        data.KeepAll();
        return new Dummy();
    }
}
