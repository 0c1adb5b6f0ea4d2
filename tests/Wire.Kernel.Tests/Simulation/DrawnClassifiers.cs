using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.PktSched;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>Filters: each kind has priorities of its own, as all of one priority are of one kind and for one protocol.</summary>
internal static class DrawnClassifiers
{
    private const ushort ETH_P_ALL = 3, ETH_P_IP = 0x0800, ETH_P_8021Q = 0x8100;
    private const int ACT_OK = 0, ACT_SHOT = 2, ACT_STOLEN = 4, ACT_PIPE = 3;

    public static DrawnRequest NextMatchall(RandomRequests draw) =>
        Filter(draw, new(0) { Kind = "matchall", Priority = draw.Of<ushort>(10, 11), Protocol = ETH_P_ALL, Handle = draw.Of<uint>(0u, 1, 1, 7) }, Matchall(draw));

    public static DrawnRequest NextFlower(RandomRequests draw)
    {
        bool hasTag = draw.Sometimes;
        return Filter(draw, new(0) { Kind = "flower", Priority = hasTag ? (ushort)31 : (ushort)30, Protocol = hasTag ? ETH_P_8021Q : ETH_P_IP, Handle = draw.Of<uint>(0u, 1, 2, 3) }, Flower(draw, hasTag));
    }

    /// <param name="acts">The kernel has actions.</param>
    public static DrawnRequest NextU32(RandomRequests draw, bool acts)
    {
        uint handle = draw.Of<uint>(0u, 0, 1, 0x8000_0001, 0x8000_0800, 0x8000_0801, 0x10_0000, 0x20_0000, 0x10_0001, 0x8010_0000, 0xfff0_0001);
        TcWish wish = new(0) { Kind = "u32", Priority = draw.Of<ushort>(20, 20, 21), Protocol = ETH_P_IP, Handle = handle };
        return Filter(draw, wish, draw.Sometimes ? Table(draw) : U32(draw, acts));
    }

    private static DrawnRequest Filter(RandomRequests draw, TcWish wish, Action<MessageWriter> options)
    {
        int home = draw.Any(3);
        const uint Ingress = 0xffff_0000 | TC_H_MIN_INGRESS, Egress = 0xffff_0000 | TC_H_MIN_EGRESS;
        uint root = home == 2 ? Ingress : (uint)(home + 1) << 16;
        wish = wish with
        {
            Link = DrawnQueues.Link(draw, home),
            Parent = draw.Rarely ? draw.Of<uint>(0u, 0x3_0000, 0x5_0000, 0x2_0001, 0xffff_0000) : draw.Sometimes ? DrawnQueues.AnyClass(draw) : draw.Often ? root : draw.Of<uint>(Ingress, Ingress, Egress),
            Chain = draw.Rarely ? draw.Of<uint>(0u, 1) : null,
        };
        wish = draw.Rarely ? wish with { Priority = draw.Of<ushort>(0, 10, 20, 30) } : wish;
        if (draw.Sometimes)
        {
            wish = draw.Of(wish with { Handle = 0 }, wish, wish, draw.Sometimes ? wish with { Handle = 0, Priority = 0, Protocol = 0 } : wish);
            return DrawnQueues.Ask(RTM_DELTFILTER, 0, wish with { Kind = wish.Priority == 0 && draw.Often ? null : wish.Kind });
        }
        ushort flags = draw.Of<ushort>(NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE, NLM_F_CREATE, NLM_F_CREATE, 0);
        return DrawnQueues.Ask(RTM_NEWTFILTER, flags, wish with { Kind = draw.Rarely ? draw.Of(null, "nonsense") : wish.Kind, Options = draw.Rarely ? null : options });
    }

    private static Action<MessageWriter> Matchall(RandomRequests draw)
    {
        uint? classId = ClassId(draw), flags = Flags(draw);
        Action<MessageWriter>? actions = Actions(draw);
        return data => Common(data, (TCA_MATCHALL_CLASSID, classId), (TCA_MATCHALL_FLAGS, flags), TCA_MATCHALL_ACT, actions);
    }

    private static Action<MessageWriter> Flower(RandomRequests draw, bool hasTag)
    {
        uint? classId = ClassId(draw), flags = Flags(draw);
        Action<MessageWriter>? actions = Actions(draw);
        List<(ushort Type, byte[] Value)> keys = [];
        if (!draw.Rarely)
        {
            keys.Add((TCA_FLOWER_KEY_ETH_TYPE, hasTag ? [0x81, 0] : [8, 0]));
        }
        if (draw.Sometimes)
        {
            keys.Add((draw.Of<ushort>(4, 6), [2, 0, 0, 0, 0, (byte)draw.Any(2)]));
            keys.Add((draw.Of<ushort>(5, 7), [0xff, 0xff, 0, 0, 0, 0]));
        }
        if (hasTag)
        {
            keys.Add((23, BitConverter.GetBytes(draw.Of<ushort>(7, 8, 4097))));
            keys.Add(draw.Often ? (24, [(byte)draw.Any(9)]) : (23, [9, 0]));
        }
        else
        {
            byte protocol = draw.Of<byte>(6, 17, 1);
            keys.Add((9, [protocol]));
            keys.Add((draw.Of<ushort>(10, 12), [10, 0, (byte)draw.Any(2), 0]));
            if (draw.Often)
            {
                keys.Add((draw.Of<ushort>(11, 13), [255, 255, draw.Of<byte>(0, 255), 0]));
            }
            keys.Add((draw.Of<ushort>(18, 19, 20, 21), [0, 80]));
        }
        return data =>
        {
            keys.ForEach(k => data.Attribute(k.Type, k.Value));
            Common(data, (TCA_FLOWER_CLASSID, classId), (TCA_FLOWER_FLAGS, flags), TCA_FLOWER_ACT, actions);
        };
    }

