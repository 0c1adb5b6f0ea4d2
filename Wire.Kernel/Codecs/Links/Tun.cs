using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The kernel's word for a TUN device is that of a TAP device, by which <see cref="TapCodec"/> finds and decodes both.</summary>
internal sealed class TunCodec() : LinkCodec(Tun.TheKind, null)
{
    public override AttributeTable DataNames => LinkTables.Tun;

    public override Link Decode(scoped in LinkData data) => throw new InvalidOperationException("decoded by TapCodec");

    public override KernelCall CreationCall(Link link, uint? index)
    {
        Tun tun = (Tun)link;
        return new TunRequest(tun.Name, IsTap: false, index, tun.Owner, tun.Group, TapCodec.Flags(tun.MultiQueue, tun.VnetHeader), tun.PacketInfo == true);
    }
}
