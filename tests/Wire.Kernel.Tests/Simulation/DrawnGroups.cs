using System.Net;
using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.BridgeMdb;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>
/// Multicast groups of bridges: of IPv4, IPv6 and Ethernet, for all senders, for one, and with lists of them. Without IGMP version 3
/// and MLD version 2, with which a bridge makes groups of its own accord.
/// </summary>
internal static class DrawnGroups
{
    private const string Ethernet = "01:02:03:04:05:06";

    private static readonly string[] _groups = ["239.9.9.1", "239.9.9.1", "ff0e::9:1", Ethernet];
    private static readonly string[] _wrong = ["224.0.0.7", "10.0.0.1", "ff02::1", "02:02:03:04:05:06"];

    /// <summary>Those that are drawn, in hexadecimal: the bridge learns of others.</summary>
    private static readonly HashSet<string> _drawn = [.. _groups.Select(g => g == Ethernet ? g.Replace(":", "", StringComparison.Ordinal) : Convert.ToHexString(IPAddress.Parse(g).GetAddressBytes()))];

    public static DrawnRequest Next(RandomRequests draw)
    {
        int bridge = draw.MadeAs("bridge");
        if (draw.Any(3) == 0)
        {
            return draw.Enslave(bridge);
        }
        string group = draw.Rarely ? draw.Of(_wrong) : draw.Of(_groups);
        MdbWish wish = new(bridge, draw.Sometimes ? bridge : draw.PortOf(bridge), group)
        {
            Vlan = draw.Often ? (ushort)0 : draw.Rarely ? (ushort)4095 : draw.Of<ushort>(1, 2, 7),
            State = draw.Of<byte>(0, MDB_PERMANENT, MDB_PERMANENT),
            Protocol = draw.Sometimes ? draw.Of<byte>(4, 87, 1) : null,
        };
        if (draw.Sometimes)
        {
            wish = wish with { Source = draw.Rarely ? "239.9.9.1" : Sender(draw, group) };
        }
        else if (draw.Sometimes)
        {
            string[] senders = [.. Enumerable.Range(0, draw.Any(3)).Select(_ => Sender(draw, group)).Distinct()];
            wish = wish with { Mode = draw.Rarely ? (byte)2 : draw.Of<byte>(0, 1), Sources = senders };
        }
        if (draw.Memberships.Count > 0 && draw.Often)
        {
            wish = Again(draw, wish);
        }
        string words = $"{wish} [{string.Join(' ', wish.Sources ?? [])}]";
        ushort flags = draw.Of<ushort>(NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE | NLM_F_REPLACE, NLM_F_CREATE | NLM_F_REPLACE);
        return draw.Sometimes
            ? new($"mdb del {words}", MdbBytes.Write(false, 0, wish))
            : new($"mdb add {words} flags {flags:x}", MdbBytes.Write(true, flags, wish)) { WhenDone = () => draw.Memberships.Add(wish) };
    }

    /// <summary>One that was made, as it was or with what this one says of its senders.</summary>
    private static MdbWish Again(RandomRequests draw, MdbWish other)
    {
        MdbWish made = draw.Of([.. draw.Memberships]);
        return draw.Often ? made : made with { Mode = other.Mode, Sources = other.Sources, Protocol = other.Protocol, State = other.State };
    }

    /// <summary>A line for each member of each group, without its timer.</summary>
    public static IEnumerable<string> Read(FamilySockets sockets) =>
        from message in sockets.Route.Dump(MdbBytes.All())
        from groups in message.Attributes(FixedBytes).All
        where groups.Type == MDBA_MDB
        from entry in Attributes.Parse(groups.Value).All
        from info in Attributes.Parse(entry.Value).All
        let fixedPart = info.Value[..EntryBytes].ToArray()
        where _drawn.Contains(Convert.ToHexString(fixedPart.AsSpan(8, AddressBytes(fixedPart))))
        select $"mdb of {message.I32(4)} {Convert.ToHexString(fixedPart)}{CanonicalState.Whole(Attributes.Parse(info.Value[EntryBytes..]), MDBA_MDB_EATTR_TIMER)}";

    private static int AddressBytes(byte[] entry) => (entry[24] << 8 | entry[25]) switch { ETH_P_IP => 4, ETH_P_IPV6 => 16, _ => 6 };

    private static string Sender(RandomRequests draw, string group) =>
        draw.Rarely || group.StartsWith("ff", StringComparison.Ordinal) ? draw.Of("2001:db8::61", "2001:db8::62") : draw.Of("10.0.0.61", "10.0.0.62");
}
