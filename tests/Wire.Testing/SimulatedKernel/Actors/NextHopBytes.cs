using static Wire.Testing.Simulation.NextHops;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>What a request about a numbered next hop asks for; what is null is not mentioned.</summary>
public sealed record NextHopWish(uint Id)
{
    public byte Family { get; init; } = AF_INET;

    public int? Link { get; init; }

    public string? Via { get; init; }

    public bool OnLink { get; init; }

    public bool IsBlackhole { get; init; }

    public byte Protocol { get; init; }

    /// <summary>Numbers of the members; their weight is their place.</summary>
    public IReadOnlyList<uint>? Group { get; init; }
}

/// <summary>Requests about next hops as bytes, written without Wire.Kernel.</summary>
public static class NextHopBytes
{
    public static byte[] Add(NextHopWish wish, ushort flags)
    {
        MessageWriter message = Start(RTM_NEWNEXTHOP, wish.Group is null ? wish.Family : AF_UNSPEC, wish.Protocol, wish.OnLink ? RTNH_F_ONLINK : 0, flags)
            .AttributeU32(NHA_ID, wish.Id);
        if (wish.IsBlackhole)
        {
            message.Attribute(NHA_BLACKHOLE, []);
        }
        if (wish.Link is { } link)
        {
            message.AttributeU32(NHA_OIF, (uint)link);
        }
        if (wish.Via is { } via)
        {
            message.Attribute(NHA_GATEWAY, IpText.Parse(via).Bytes);
        }
        return (wish.Group is { } group ? message.Attribute(NHA_GROUP, Members(group)) : message).ToArray();
    }

    public static byte[] Delete(uint id) => Start(RTM_DELNEXTHOP, AF_UNSPEC, 0, 0, 0).AttributeU32(NHA_ID, id).ToArray();

    private static byte[] Members(IReadOnlyList<uint> ids) => [.. ids.SelectMany((id, i) => (byte[])[.. BitConverter.GetBytes(id), (byte)i, 0, 0, 0])];

    private static MessageWriter Start(ushort type, byte family, byte protocol, uint hopFlags, ushort flags) =>
        new MessageWriter(type, (ushort)(flags | NLM_F_REQUEST | NLM_F_ACK), 1, 0).U8(family).U8(0).U8(protocol).U8(0).U32(hopFlags);
}
