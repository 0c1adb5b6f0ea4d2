using Wire.Domain;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>Statements, with all that goes without saying, as expressions: as nft(8) makes them.</summary>
internal static class NftCompiler
{
    public static List<NftExpression> Compile(uint family, IEnumerable<NftStatement> statements)
    {
        List<NftExpression> code = [];
        foreach (NftStatement statement in statements)
        {
            Compile(family, statement, code);
        }
        return code;
    }

    private static void Compile(uint family, NftStatement statement, List<NftExpression> code)
    {
        switch (statement)
        {
            case NftMatch match:
                Match(match, code);
                break;
            case NftLookup lookup:
                Load(lookup.Keys, code);
                code.Add(Lookup(lookup.Name, lookup.Own, null, lookup.IsNot));
                break;
            case NftVerdictMap map:
                Load(map.Keys, code);
                code.Add(Lookup(map.Name, map.Own, NFT_REG_VERDICT, isNot: false));
                break;
            case NftAssignment { Value: { } value } assignment:
                code.Add(new NftImmediate(NFT_REG_1, value));
                code.Add(Access(assignment.Target, NFT_REG_1, sets: true));
                break;
            case NftAssignment assignment:
                Load(assignment.Keys, code);
                code.Add(Lookup(assignment.Map, assignment.Own, NFT_REG_1, isNot: false));
                code.Add(Access(assignment.Target, NFT_REG_1, sets: true));
                break;
            case NftSetChange change:
                Load(change.Keys, code);
                code.Add(new NftDynset(change.Operation, change.Name, NFT_REG_1, change.TimeoutMs));
                break;
            case NftCounter:
                code.Add(new NftCount());
                break;
            case NftLimit limit:
                code.Add(new NftRate(limit));
                break;
            case NftLog log:
                code.Add(new NftLogging(log));
                break;
            case NftVerdict verdict:
                code.Add(new NftDecision(verdict));
                break;
            case NftNat nat:
                Translate(family, nat, code);
                break;
            case NftReject reject:
                NftReject said = reject.Type is null ? NftRuleText.Usual(family) : reject;
                code.Add(new NftRejection(said.Type!.Value, said.Code));
                break;
            default:
                throw new InvalidOperationException($"no expressions for {statement.GetType().Name}");
        }
    }

    private static NftSetLookup Lookup(string? name, NftInlineSet? inline, uint? into, bool isNot) => new(name ?? NftInlineSets.NamePattern, NFT_REG_1, into, isNot, inline);

    /// <summary>The address, the last of its range, the port and the last of its range are in one register after the other.</summary>
    private static void Translate(uint family, NftNat nat, List<NftExpression> code)
    {
        uint register = NFT_REG_1;
        (uint, uint)? addresses = Load(nat.Address), ports = Load(nat.Ports);
        code.Add(new NftTranslation(nat.Kind, !nat.TakesAddress ? 0 : nat.Type is null ? family : nat.Type == NftType.Ip4 ? NftFamily.Ip : NftFamily.Ip6, addresses, ports, nat.Flags));

        (uint, uint)? Load(NftValue? value)
        {
            if (value is not { } range)
            {
                return null;
            }
            uint first = register++;
            code.Add(new NftImmediate(first, range.First));
            if (range.IsOne)
            {
                return (first, first);
            }
            code.Add(new NftImmediate(register, range.Last));
            return (first, register++);
        }
    }

    private static void Match(NftMatch match, List<NftExpression> code)
    {
        NftSelector selector = match.Selector;
        code.Add(Access(selector, NFT_REG_1, sets: false));
        (ValueList<byte> first, ValueList<byte> last) = (match.Value.First, match.Value.Last);
        if (selector.Mask != 0)
        {
            code.Add(new NftMask(NFT_REG_1, Wide(selector, selector.Mask)));
            code.Add(new NftCmp(NFT_REG_1, Number(match.Operator), Wide(selector, selector.Type.NumberOf(first) << selector.Shift)));
        }
        else if (match.Mask is { } mask)
        {
            code.Add(new NftMask(NFT_REG_1, mask));
            code.Add(new NftCmp(NFT_REG_1, Number(match.Operator), first));
        }
        else if (selector.Type.IsFlags && match.Operator == NftOperator.Equal)
        {
            code.Add(new NftMask(NFT_REG_1, first));
            code.Add(new NftCmp(NFT_REG_1, NFT_CMP_NEQ, new(new byte[first.Count])));
        }
        else if (match.Value.IsOne)
        {
            code.Add(new NftCmp(NFT_REG_1, Number(match.Operator), first));
        }
        else if (selector.Type.HasPrefixes && selector.Type.PrefixOf(first, last) is { } length)
        {
            if (length % 8 == 0 && length > 0)
            {
                // Whole bytes are read and compared without a mask.
                code[^1] = ((NftPayload)code[^1]) with { Length = (uint)length / 8 };
                code.Add(new NftCmp(NFT_REG_1, Number(match.Operator), [.. first.Take(length / 8)]));
            }
            else
            {
                code.Add(new NftMask(NFT_REG_1, PrefixMask(first.Count, length)));
                code.Add(new NftCmp(NFT_REG_1, Number(match.Operator), first));
            }
        }
        else if (match.Operator == NftOperator.Equal)
        {
            code.Add(new NftCmp(NFT_REG_1, NFT_CMP_GTE, first));
            code.Add(new NftCmp(NFT_REG_1, NFT_CMP_LTE, last));
        }
        else
        {
            code.Add(new NftOutside(NFT_REG_1, match.Value));
        }
    }

    /// <summary>A key of several fields is in one register after the other; each field begins at one of 4 bytes.</summary>
    private static void Load(ValueList<NftSelector> keys, List<NftExpression> code)
    {
        uint words = 0;
        foreach (NftSelector selector in keys)
        {
            code.Add(Access(selector, Register(words), sets: false));
            words += (uint)selector.Type.RegisterBytes / 4;
        }
    }

    /// <summary>As the kernel tells it (nft_dump_register): a register at a multiple of 16 bytes has its old number.</summary>
    public static uint Register(uint word) => word % 4 == 0 ? NFT_REG_1 + word / 4 : NFT_REG32_00 + word;

    private static NftExpression Access(NftSelector selector, uint register, bool sets) => selector.Origin switch
    {
        NftOrigin.Meta => new NftMeta(register, selector.At, sets),
        NftOrigin.Ct => new NftCt(register, selector.At, sets),
        _ => new NftPayload(register, (uint)selector.Origin, selector.At, (uint)selector.Bytes),
    };

    public static ValueList<byte> PrefixMask(int bytes, int length) =>
        [.. Enumerable.Range(0, bytes).Select(i => (byte)(0xff00 >> Math.Clamp(length - 8 * i, 0, 8)))];

    /// <summary>A number as the bytes that a selector reads, in network order.</summary>
    public static ValueList<byte> Wide(NftSelector selector, uint value) =>
        [.. Enumerable.Range(1, selector.Bytes).Select(i => (byte)(value >> 8 * (selector.Bytes - i)))];

    public static uint Number(NftOperator op) => op switch
    {
        NftOperator.NotEqual => NFT_CMP_NEQ,
        NftOperator.Less => NFT_CMP_LT,
        NftOperator.LessOrEqual => NFT_CMP_LTE,
        NftOperator.Greater => NFT_CMP_GT,
        NftOperator.GreaterOrEqual => NFT_CMP_GTE,
        _ => NFT_CMP_EQ,
    };
}
