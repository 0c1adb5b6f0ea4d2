using System.Buffers.Binary;
using Wire.Domain;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>The structures that states and policies share.</summary>
internal static class XfrmParts
{
    /// <summary>XFRM_INF, linux/xfrm.h.</summary>
    private const ulong Infinite = ulong.MaxValue;

    public static KernelNeed Need { get; } = new NetlinkFamilyNeed("IPsec", "CONFIG_XFRM_USER", NetlinkFamily.Xfrm);

    public static ushort FamilyOf(bool v6) => v6 ? AF_INET6 : AF_INET;

    public static XfrmSel Write(XfrmSelector selector, LinkIndexes indexes)
    {
        XfrmSel written = new()
        {
            saddr = XfrmAddress.Of(selector.Src?.Address),
            daddr = XfrmAddress.Of(selector.Dst?.Address),
            prefixlen_s = selector.Src?.Length ?? 0,
            prefixlen_d = selector.Dst?.Length ?? 0,
            family = FamilyOf(selector.IsV6),
            proto = (byte)(selector.Proto ?? 0),
            ifindex = selector.Dev is { Length: > 0 } dev ? (int)indexes.Of(dev) : 0,
        };
        MaskedPort? source = selector.Type is { } type ? new((ushort)type) : selector.GreKey is { } high ? new((ushort)(high >> 16)) : selector.SPort;
        MaskedPort? destination = selector.Code is { } code ? new((ushort)code) : selector.GreKey is { } low ? new((ushort)low) : selector.DPort;
        (written.sport, written.sport_mask) = (Be(source?.Port ?? 0), Be(source?.Mask ?? 0));
        (written.dport, written.dport_mask) = (Be(destination?.Port ?? 0), Be(destination?.Mask ?? 0));
        return written;
    }

    /// <param name="message">What it stands in.</param>
    /// <param name="sel">The kernel's.</param>
    /// <param name="family">Of a selector that says none.</param>
    /// <param name="links">Where its link is found.</param>
    /// <exception cref="NetlinkFormatException">A prefix is longer than an address.</exception>
    public static XfrmSelector Read(scoped in NetlinkMessage message, in XfrmSel sel, ushort family, LinkTable links)
    {
        bool v6 = (sel.family == AF_UNSPEC ? family : sel.family) == AF_INET6;
        MaskedPort? source = Port(sel.sport, sel.sport_mask), destination = Port(sel.dport, sel.dport_mask);
        uint? proto = sel.proto == 0 ? null : sel.proto;
        XfrmSelector selector = new()
        {
            Src = message.Prefix(sel.saddr.Read(v6), sel.prefixlen_s),
            Dst = message.Prefix(sel.daddr.Read(v6), sel.prefixlen_d),
            Proto = proto,
            Dev = sel.ifindex == 0 ? null : links.Reference((uint)sel.ifindex) ?? "",
        };
        return XfrmSelector.HasTypes(proto) ? selector with { Type = source?.Port, Code = destination?.Port }
            : XfrmSelector.HasKey(proto) && (source ?? destination) is not null ? selector with { GreKey = (uint)(source?.Port ?? 0) << 16 | (destination?.Port ?? 0u) }
            : selector with { SPort = source, DPort = destination };
    }

    private static MaskedPort? Port(ushort port, ushort mask) => mask == 0 ? null : new(Be(port), Be(mask));

    public static XfrmLifetimeCfg Write(XfrmLimits limits) => new()
    {
        soft_byte_limit = limits.ByteSoft ?? Infinite,
        hard_byte_limit = limits.ByteHard ?? Infinite,
        soft_packet_limit = limits.PacketSoft ?? Infinite,
        hard_packet_limit = limits.PacketHard ?? Infinite,
        soft_add_expires_seconds = limits.TimeSoft ?? 0,
        hard_add_expires_seconds = limits.TimeHard ?? 0,
        soft_use_expires_seconds = limits.TimeUseSoft ?? 0,
        hard_use_expires_seconds = limits.TimeUseHard ?? 0,
    };

    public static XfrmLimits Read(in XfrmLifetimeCfg limits) => new()
    {
        ByteSoft = Count(limits.soft_byte_limit),
        ByteHard = Count(limits.hard_byte_limit),
        PacketSoft = Count(limits.soft_packet_limit),
        PacketHard = Count(limits.hard_packet_limit),
        TimeSoft = Seconds(limits.soft_add_expires_seconds),
        TimeHard = Seconds(limits.hard_add_expires_seconds),
        TimeUseSoft = Seconds(limits.soft_use_expires_seconds),
        TimeUseHard = Seconds(limits.hard_use_expires_seconds),
    };

    private static ulong? Count(ulong limit) => limit == Infinite ? null : limit;

    private static ulong? Seconds(ulong limit) => limit is 0 or Infinite ? null : limit;

    public static void WriteMark(NetlinkMessageWriter writer, MaskedNumber? mark)
    {
        if (mark is { } set)
        {
            writer.WriteStruct(LinuxXfrm.XFRMA_MARK, new XfrmMark { v = set.Value, m = set.Mask });
        }
    }

    /// <summary>Null for no mark: of an object without one the kernel tells none, or one that no bit counts of.</summary>
    public static MaskedNumber? ReadMark(scoped in AttributeReader attribute)
    {
        XfrmMark mark = attribute.ReadFixed<XfrmMark>();
        return mark.v == 0 && mark.m == 0 ? null : new(mark.v, mark.m);
    }

    /// <summary>From network order, and to it.</summary>
    public static ushort Be(ushort value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <inheritdoc cref="Be(ushort)"/>
    public static uint Be(uint value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>What was told and is not listed any more, after a flush, whose message does not say what went.</summary>
    public static void FindGone<T>(ObjectContext context, ObjectSource source, Func<T, bool> concerns, List<Resource> into)
        where T : Resource
    {
        HashSet<ResourceKey> left = [];
        foreach (DumpRequest request in source.Listings(context))
        {
            List<Resource> listed = [];
            context.List(request, (scoped in NetlinkMessage message) => source.Decode(message, context, listed));
            left.UnionWith(listed.Select(r => r.Key));
        }
        into.AddRange(context.Told().OfType<T>().Where(r => concerns(r) && !left.Contains(r.Key)).ToList());
    }
}
