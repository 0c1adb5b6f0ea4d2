using static Wire.Testing.Simulation.FibRules;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>What a rule request asks for; what is null is not mentioned.</summary>
public sealed record RuleWish
{
    public byte Family { get; init; } = AF_INET;

    public uint? Priority { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? InName { get; init; }

    public string? OutName { get; init; }

    public uint? Mark { get; init; }

    public uint? MarkMask { get; init; }

    public uint Table { get; init; }

    /// <summary>0 in a deletion: any.</summary>
    public byte Action { get; init; } = FR_ACT_TO_TBL;

    public byte? Protocol { get; init; }

    public bool Not { get; init; }
}

/// <summary>Rule requests as bytes, written without Wire.Kernel.</summary>
public static class RuleBytes
{
    public static byte[] Add(RuleWish wish, ushort flags = NLM_F_CREATE | NLM_F_EXCL, uint sequence = 1) => Write(RTM_NEWRULE, wish, flags, sequence);

    public static byte[] Delete(RuleWish wish, ushort flags = 0, uint sequence = 1) => Write(RTM_DELRULE, wish, flags, sequence);

    private static byte[] Write(ushort type, RuleWish wish, ushort flags, uint sequence)
    {
        IpText? from = wish.From is { } f ? IpText.Parse(f) : null;
        IpText? to = wish.To is { } t ? IpText.Parse(t) : null;
        MessageWriter message = new MessageWriter(type, (ushort)(flags | NLM_F_REQUEST | NLM_F_ACK), sequence, 0)
            .U8(wish.Family).U8(to?.PrefixLength ?? 0).U8(from?.PrefixLength ?? 0).U8(0)
            .U8(wish.Table < 256 ? (byte)wish.Table : RT_TABLE_COMPAT).U8(0).U8(0).U8(wish.Action)
            .U32(wish.Not ? FIB_RULE_INVERT : 0);
        if (from is { } source)
        {
            message.Attribute(FRA_SRC, source.Bytes);
        }
        if (to is { } destination)
        {
            message.Attribute(FRA_DST, destination.Bytes);
        }
        if (wish.Table != 0)
        {
            message.AttributeU32(FRA_TABLE, wish.Table);
        }
        WriteNumber(message, FRA_PRIORITY, wish.Priority);
        WriteNumber(message, FRA_FWMARK, wish.Mark);
        WriteNumber(message, FRA_FWMASK, wish.MarkMask);
        WriteText(message, FRA_IIFNAME, wish.InName);
        WriteText(message, FRA_OIFNAME, wish.OutName);
        if (wish.Protocol is { } protocol)
        {
            message.AttributeU8(FRA_PROTOCOL, protocol);
        }
        return message.ToArray();
    }

    private static void WriteNumber(MessageWriter message, ushort type, uint? value)
    {
        if (value is { } number)
        {
            message.AttributeU32(type, number);
        }
    }

    private static void WriteText(MessageWriter message, ushort type, string? text)
    {
        if (text is not null)
        {
            message.AttributeText(type, text);
        }
    }
}
