using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_TUN_*: netlink shows TUN and TAP devices as one kind, which is decoded here, and makes neither (<see cref="TunRequest"/> does).</summary>
internal sealed class TapCodec() : LinkCodec(Tap.TheKind, "tun")
{
    public override string KernelOption => "CONFIG_TUN";

    public override AttributePlace DataPlace => AttributePlace.TunData;

    public override AttributeTable DataNames => LinkTables.Tun;

    public override Link Decode(scoped in LinkData data)
    {
        uint? owner = null, group = null;
        ushort? type = null;
        bool? multiQueue = null, packetInfo = null, vnetHeader = null, persistent = null;
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_TUN_OWNER:
                    owner = attributes.ReadU32();
                    break;
                case IFLA_TUN_GROUP:
                    group = attributes.ReadU32();
                    break;
                case IFLA_TUN_MULTI_QUEUE:
                    multiQueue = attributes.ReadU8() != 0;
                    break;
                case IFLA_TUN_PI:
                    packetInfo = attributes.ReadU8() != 0;
                    break;
                case IFLA_TUN_VNET_HDR:
                    vnetHeader = attributes.ReadU8() != 0;
                    break;
                case IFLA_TUN_PERSIST:
                    persistent = attributes.ReadU8() != 0;
                    break;
                case IFLA_TUN_TYPE:
                    type = attributes.ReadU8();
                    break;
                default:
                    data.Unknown.Keep(attributes, DataPlace);
                    break;
            }
        }
        return type switch
        {
            LinuxIfTun.IFF_TAP => new Tap
            {
                Owner = owner, Group = group, MultiQueue = multiQueue, PacketInfo = packetInfo, VnetHeader = vnetHeader, Persistent = persistent,
            },
            LinuxIfTun.IFF_TUN => new Tun
            {
                Owner = owner, Group = group, MultiQueue = multiQueue, PacketInfo = packetInfo, VnetHeader = vnetHeader, Persistent = persistent,
            },
            _ => LinkCodecs.Interface.Decode(data),
        };
    }
    public override KernelCall CreationCall(Link link, uint? index)
    {
        Tap tap = (Tap)link;
        return new TunRequest(tap.Name, IsTap: true, index, tap.Owner, tap.Group, Flags(tap.MultiQueue, tap.VnetHeader), tap.PacketInfo == true);
    }

    internal static ushort Flags(bool? multiQueue, bool? vnetHeader) =>
        (ushort)((multiQueue == true ? LinuxIfTun.IFF_MULTI_QUEUE : 0) | (vnetHeader == true ? LinuxIfTun.IFF_VNET_HDR : 0));
}
