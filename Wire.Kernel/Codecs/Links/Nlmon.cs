using Wire.Domain;

namespace Wire.Kernel;

/// <summary>A kind without attributes of its own.</summary>
internal sealed class NlmonCodec() : LinkCodec(Nlmon.TheKind, "nlmon")
{
    public override Link Decode(scoped in LinkData data)
    {
        data.KeepAll();
        return new Nlmon();
    }
}
