using static Wire.Testing.Simulation.IfAddr;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>An IPv6 address of a link (<c>struct inet6_ifaddr</c>).</summary>
internal sealed class Address6
{
    public required SimulatedLink Link { get; init; }

    public required UInt128 Local { get; init; }

    /// <summary>The other end of a point-to-point link.</summary>
    public UInt128? Peer { get; init; }

    public required byte PrefixLength { get; init; }

    public uint Flags { get; set; }

    public byte Protocol { get; set; }

    public uint Metric { get; init; }

    public UInt128 Prefix => (Peer ?? Local) & Ip.Mask6(PrefixLength);

    /// <summary>It counts as one of this host alone, as ::1 does.</summary>
    public bool IsOfHost { get; init; }

    private byte Scope => Local == 1 || IsOfHost ? RT_SCOPE_HOST : Ip.IsLinkLocal(Local) ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE;

    public byte[] Write(ushort type, Cause cause, ushort flags = 0)
    {
        MessageWriter message = new MessageWriter(type, flags, cause.Sequence, cause.PortId)
            .U8(AF_INET6).U8(PrefixLength).U8((byte)Flags).U8(Scope).U32((uint)Link.Index);
        if (Peer is { } peer)
        {
            message.Attribute(IFA_LOCAL, Ip.Bytes(Local)).Attribute(IFA_ADDRESS, Ip.Bytes(peer));
        }
        else
        {
            message.Attribute(IFA_ADDRESS, Ip.Bytes(Local));
        }
        if (Metric != 0)
        {
            message.AttributeU32(IFA_RT_PRIORITY, Metric);
        }
        message.Attribute(IFA_CACHEINFO, AddressLifetime.ForEver).AttributeU32(IFA_FLAGS, Flags);
        if (Protocol != 0)
        {
            message.AttributeU8(IFA_PROTO, Protocol);
        }
        return message.ToArray();
    }
}
