using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.PktSched;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>
/// Queueing disciplines and classes. Each kind has a number and a link of its own, so that what is to hang on it is mostly asked
/// for where it is: htb is 1: on the first link, prio 2: on the second, the others are on the third, and any of them in a class.
/// </summary>
internal static class DrawnQueues
{
    private const uint Htb = 1, Prio = 2;
    private const ushort Anew = NLM_F_CREATE | NLM_F_EXCL, Instead = NLM_F_CREATE | NLM_F_REPLACE;

    private static readonly uint[] _classes = [0x1_0001, 0x1_0002, 0x1_0010, 0x1_0011, 0x1_0012];

    public static DrawnRequest NextHtb(RandomRequests draw) => draw.Sometimes ? Qdisc(draw, "htb", Htb, 0, HtbOptions(draw)) : HtbClass(draw);

    public static DrawnRequest NextPrio(RandomRequests draw) => Qdisc(draw, "prio", Prio, 1, DrawnQueueOptions.Prio(draw));

    public static DrawnRequest NextTbf(RandomRequests draw) => Qdisc(draw, "tbf", 3, 2, DrawnQueueOptions.Tbf(draw));

    public static DrawnRequest NextNetem(RandomRequests draw) => Qdisc(draw, "netem", 4, 2, DrawnQueueOptions.Netem(draw));

    public static DrawnRequest NextFqCodel(RandomRequests draw) => Qdisc(draw, "fq_codel", 5, 2, DrawnQueueOptions.FqCodel(draw));

    public static DrawnRequest NextFq(RandomRequests draw) => Qdisc(draw, "fq", 6, 2, DrawnQueueOptions.Fq(draw));

    public static DrawnRequest NextCake(RandomRequests draw) => Qdisc(draw, "cake", 7, 2, DrawnQueueOptions.Cake(draw));

    /// <summary>Of kinds that Wire keeps without knowing them, one that does not exist, and whatever is at a place going.</summary>
    public static DrawnRequest NextOther(RandomRequests draw)
    {
        if (draw.Sometimes)
        {
            return Gone(draw, Place(draw, draw.Any(3)));
        }
        string kind = draw.Rarely ? "nonsense" : draw.Of("pfifo", "bfifo");
        uint limit = draw.Of<uint>(1u, 100, 20_000);
        return Qdisc(draw, kind, 8, draw.Any(3), draw.Rarely ? data => data.U8(1) : kind == "pfifo" && draw.Sometimes ? null : data => data.U32(limit));
    }

    public static DrawnRequest NextHook(RandomRequests draw, string kind)
    {
        TcWish wish = new(Link(draw, draw.Any(4))) { Parent = draw.Rarely ? TC_H_ROOT : TC_H_INGRESS, Handle = draw.Rarely ? 0 : Major(TC_H_INGRESS), Kind = draw.Rarely ? null : kind };
        return draw.Sometimes ? Ask(RTM_DELQDISC, 0, wish) : Ask(RTM_NEWQDISC, Flags(draw), wish);
    }

    /// <summary>Mostly of the first four links.</summary>
    public static int Link(RandomRequests draw, int home) => draw.Rarely ? draw.AnyIndex : RandomRequests.Indexes.First() + home;

    public static uint AnyClass(RandomRequests draw) => draw.Of(_classes);

    public static DrawnRequest Ask(ushort type, ushort flags, TcWish wish) => new($"{(Word)type} flags {flags:x} {wish}", TcBytes.Write(type, flags, wish));

    private static DrawnRequest Qdisc(RandomRequests draw, string kind, uint number, int home, Action<MessageWriter>? options)
    {
        TcWish wish = new(Link(draw, home)) { Parent = TC_H_ROOT, Handle = number << 16 };
        if (kind != "htb" && draw.Often)
        {
            wish = Place(draw, draw.Any(3));
        }
        if (draw.Rarely)
        {
            return Gone(draw, wish);
        }
        wish = wish with { Kind = draw.Rarely ? null : kind, Options = draw.Rarely && kind is not ("fq" or "fq_codel") ? null : options };
        wish = draw.Rarely ? wish with { Parent = 0 } : draw.Rarely ? wish with { Handle = draw.Of<uint>(0, 0, 0, 0x9_0000, 0x1_0001) } : wish;
        return Ask(RTM_NEWQDISC, Flags(draw), wish);
    }

