using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>What a strict RTM_GETROUTE dump asks for (ip_valid_fib_dump_req); zero is "any".</summary>
internal sealed class RouteFilter
{
    private const int FixedBytes = 12;

    public RouteFilter(Message message)
    {
        if (message.Body.Length < FixedBytes)
        {
            return;
        }
        Attributes attributes = message.Attributes(FixedBytes);
        Table = attributes.U32(RTA_TABLE) ?? message.U8(4);
        Protocol = message.U8(5);
        Type = message.U8(7);
        OutIndex = (int)(attributes.U32(RTA_OIF) ?? 0);
    }

    public uint Table { get; }

    public byte Protocol { get; }

    public byte Type { get; }

    public int OutIndex { get; }

    public ushort Flags => (ushort)(NLM_F_MULTI | (Table != 0 || Protocol != 0 || Type != 0 || OutIndex != 0 ? NLM_F_DUMP_FILTERED : 0));

    public bool Fits(uint table, byte protocol, byte type, IEnumerable<SimulatedLink?> links) =>
        (Table == 0 || Table == table)
        && (Protocol == 0 || Protocol == protocol)
        && (Type == 0 || Type == type)
        && (OutIndex == 0 || links.Any(l => l?.Index == OutIndex));
}
