using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>An rtmsg with its attributes, of either family.</summary>
internal sealed class RouteRequest
{
    private const int FixedBytes = 12;
    private const int HopFixedBytes = 8;

    public RouteRequest(Request request)
    {
        request.RequireBody(FixedBytes);
        Message message = request.Message;
        Family = message.U8(0);
        PrefixLength = message.U8(1);
        Tos = message.U8(3);
        Protocol = message.U8(5);
        Scope = message.U8(6);
        Type = message.U8(7);
        Flags = message.U32(8);
        Attributes attributes = message.Attributes(FixedBytes);
        Destination = attributes.Bytes(RTA_DST);
        Table = attributes.U32(RTA_TABLE) ?? message.U8(4);
        Priority = attributes.U32(RTA_PRIORITY) ?? 0;
        PreferredSource = attributes.Bytes(RTA_PREFSRC);
        Gateway = attributes.Bytes(RTA_GATEWAY);
        OutIndex = (int)(attributes.U32(RTA_OIF) ?? 0);
        NumberedHop = attributes.U32(RTA_NH_ID) ?? 0;
        Metrics = attributes.Bytes(RTA_METRICS);
        if (attributes.Find(RTA_MULTIPATH) is { } hops)
        {
            Hops = [.. ReadHops(hops)];
        }
    }

    public byte Family { get; }

    public byte PrefixLength { get; }

    public byte Tos { get; }

    public byte Protocol { get; }

    public byte Scope { get; }

    public byte Type { get; }

    public uint Flags { get; }

    public byte[]? Destination { get; }

    public uint Table { get; }

    public uint Priority { get; }

    public byte[]? PreferredSource { get; }

    public byte[]? Gateway { get; }

    /// <summary>0 for none.</summary>
    public int OutIndex { get; }

    /// <summary>RTA_NH_ID; 0 for none.</summary>
    public uint NumberedHop { get; }

    public byte[]? Metrics { get; }

    /// <summary>RTA_MULTIPATH; null when the request has none.</summary>
    public IReadOnlyList<Hop>? Hops { get; }

    /// <summary>A next hop object is the whole way.</summary>
    public void CheckNumberedHop()
    {
        if (NumberedHop != 0 && (OutIndex != 0 || Gateway is not null || Hops is not null))
        {
            throw new RefusedException(Errno.EINVAL, "Nexthop specification and nexthop id are mutually exclusive");
        }
    }

    private static IEnumerable<Hop> ReadHops(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length >= HopFixedBytes)
        {
            int length = BitConverter.ToUInt16(bytes.Span);
            if (length < HopFixedBytes || length > bytes.Length)
            {
                throw new RefusedException(Errno.EINVAL, "Invalid nexthop configuration - extra data after nexthops");
            }
            Attributes attributes = Attributes.Parse(bytes[HopFixedBytes..length]);
            yield return new(attributes.Bytes(RTA_GATEWAY), BitConverter.ToInt32(bytes.Span[4..]), bytes.Span[3], bytes.Span[2]);
            bytes = bytes[Math.Min((length + 3) & ~3, bytes.Length)..];
        }
    }

    /// <param name="OutIndex">0 for none.</param>
    public sealed record Hop(byte[]? Gateway, int OutIndex, byte Weight, uint Flags);
}
