using Wire.Domain;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>One expression of a rule as the kernel has it (net/netfilter/nft_*.c). Equal when they do the same.</summary>
/// <param name="Name">NFTA_EXPR_NAME.</param>
internal abstract record NftExpression(string Name)
{
    /// <summary>What is in NFTA_EXPR_DATA.</summary>
    protected abstract void WriteData(NetlinkMessageWriter writer);

    public void Write(NetlinkMessageWriter writer)
    {
        int element = writer.BeginNest(NFTA_LIST_ELEM);
        writer.WriteString(NFTA_EXPR_NAME, Name);
        int data = writer.BeginNest(NFTA_EXPR_DATA);
        WriteData(writer);
        writer.EndNested(data);
        writer.EndNested(element);
    }
}

internal sealed record NftPayload(uint Register, uint Base, uint Offset, uint Length) : NftExpression("payload")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU32Be(NFTA_PAYLOAD_DREG, Register);
        writer.WriteU32Be(NFTA_PAYLOAD_BASE, Base);
        writer.WriteU32Be(NFTA_PAYLOAD_OFFSET, Offset);
        writer.WriteU32Be(NFTA_PAYLOAD_LEN, Length);
    }
}

internal sealed record NftMeta(uint Register, uint Key, bool Sets) : NftExpression("meta")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU32Be(NFTA_META_KEY, Key);
        writer.WriteU32Be(Sets ? NFTA_META_SREG : NFTA_META_DREG, Register);
    }
}

internal sealed record NftCt(uint Register, uint Key, bool Sets) : NftExpression("ct")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU32Be(NFTA_CT_KEY, Key);
        writer.WriteU32Be(Sets ? NFTA_CT_SREG : NFTA_CT_DREG, Register);
    }
}

internal sealed record NftCmp(uint Register, uint Operator, ValueList<byte> Value) : NftExpression("cmp")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU32Be(NFTA_CMP_SREG, Register);
        writer.WriteU32Be(NFTA_CMP_OP, Operator);
        writer.WriteData(NFTA_CMP_DATA, Value);
    }
}

/// <summary>The register and a mask; the exclusive or is with zeros.</summary>
internal sealed record NftMask(uint Register, ValueList<byte> Mask) : NftExpression("bitwise")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU32Be(NFTA_BITWISE_SREG, Register);
        writer.WriteU32Be(NFTA_BITWISE_DREG, Register);
        writer.WriteU32Be(NFTA_BITWISE_LEN, (uint)Mask.Count);
        writer.WriteData(NFTA_BITWISE_MASK, Mask);
        writer.WriteData(NFTA_BITWISE_XOR, new(new byte[Mask.Count]));
    }
}

/// <summary>NFT_RANGE_NEQ; what is inside is asked for by two comparisons.</summary>
internal sealed record NftOutside(uint Register, NftValue Range) : NftExpression("range")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU32Be(NFTA_RANGE_SREG, Register);
        writer.WriteU32Be(NFTA_RANGE_OP, NFT_RANGE_NEQ);
        writer.WriteData(NFTA_RANGE_FROM_DATA, Range.First);
        writer.WriteData(NFTA_RANGE_TO_DATA, Range.Last);
    }
}

/// <param name="Set">Its name; <see cref="NftInlineSets.NamePattern"/> for the rule's own.</param>
/// <param name="Register">Of the key.</param>
/// <param name="Into">Where a map's value goes; NFT_REG_VERDICT for a verdict map, null for a set.</param>
/// <param name="IsNot">For keys that are not in it.</param>
/// <param name="Inline">What the rule's own set has in it; null for a set with a name.</param>
internal sealed record NftSetLookup(string Set, uint Register, uint? Into, bool IsNot, NftInlineSet? Inline = null) : NftExpression("lookup")
{
    /// <summary>NFTA_SET_ID by which the request that makes the rule's own set is found; 0 for a set that is there.</summary>
    public uint SetId { get; init; }

    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteString(NFTA_LOOKUP_SET, Set);
        if (SetId != 0)
        {
            writer.WriteU32Be(NFTA_LOOKUP_SET_ID, SetId);
        }
        writer.WriteU32Be(NFTA_LOOKUP_SREG, Register);
        if (Into is { } into)
        {
            writer.WriteU32Be(NFTA_LOOKUP_DREG, into);
        }
        if (IsNot)
        {
            writer.WriteU32Be(NFTA_LOOKUP_FLAGS, NFT_LOOKUP_F_INV);
        }
    }
}

internal sealed record NftImmediate(uint Register, ValueList<byte> Value) : NftExpression("immediate")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU32Be(NFTA_IMMEDIATE_DREG, Register);
        writer.WriteData(NFTA_IMMEDIATE_DATA, Value);
    }
}

