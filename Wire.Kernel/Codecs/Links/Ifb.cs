using Wire.Domain;

namespace Wire.Kernel;

/// <summary>A kind without attributes of its own.</summary>
internal sealed class IfbCodec() : LinkCodec(Ifb.TheKind, "ifb")
{
    public override string KernelOption => "CONFIG_IFB";

    public override Link Decode(scoped in LinkData data)
    {
        data.KeepAll();
        return new Ifb();
    }
}
