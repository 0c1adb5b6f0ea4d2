using static Wire.Testing.Simulation.FibRules;

namespace Wire.Testing.Simulation;

/// <summary>A policy rule (<c>struct fib_rule</c>).</summary>
internal sealed record Rule
{
    public required byte Family { get; init; }

    public required uint Priority { get; init; }

    public byte DestinationLength { get; init; }

    public byte SourceLength { get; init; }

    public byte Tos { get; init; }

    public byte Action { get; init; } = FR_ACT_TO_TBL;

    /// <summary>FIB_RULE_INVERT and its like, as asked for.</summary>
    public uint Flags { get; init; }

    public uint Table { get; init; }

    /// <summary>Hex of the address, so that records compare.</summary>
    public string? Destination { get; init; }

    public string? Source { get; init; }

    public string? InName { get; init; }

    public string? OutName { get; init; }

    public uint Mark { get; init; }

    public uint MarkMask { get; init; }

    public uint Goto { get; init; }

    public uint? SuppressPrefixLength { get; init; }

    public byte Protocol { get; init; }

    /// <summary>FRA_L3MDEV: it leads into the table of the VRF that the lookup is about.</summary>
    public bool IsOfVrfs { get; init; }

    /// <summary>A lookup from the machine itself, with no source and no mark, of so many bytes of destination.</summary>
    public bool FitsGatewayLookup(SimulatedNamespace ns, byte[] destination, int outIndex)
    {
        bool fits = SourceLength == 0
            && (DestinationLength == 0 || PrefixFits(Convert.FromHexString(Destination!), destination, DestinationLength))
            && (InName is null || ns.Links.Find(InName) is { IsLoopback: true })
            && (OutName is null || ns.Links.Find(OutName)?.Index == outIndex)
            && (!IsOfVrfs || VrfLink.TableOf(ns.Links.Find(outIndex)) is not null)
            && (Mark & MarkMask) == 0
            && Tos == 0;
        return fits != ((Flags & FIB_RULE_INVERT) != 0);
    }

    /// <summary>Where a lookup that fits goes on.</summary>
    public uint TableFor(SimulatedNamespace ns, int outIndex) => IsOfVrfs ? VrfLink.TableOf(ns.Links.Find(outIndex))!.Value : Table;

    public byte[] Write(ushort type, SimulatedNamespace ns, Cause cause, ushort flags = 0)
    {
        uint told = Flags
            | (InName is not null && ns.Links.Find(InName) is null ? FIB_RULE_IIF_DETACHED : 0)
            | (OutName is not null && ns.Links.Find(OutName) is null ? FIB_RULE_OIF_DETACHED : 0);
        MessageWriter message = new MessageWriter(type, flags, cause.Sequence, cause.PortId)
            .U8(Family).U8(DestinationLength).U8(SourceLength).U8(Tos)
            .U8(Table < 256 ? (byte)Table : Rtnetlink.RT_TABLE_COMPAT).U8(0).U8(0).U8(Action).U32(told);
        message.AttributeU32(FRA_TABLE, Table)
            .AttributeU32(FRA_SUPPRESS_PREFIXLEN, SuppressPrefixLength ?? uint.MaxValue)
            .AttributeU8(FRA_PROTOCOL, Protocol);
        if (IsOfVrfs)
        {
            message.AttributeU8(FRA_L3MDEV, 1);
        }
        WriteText(message, FRA_IIFNAME, InName);
        WriteText(message, FRA_OIFNAME, OutName);
        if (Goto != 0)
        {
            message.AttributeU32(FRA_GOTO, Goto);
        }
        if (Priority != 0)
        {
            message.AttributeU32(FRA_PRIORITY, Priority);
        }
        if (Mark != 0)
        {
            message.AttributeU32(FRA_FWMARK, Mark);
        }
        if (MarkMask != 0 || Mark != 0)
        {
            message.AttributeU32(FRA_FWMASK, MarkMask);
        }
        WriteBytes(message, FRA_DST, Destination);
        WriteBytes(message, FRA_SRC, Source);
        return message.ToArray();
    }

    private static void WriteText(MessageWriter message, ushort type, string? text)
    {
        if (text is not null)
        {
            message.AttributeText(type, text);
        }
    }

    private static void WriteBytes(MessageWriter message, ushort type, string? hex)
    {
        if (hex is not null)
        {
            message.Attribute(type, Convert.FromHexString(hex));
        }
    }

    private static bool PrefixFits(byte[] prefix, byte[] address, int length) => prefix.Length == 4
        ? ((Ip.Read4(prefix) ^ Ip.Read4(address)) & Ip.Mask4(length)) == 0
        : ((Ip.Read6(prefix) ^ Ip.Read6(address)) & Ip.Mask6(length)) == 0;
}
