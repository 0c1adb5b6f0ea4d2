using static Wire.Testing.Simulation.NextHops;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>A next hop that has a number (<c>struct nexthop</c>): one way, or a group of others.</summary>
internal sealed record NextHop(uint Id)
{
    public byte Family { get; init; }

    public byte Protocol { get; init; }

    public uint Flags { get; init; }

    /// <summary>A black hole is on lo, and does not tell it.</summary>
    public SimulatedLink? Link { get; init; }

    public byte[]? Gateway { get; init; }

    public bool IsBlackhole { get; init; }

    /// <summary>The members' numbers and weights (minus one); null for one way.</summary>
    public IReadOnlyList<(uint Id, ushort Weight)>? Group { get; init; }

    public byte[] Write(ushort type, Cause cause, ushort flags = 0)
    {
        MessageWriter message = new MessageWriter(type, flags, cause.Sequence, cause.PortId)
            .U8(Group is null ? Family : AF_UNSPEC).U8(Group is null && !IsBlackhole ? RT_SCOPE_LINK : (byte)0).U8(Protocol).U8(0).U32(Flags)
            .AttributeU32(NHA_ID, Id);
        if (Group is { } group)
        {
            byte[] members = [.. group.SelectMany(m => (byte[])[.. BitConverter.GetBytes(m.Id), (byte)m.Weight, (byte)(m.Weight >> 8), 0, 0])];
            return message.Attribute(NHA_GROUP, members).AttributeU16(NHA_GROUP_TYPE, 0).ToArray();
        }
        if (IsBlackhole)
        {
            return message.Attribute(NHA_BLACKHOLE, []).ToArray();
        }
        message.AttributeU32(NHA_OIF, (uint)Link!.Index);
        return (Gateway is { } gateway ? message.Attribute(NHA_GATEWAY, gateway) : message).ToArray();
    }
}
