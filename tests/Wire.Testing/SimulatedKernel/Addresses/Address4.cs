using static Wire.Testing.Simulation.IfAddr;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>An IPv4 address of a link (<c>struct in_ifaddr</c>).</summary>
internal sealed class Address4
{
    public required SimulatedLink Link { get; init; }

    /// <summary>IFA_LOCAL.</summary>
    public required uint Local { get; init; }

    /// <summary>IFA_ADDRESS: the same, or the other end of a point-to-point link.</summary>
    public required uint Remote { get; init; }

    public required byte PrefixLength { get; init; }

    public uint? Broadcast { get; init; }

    public required string Label { get; set; }

    public uint Flags { get; set; }

    public byte Scope { get; init; }

    public byte Protocol { get; set; }

    /// <summary>IFA_RT_PRIORITY, the metric of the connected route.</summary>
    public uint Metric { get; init; }

    public uint Mask => Ip.Mask4(PrefixLength);

    public uint Prefix => Remote & Mask;

    public bool IsSecondary => (Flags & IFA_F_SECONDARY) != 0;

    public bool IsSameSubnet(Address4 other) => PrefixLength == other.PrefixLength && Prefix == other.Prefix;

    public byte[] Write(ushort type, Cause cause, ushort flags = 0)
    {
        MessageWriter message = new MessageWriter(type, flags, cause.Sequence, cause.PortId)
            .U8(AF_INET).U8(PrefixLength).U8((byte)Flags).U8(Scope).U32((uint)Link.Index)
            .Attribute(IFA_ADDRESS, Ip.Bytes(Remote))
            .Attribute(IFA_LOCAL, Ip.Bytes(Local));
        if (Broadcast is { } broadcast)
        {
            message.Attribute(IFA_BROADCAST, Ip.Bytes(broadcast));
        }
        message.AttributeText(IFA_LABEL, Label);
        if (Protocol != 0)
        {
            message.AttributeU8(IFA_PROTO, Protocol);
        }
        message.AttributeU32(IFA_FLAGS, Flags);
        if (Metric != 0)
        {
            message.AttributeU32(IFA_RT_PRIORITY, Metric);
        }
        return message.Attribute(IFA_CACHEINFO, AddressLifetime.ForEver).ToArray();
    }
}

/// <summary>ifa_cacheinfo.</summary>
internal static class AddressLifetime
{
    /// <summary>Preferred and valid for ever, made and changed at boot.</summary>
    public static byte[] ForEver { get; } = [.. Enumerable.Repeat((byte)0xff, 8), .. new byte[8]];
}
