using System.Text;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>What a link request asks for; what is null is not mentioned.</summary>
public sealed record LinkWish
{
    public int Index { get; init; }

    public string? Name { get; init; }

    public string? Kind { get; init; }

    public byte[]? Mac { get; init; }

    public uint? Mtu { get; init; }

    /// <summary>An index, 0 for none.</summary>
    public int? Master { get; init; }

    /// <summary>IFLA_LINK, an index.</summary>
    public int? Lower { get; init; }

    public uint? Group { get; init; }

    public string? Alias { get; init; }

    public bool? Up { get; init; }

    /// <summary>IFLA_NET_NS_FD.</summary>
    public int? NetnsDescriptor { get; init; }

    /// <summary>The other end, for a veth.</summary>
    public LinkWish? Peer { get; init; }

    /// <summary>IFLA_INFO_DATA of the other kinds.</summary>
    public Action<MessageWriter>? Data { get; init; }
}

/// <summary>Link requests as bytes, written without Wire.Kernel.</summary>
public static class LinkBytes
{
    public static byte[] Create(LinkWish wish, ushort flags = NLM_F_CREATE | NLM_F_EXCL, uint sequence = 1) => Write(RTM_NEWLINK, wish, flags, sequence);

    public static byte[] Change(LinkWish wish, ushort flags = 0, uint sequence = 1) => Write(RTM_NEWLINK, wish, flags, sequence);

    public static byte[] Set(LinkWish wish, ushort flags = 0, uint sequence = 1) => Write(RTM_SETLINK, wish, flags, sequence);

    public static byte[] Delete(LinkWish wish, ushort flags = 0, uint sequence = 1) => Write(RTM_DELLINK, wish, flags, sequence);

    private static byte[] Write(ushort type, LinkWish wish, ushort flags, uint sequence)
    {
        MessageWriter message = new(type, (ushort)(flags | NLM_F_REQUEST | NLM_F_ACK), sequence, 0);
        WriteLink(message, wish);
        return message.ToArray();
    }

    private static void WriteLink(MessageWriter message, LinkWish wish)
    {
        message.U8(AF_UNSPEC).U8(0).U16(0).U32((uint)wish.Index)
            .U32(wish.Up == true ? IFF_UP : 0)
            .U32(wish.Up is null ? 0 : IFF_UP);
        if (wish.Name is { } name)
        {
            message.AttributeText(IFLA_IFNAME, name);
        }
        if (wish.Mac is { } mac)
        {
            message.Attribute(IFLA_ADDRESS, mac);
        }
        WriteNumber(message, IFLA_MTU, wish.Mtu);
        WriteNumber(message, IFLA_MASTER, (uint?)wish.Master);
        WriteNumber(message, IFLA_LINK, (uint?)wish.Lower);
        WriteNumber(message, IFLA_GROUP, wish.Group);
        WriteNumber(message, IFLA_NET_NS_FD, (uint?)wish.NetnsDescriptor);
        if (wish.Alias is { } alias)
        {
            message.Attribute(IFLA_IFALIAS, Encoding.UTF8.GetBytes(alias));
        }
        if (wish.Kind is { } kind)
        {
            message.Nest(IFLA_LINKINFO, info => WriteInfo(info, kind, wish));
        }
    }

    private static void WriteInfo(MessageWriter info, string kind, LinkWish wish)
    {
        info.Attribute(IFLA_INFO_KIND, Encoding.UTF8.GetBytes(kind));
        if (wish.Peer is { } peer)
        {
            info.Nest(IFLA_INFO_DATA, data => data.Nest(VETH_INFO_PEER, inner => WriteLink(inner, peer)));
        }
        else if (wish.Data is { } data)
        {
            info.Nest(IFLA_INFO_DATA, data);
        }
    }

    private static void WriteNumber(MessageWriter message, ushort type, uint? value)
    {
        if (value is { } number)
        {
            message.AttributeU32(type, number);
        }
    }
}