    /// <summary>A place that may have one: the root, a class of htb, a band of prio, the one class of another. Its number follows from the place: none comes to be at two.</summary>
    private static TcWish Place(RandomRequests draw, int home)
    {
        const uint NumbersPerParent = 0x20;
        uint parent = home switch
        {
            0 => draw.Of<uint>(0x1_0010u, 0x1_0011, 0x1_0012, 0x1_0001),
            1 => draw.Of<uint>(0x2_0001u, 0x2_0002, 0x2_0003),
            _ => draw.Of<uint>(0x3_0001u, 0x4_0001),
        };
        parent = draw.Sometimes ? NumberIn(parent) << 16 | 1 : parent;
        return new(Link(draw, home)) { Parent = parent, Handle = draw.Rarely ? 0 : NumberIn(parent) << 16 };

        static uint NumberIn(uint parent) => (parent >> 16) * NumbersPerParent + Minor(parent);
    }

    private static DrawnRequest Gone(RandomRequests draw, TcWish wish) =>
        Ask(RTM_DELQDISC, 0, wish with { Handle = draw.Often ? 0 : wish.Handle, Kind = draw.Rarely ? "tbf" : null });

    private static Action<MessageWriter> HtbOptions(RandomRequests draw)
    {
        uint version = draw.Rarely ? 2u : 3;
        uint r2q = draw.Of<uint>(10u, 10, 1, 0, 1000);
        uint? length = draw.Sometimes ? 77u : null;
        return data =>
        {
            data.Attribute(TCA_HTB_INIT, [.. new[] { version, r2q, 0x10u, 0u, 0u }.SelectMany(BitConverter.GetBytes)]);
            if (length is { } packets)
            {
                data.AttributeU32(TCA_HTB_DIRECT_QLEN, packets);
            }
        };
    }

    private static DrawnRequest HtbClass(RandomRequests draw)
    {
        TcWish wish = new(Link(draw, 0)) { Handle = AnyClass(draw), Kind = "htb" };
        wish = wish with { Parent = Minor(wish.Handle) < 0x10 ? draw.Of<uint>(0x1_0000, TC_H_ROOT) : draw.Of<uint>(0x1_0001u, 0x1_0001, 0x1_0002, 0x1_0000) };
        wish = draw.Rarely ? wish with { Parent = draw.Of<uint>(AnyClass(draw), 0u, 0x2_0000u) } : wish;
        wish = draw.Rarely ? wish with { Handle = draw.Of<uint>(0u, 0x10, 0x2_0010, 0x1_0000, 0x2_0001) } : wish;
        return draw.Sometimes
            ? Ask(RTM_DELTCLASS, 0, wish)
            : Ask(RTM_NEWTCLASS, Flags(draw), wish with { Options = draw.Rarely ? null : DrawnQueueOptions.HtbClass(draw) });
    }

    private static ushort Flags(RandomRequests draw) => draw.Of<ushort>(Anew, Anew, Instead, Instead, Instead, NLM_F_CREATE, 0, NLM_F_REPLACE, NLM_F_CREATE | NLM_F_REPLACE | NLM_F_EXCL);

    /// <summary>For whoever reads a failure.</summary>
    private enum Word : ushort
    {
        QdiscAdd = RTM_NEWQDISC,
        QdiscDel = RTM_DELQDISC,
        ClassAdd = RTM_NEWTCLASS,
        ClassDel = RTM_DELTCLASS,
        FilterAdd = RTM_NEWTFILTER,
        FilterDel = RTM_DELTFILTER,
    }
}
