using System.Buffers.Binary;
using System.Net;
using static Wire.Testing.Simulation.BridgeMdb;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>A membership that somebody wants.</summary>
/// <param name="Group">An address of IP, or one of Ethernet as "02:…".</param>
/// <param name="Port">A port's index, or the bridge's own.</param>
public sealed record MdbWish(int Bridge, int Port, string Group)
{
    /// <summary>0 for none in particular.</summary>
    public ushort Vlan { get; init; }

    /// <summary>MDB_PERMANENT or MDB_TEMPORARY.</summary>
    public byte State { get; init; } = MDB_PERMANENT;

    public string? Source { get; init; }

    /// <summary>MCAST_EXCLUDE or MCAST_INCLUDE.</summary>
    public byte? Mode { get; init; }

    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>RTPROT_*.</summary>
    public byte? Protocol { get; init; }
}

/// <summary>Requests about multicast groups as <c>bridge mdb</c> makes them, written without Wire.Kernel.</summary>
public static class MdbBytes
{
    public static byte[] Write(bool adds, ushort flags, MdbWish wish)
    {
        MessageWriter message = new MessageWriter(adds ? RTM_NEWMDB : RTM_DELMDB, (ushort)(flags | NLM_F_REQUEST | NLM_F_ACK), 1, 0)
            .U8(AF_BRIDGE).U8(0).U16(0).U32((uint)wish.Bridge)
            .Attribute(MDBA_SET_ENTRY, Entry(wish));
        if (wish.Source is not null || wish.Mode is not null || wish.Sources is not null || wish.Protocol is not null)
        {
            message.Nest(MDBA_SET_ENTRY_ATTRS | NLA_F_NESTED, attributes => WriteAttributes(attributes, wish));
        }
        return message.ToArray();
    }

    public static byte[] All() => new MessageWriter(RTM_GETMDB, NLM_F_REQUEST | NLM_F_DUMP, 1, 0).U8(AF_BRIDGE).Raw(new byte[FixedBytes - 1]).ToArray();

    private static void WriteAttributes(MessageWriter attributes, MdbWish wish)
    {
        if (wish.Source is { } source)
        {
            attributes.Attribute(MDBE_ATTR_SOURCE, IPAddress.Parse(source).GetAddressBytes());
        }
        if (wish.Sources is { } sources)
        {
            attributes.Nest(MDBE_ATTR_SRC_LIST | NLA_F_NESTED, list =>
            {
                foreach (string one in sources)
                {
                    list.Nest(MDBE_SRC_LIST_ENTRY | NLA_F_NESTED, entry => entry.Attribute(MDBE_SRCATTR_ADDRESS, IPAddress.Parse(one).GetAddressBytes()));
                }
            });
        }
        if (wish.Mode is { } mode)
        {
            attributes.AttributeU8(MDBE_ATTR_GROUP_MODE, mode);
        }
        if (wish.Protocol is { } protocol)
        {
            attributes.AttributeU8(MDBE_ATTR_RTPROT, protocol);
        }
    }

    private static byte[] Entry(MdbWish wish)
    {
        bool isEthernet = wish.Group.Contains(':', StringComparison.Ordinal) && wish.Group.Length == 17;
        byte[] address = isEthernet ? Convert.FromHexString(wish.Group.Replace(":", "", StringComparison.Ordinal)) : IPAddress.Parse(wish.Group).GetAddressBytes();
        byte[] entry = new byte[EntryBytes];
        BinaryPrimitives.WriteInt32LittleEndian(entry, wish.Port);
        entry[4] = wish.State;
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(6), wish.Vlan);
        address.CopyTo(entry, 8);
        BinaryPrimitives.WriteUInt16BigEndian(entry.AsSpan(24), address.Length switch { 4 => ETH_P_IP, 16 => ETH_P_IPV6, _ => 0 });
        return entry;
    }
}
