using Wire.Domain;

namespace Wire.Kernel;

/// <summary>A physical device, or a link of a kind that Wire has no codec for: all it says of its own is kept as it came.</summary>
internal sealed class InterfaceCodec() : LinkCodec(Interface.TheKind, null)
{
    public override Link Decode(scoped in LinkData data)
    {
        data.KeepAll();
        return new Interface { Device = data.InfoKind };
    }
}