    private static Action<MessageWriter> Table(RandomRequests draw)
    {
        uint divisor = draw.Of<uint>(1u, 4, 256, 3, 512);
        return data => data.AttributeU32(TCA_U32_DIVISOR, divisor);
    }

    private static Action<MessageWriter> U32(RandomRequests draw, bool acts)
    {
        uint? classId = ClassId(draw), flags = Flags(draw);
        uint? bucket = draw.Sometimes ? draw.Of<uint>(0x8000_0000u, 0x10_0000, 0x10_1000, 0x10_0000, 0xfff0_0000, 0x8010_0000) : null;
        uint? link = draw.Sometimes ? draw.Of<uint>(0u, 0x10_0000, 0x20_0000, 0x8000_0000, 0x10_0001) : null;
        Action<MessageWriter>? actions = acts ? Actions(draw) : null;
        byte keys = draw.Of<byte>(1, 1, 2, 0);
        byte[] selector = [1, 0, keys, .. new byte[13], .. Enumerable.Range(0, keys).SelectMany(i => (byte[])[255, 255, 0, 0, 10, (byte)i, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0])];
        selector = draw.Rarely ? selector[..^8] : selector;
        bool hasSelector = !draw.Rarely;
        return data =>
        {
            if (hasSelector)
            {
                data.Attribute(TCA_U32_SEL, selector);
            }
            Number(data, TCA_U32_HASH, bucket);
            Number(data, TCA_U32_LINK, link);
            Common(data, (TCA_U32_CLASSID, classId), (TCA_U32_FLAGS, flags), TCA_U32_ACT, actions);
        };
    }

    private static void Common(MessageWriter data, (ushort Type, uint? Value) classId, (ushort Type, uint? Value) flags, ushort actionsType, Action<MessageWriter>? actions)
    {
        Number(data, classId.Type, classId.Value);
        Number(data, flags.Type, flags.Value);
        if (actions is not null)
        {
            data.Nest(actionsType, actions);
        }
    }

    private static uint? ClassId(RandomRequests draw) => draw.Often ? DrawnQueues.AnyClass(draw) : null;

    /// <summary>skip_hw, skip_sw, both, and one that there is not.</summary>
    private static uint? Flags(RandomRequests draw) => draw.Rarely ? draw.Of<uint>(1u, 1, 2, 3, 1024) : null;

    private static Action<MessageWriter>? Actions(RandomRequests draw)
    {
        if (draw.Often)
        {
            return null;
        }
        int verdict = draw.Of(ACT_OK, ACT_SHOT, ACT_STOLEN, ACT_PIPE);
        int mirrors = draw.Rarely ? 0 : draw.Of(1, 2, 3, 4);
        int to = draw.AnyIndex;
        Action<MessageWriter> generic = action => action.AttributeText(TCA_ACT_KIND, "gact")
            .Nest(TCA_ACT_OPTIONS, options => options.Attribute(TCA_ACT_PARMS, [.. new[] { 0, 0, verdict, 0, 0 }.SelectMany(BitConverter.GetBytes)]));
        Action<MessageWriter> mirred = action => action.AttributeText(TCA_ACT_KIND, "mirred")
            .Nest(TCA_ACT_OPTIONS, options => options.Attribute(TCA_ACT_PARMS, [.. new[] { 0, 0, ACT_STOLEN, 0, 0, mirrors, to }.SelectMany(BitConverter.GetBytes)]));
        Action<MessageWriter> nonsense = action => action.AttributeText(TCA_ACT_KIND, "nonsense").Nest(TCA_ACT_OPTIONS, _ => { });
        Action<MessageWriter>[] all = draw.Rarely ? [nonsense] : draw.Of<Action<MessageWriter>[]>([generic], [mirred], [mirred, generic]);
        return list =>
        {
            for (int i = 0; i < all.Length; i++)
            {
                list.Nest((ushort)(i + 1), all[i]);
            }
        };
    }

    private static void Number(MessageWriter data, ushort type, uint? value)
    {
        if (value is { } number)
        {
            data.AttributeU32(type, number);
        }
    }
}
