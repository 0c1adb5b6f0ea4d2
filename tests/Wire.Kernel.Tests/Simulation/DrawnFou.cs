using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.GenericNetlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>UDP ports that unpack tunnels' packets, as random requests make them; one of them WireGuard links want too.</summary>
internal static class DrawnFou
{
    private const string Family = "fou";

    public static DrawnRequest Next(RandomRequests draw)
    {
        bool adds = !draw.Sometimes;
        bool isV6 = draw.Sometimes;
        byte? family = draw.Rarely && draw.Rarely ? (byte)7 : isV6 ? (byte)AF_INET6 : draw.Often ? (byte)AF_INET : null;
        ushort port = draw.Of<ushort>(5555, 7001, 7002, 7003);
        string? local = draw.Sometimes ? isV6 ? draw.Of("::1", "2001:db8::ffff") : draw.Of("127.0.0.1", "127.0.0.2", "203.0.113.1") : null;
        uint? link = draw.Rarely ? 1u : null;
        byte? type = draw.Rarely ? draw.Of<byte?>(null, 3) : draw.Of<byte?>(FOU_ENCAP_DIRECT, FOU_ENCAP_GUE);
        byte protocol = draw.Of<byte>(4, 47);
        ushort? peerPort = draw.Rarely ? (ushort)9 : null;
        string words = $"{(adds ? "add" : "del")} {port} family {family} local {local} link {link} type {type} protocol {protocol} peer port {peerPort}";
        return DrawnRequest.OfGeneric(words, Family, adds ? FOU_CMD_ADD : FOU_CMD_DEL, message =>
        {
            message.AttributeU16Be(FOU_ATTR_PORT, port).AttributeU8(FOU_ATTR_IPPROTO, protocol);
            if (family is { } number)
            {
                message.AttributeU8(FOU_ATTR_AF, number);
            }
            if (type is { } encapsulation)
            {
                message.AttributeU8(FOU_ATTR_TYPE, encapsulation);
            }
            if (local is not null)
            {
                message.Attribute(isV6 ? FOU_ATTR_LOCAL_V6 : FOU_ATTR_LOCAL_V4, IpText.Parse(local).Bytes);
            }
            if (link is { } index)
            {
                message.AttributeU32(FOU_ATTR_IFINDEX, index);
            }
            if (peerPort is { } other)
            {
                message.AttributeU16Be(FOU_ATTR_PEER_PORT, other);
            }
        });
    }

    /// <summary>In the order in which they are told: the newest first.</summary>
    public static IEnumerable<string> Read(FamilySockets sockets) =>
        sockets.DumpGeneric(Family, FOU_CMD_GET).Select((m, i) => $"fou {i}:{CanonicalState.Whole(m.Attributes(FixedBytes))}");
}
