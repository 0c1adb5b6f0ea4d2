using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_TUN_*: netlink shows TUN and TAP devices as one kind and makes neither (<see cref="TunRequest"/> does).</summary>
internal sealed class TapCodec() : LinkCodec(Tap.TheKind, "tun")
{
    public override string KernelOption => "CONFIG_TUN";

    public override Link Decode(scoped in LinkData data)
    {
        if (!IsTap(data.Attributes))
        {
            return LinkCodecs.Interface.Decode(data);
        }
        uint? owner = null, group = null;
        bool? multiQueue = null;
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
                case IFLA_TUN_TYPE:
                    break;
                default:
                    data.Unknown.Keep(attributes, AttributePlace.TunData);
                    break;
            }
        }
        return new Tap { Owner = owner, Group = group, MultiQueue = multiQueue };
    }

    public override KernelCall CreationCall(Link link, uint? index)
    {
        Tap tap = (Tap)link;
        return new TunRequest(tap.Name, IsTap: true, index, tap.Owner, tap.Group, tap.MultiQueue == true ? LinuxIfTun.IFF_MULTI_QUEUE : (ushort)0);
    }

    private static bool IsTap(AttributeReader attributes)
    {
        while (attributes.Read())
        {
            if (attributes.Type == IFLA_TUN_TYPE)
            {
                return attributes.ReadU8() == LinuxIfTun.IFF_TAP;
            }
        }
        return false;
    }
}