internal sealed record NftDecision(NftVerdict Verdict) : NftExpression("immediate")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU32Be(NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT);
        writer.WriteVerdict(NFTA_IMMEDIATE_DATA, Verdict);
    }
}

internal sealed record NftCount() : NftExpression("counter")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU64Be(NFTA_COUNTER_BYTES, 0);
        writer.WriteU64Be(NFTA_COUNTER_PACKETS, 0);
    }
}

internal sealed record NftRate(NftLimit Limit) : NftExpression("limit")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU64Be(NFTA_LIMIT_RATE, Limit.Rate);
        writer.WriteU64Be(NFTA_LIMIT_UNIT, Limit.Seconds);
        writer.WriteU32Be(NFTA_LIMIT_BURST, Limit.Burst);
        writer.WriteU32Be(NFTA_LIMIT_TYPE, Limit.IsBytes ? 1u : 0);
        writer.WriteU32Be(NFTA_LIMIT_FLAGS, Limit.IsOver ? NFT_LIMIT_F_INV : 0);
    }
}

internal sealed record NftLogging(NftLog Log) : NftExpression("log")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        if (Log.Group is { } group)
        {
            writer.WriteU16Be(NFTA_LOG_GROUP, (ushort)group);
        }
        if (Log.Prefix is { } prefix)
        {
            writer.WriteString(NFTA_LOG_PREFIX, prefix);
        }
        if (Log.Level is { } level)
        {
            writer.WriteU32Be(NFTA_LOG_LEVEL, level);
        }
    }
}

internal sealed record NftRejection(uint Type, uint Code) : NftExpression("reject")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU32Be(NFTA_REJECT_TYPE, Type);
        if (Type != NFT_REJECT_TCP_RST)
        {
            writer.WriteU8(NFTA_REJECT_ICMP_CODE, (byte)Code);
        }
    }
}

/// <summary>Translation of addresses: <c>nat</c>, <c>masq</c> and <c>redir</c>. The end of a range is told also where it is its beginning.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Family">Of the addresses; 0 where there is none.</param>
/// <param name="Addresses">The registers of the first and the last address.</param>
/// <param name="Ports">The registers of the first and the last port.</param>
/// <param name="Flags">NF_NAT_RANGE_*, without those that say which registers there are.</param>
internal sealed record NftTranslation(NftNatKind Kind, uint Family, (uint First, uint Last)? Addresses, (uint First, uint Last)? Ports, uint Flags)
    : NftExpression(Kind switch { NftNatKind.Masquerade => "masq", NftNatKind.Redirect => "redir", _ => "nat" })
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        switch (Kind)
        {
            case NftNatKind.Masquerade:
                Write(writer, Ports, NFTA_MASQ_REG_PROTO_MIN, NFTA_MASQ_REG_PROTO_MAX);
                WriteFlags(writer, NFTA_MASQ_FLAGS);
                break;
            case NftNatKind.Redirect:
                Write(writer, Ports, NFTA_REDIR_REG_PROTO_MIN, NFTA_REDIR_REG_PROTO_MAX);
                WriteFlags(writer, NFTA_REDIR_FLAGS);
                break;
            default:
                writer.WriteU32Be(NFTA_NAT_TYPE, Kind == NftNatKind.Snat ? NFT_NAT_SNAT : NFT_NAT_DNAT);
                writer.WriteU32Be(NFTA_NAT_FAMILY, Family);
                Write(writer, Addresses, NFTA_NAT_REG_ADDR_MIN, NFTA_NAT_REG_ADDR_MAX);
                Write(writer, Ports, NFTA_NAT_REG_PROTO_MIN, NFTA_NAT_REG_PROTO_MAX);
                WriteFlags(writer, NFTA_NAT_FLAGS);
                break;
        }
    }

    private static void Write(NetlinkMessageWriter writer, (uint First, uint Last)? registers, ushort first, ushort last)
    {
        if (registers is var (from, to))
        {
            writer.WriteU32Be(first, from);
            if (to != from)
            {
                writer.WriteU32Be(last, to);
            }
        }
    }

    private void WriteFlags(NetlinkMessageWriter writer, ushort type)
    {
        if (Flags != 0)
        {
            writer.WriteU32Be(type, Flags);
        }
    }
}

internal sealed record NftDynset(uint Operation, string Set, uint Register, ulong? TimeoutMs) : NftExpression("dynset")
{
    protected override void WriteData(NetlinkMessageWriter writer)
    {
        writer.WriteU32Be(NFTA_DYNSET_SREG_KEY, Register);
        writer.WriteU32Be(NFTA_DYNSET_OP, Operation);
        writer.WriteString(NFTA_DYNSET_SET_NAME, Set);
        if (TimeoutMs is { } timeout)
        {
            writer.WriteU64Be(NFTA_DYNSET_TIMEOUT, timeout);
        }
    }
}
