using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>Expressions as the statements that nft(8) would print for them.</summary>
internal sealed class NftDecompiler
{
    private readonly uint _family;
    private readonly List<NftExpression> _code;
    private readonly List<NftStatement> _found = [];
    private readonly NftInlineSets.Finder _inline;
    private int _at;

    private NftDecompiler(uint family, IReadOnlyList<NftExpression> code, NftInlineSets.Finder inline)
    {
        _family = family;
        _code = [.. code];
        _inline = inline;
    }

    /// <summary>Null when the expressions are none that Wire would make: what they do must not be guessed.</summary>
    /// <param name="family">nfgen_family.</param>
    /// <param name="code">All of a rule.</param>
    /// <param name="inline">Asks for what is in a rule's own set.</param>
    public static ImmutableArray<NftStatement>? Decompile(uint family, IReadOnlyList<NftExpression> code, NftInlineSets.Finder inline)
    {
        NftDecompiler decompiler = new(family, code, inline);
        while (decompiler._at < decompiler._code.Count)
        {
            if (decompiler.Statement() is not { } statement)
            {
                return null;
            }
            decompiler._found.Add(NftRuleText.Canonical(family, statement));
        }
        ImmutableArray<NftStatement> statements = [.. decompiler._found];
        // What no word says exactly: a name that nft(8) would not take, a prefix with a quote in it.
        return statements.All(s => s.Equals(NftRuleText.Parse(s.ToString()!))) && NftCompiler.Compile(family, statements).SequenceEqual(decompiler._code) ? NftRuleText.Contract(family, statements) : null;
    }

    private NftStatement? Statement()
    {
        switch (_code[_at++])
        {
            case NftCount:
                return new NftCounter();
            case NftRate rate:
                return rate.Limit;
            case NftLogging log:
                return log.Log;
            case NftDecision decision:
                return decision.Verdict;
            case NftRejection reject:
                return new NftReject(reject.Type, reject.Type == 0 && IsIcmp6(), reject.Code);
            case NftImmediate or NftTranslation when Translation() is { } nat:
                return nat;
            case NftImmediate immediate:
                return _at < _code.Count && Target(_code[_at]) is { } target && immediate.Value.Count == target.Type.Bytes && _at++ >= 0 ? new NftAssignment(target, immediate.Value, [], null) : null;
            default:
                _at--;
                return OfKey();
        }
    }

    /// <summary>Null where what comes is none: nothing is taken then.</summary>
    private NftNat? Translation()
    {
        int start = _at - 1, end = start;
        while (end < _code.Count && _code[end] is NftImmediate)
        {
            end++;
        }
        if (end == _code.Count || _code[end] is not NftTranslation translation)
        {
            return null;
        }
        List<NftImmediate> loaded = [.. _code[start..end].Cast<NftImmediate>()];
        NftType? type = translation.Addresses is null ? null : translation.Family == NftFamily.Ip ? NftType.Ip4 : translation.Family == NftFamily.Ip6 ? NftType.Ip6 : null;
        NftValue? address = type is null ? null : Loaded(translation.Addresses, type), ports = Loaded(translation.Ports, NftType.Service);
        if ((translation.Addresses is not null && address is null) || (translation.Ports is not null && ports is null))
        {
            return null;
        }
        _at = end + 1;
        return new(translation.Kind, type, address, ports, translation.Flags, SaysType: false);

        NftValue? Loaded((uint First, uint Last)? registers, NftType of) =>
            registers is var (first, last) && Value(first) is { } from && Value(last) is { } to && from.Count == of.Bytes && to.Count == of.Bytes ? new NftValue(from, to) : null;

        ValueList<byte>? Value(uint register) => loaded.FirstOrDefault(i => i.Register == register)?.Value;
    }

    /// <summary>The code of a rejection means another thing in IPv6; which it is has been said before.</summary>
    private bool IsIcmp6() => _family == NftFamily.Ip6 || _found.Any(s => s.ToString() is "meta nfproto ipv6" or "meta protocol ip6" or "ether type ip6");

    private static NftSelector? Target(NftExpression expression) => expression switch
    {
        NftMeta { Sets: true } meta => NftSelector.All.FirstOrDefault(s => s.Origin == NftOrigin.Meta && s.At == meta.Key && s.IsSettable),
        NftCt { Sets: true } ct => NftSelector.All.FirstOrDefault(s => s.Origin == NftOrigin.Ct && s.At == ct.Key && s.IsSettable),
        _ => null,
    };

    private NftStatement? OfKey()
    {
        List<NftSelector> keys = [];
        uint words = 0;
        Split();
        while (_at < _code.Count && Selector(_code[_at], NftCompiler.Register(words)) is { } selector)
        {
            keys.Add(selector);
            words += (uint)selector.Type.RegisterBytes / 4;
            _at++;
        }
        if (keys.Count == 0 || _at == _code.Count)
        {
            return null;
        }
        ValueList<NftSelector> key = keys.ToValueList();
        switch (_code[_at++])
        {
            case NftSetLookup { Into: null } lookup:
                return Own(lookup, key, null) is var (name, own) ? new NftLookup(key, lookup.IsNot, name, own) : null;
            case NftSetLookup { Into: NFT_REG_VERDICT } map:
                return Own(map, key, NftInlineSets.Verdict) is var (verdicts, decisions) ? new NftVerdictMap(key, verdicts, decisions) : null;
            case NftSetLookup map:
                return _at < _code.Count && Target(_code[_at]) is { } target && Own(map, key, target.Type.Name) is var (values, pairs) && _at++ >= 0 ? new NftAssignment(target, null, key, values, pairs) : null;
            case NftDynset dynset:
                return new NftSetChange(dynset.Operation, dynset.Set, key, dynset.TimeoutMs);
            case NftMask mask when keys.Count == 1 && _at < _code.Count && _code[_at++] is NftCmp compared:
                return Masked(keys[0], mask.Mask, compared);
            case NftCmp { Operator: NFT_CMP_GTE } low when keys.Count == 1 && _at < _code.Count && _code[_at] is NftCmp { Operator: NFT_CMP_LTE } high:
                _at++;
                return Ranged(keys[0], NftOperator.Equal, new(low.Value, high.Value));
            case NftCmp compared when keys.Count == 1 && Operator(compared.Operator) is { } op:
                return Compared(keys[0], op, compared.Value);
            case NftOutside outside when keys.Count == 1:
                return Ranged(keys[0], NftOperator.NotEqual, outside.Range);
            default:
                return null;
        }
    }

    /// <summary>The name of a set, or what is in the rule's own, which has another name at each time. Null when that is not known.</summary>
    private (string? Name, NftInlineSet? Own)? Own(NftSetLookup lookup, ValueList<NftSelector> keys, string? mapsTo)
    {
        if (!NftInlineSets.IsInline(lookup.Set))
        {
            return (lookup.Set, null);
        }
        if (!keys.All(NftInlineSet.CanHold) || _inline(lookup.Set, [.. keys.Select(k => k.Type)], mapsTo) is not { } own)
        {
            return null;
        }
        _code[_code.IndexOf(lookup)] = lookup with { Set = NftInlineSets.NamePattern, Inline = own };
        return (null, own);
    }

    /// <summary>nft(8) compares fields that stand side by side as one; that is the same as one after the other.</summary>
    private void Split()
    {
        if (_at + 1 < _code.Count && _code[_at] is NftPayload both && _code[_at + 1] is NftCmp { Operator: NFT_CMP_EQ } cmp && cmp.Value.Count == both.Length
            && Selector(both, both.Register) is null
            && NftSelector.All.FirstOrDefault(s => (uint)s.Origin == both.Base && s.At == both.Offset && s.Bytes < both.Length && s.Mask == 0 && IsThere(s)) is { } first)
        {
            _code[_at] = both with { Length = (uint)first.Bytes };
            _code[_at + 1] = cmp with { Value = [.. cmp.Value.Take(first.Bytes)] };
            _code.Insert(_at + 2, both with { Offset = both.Offset + (uint)first.Bytes, Length = both.Length - (uint)first.Bytes });
            _code.Insert(_at + 3, cmp with { Value = [.. cmp.Value.Skip(first.Bytes)] });
        }
    }

    private NftSelector? Selector(NftExpression expression, uint register) => expression switch
    {
        NftPayload payload when payload.Register == register => NftSelector.All.FirstOrDefault(s => (uint)s.Origin == payload.Base && s.At == payload.Offset
            && (s.Bytes == payload.Length || (s.Type.HasPrefixes && payload.Length > 0 && payload.Length < s.Bytes)) && IsThere(s)),
        NftMeta { Sets: false } meta when meta.Register == register => NftSelector.All.FirstOrDefault(s => s.Origin == NftOrigin.Meta && s.At == meta.Key),
        NftCt { Sets: false } ct when ct.Register == register => NftSelector.All.FirstOrDefault(s => s.Origin == NftOrigin.Ct && s.At == ct.Key),
        _ => null,
    };

    /// <summary>What has been said before makes the bytes this field: one place in a header is many things.</summary>
    private bool IsThere(NftSelector selector)
    {
        NftStatement reads = new NftLookup([selector], false, "x");
        return NftRuleText.WhyNot(_family, reads) is null
            && NftRuleText.Expand(_family, [.. _found, reads]).Length == NftRuleText.Expand(_family, _found).Length + 1;
    }

    private static NftMatch? Ranged(NftSelector selector, NftOperator op, NftValue range) =>
        range.First.Count == selector.Type.Bytes && range.Last.Count == selector.Type.Bytes ? new(selector, op, range) : null;

    private static NftMatch? Compared(NftSelector selector, NftOperator op, ValueList<byte> value) =>
        value.Count == selector.Type.Bytes || (selector.Type.IsName && value.Count < selector.Type.Bytes) ? new(selector, op, new(value, value))
        : selector.Type.HasPrefixes && value.Count < selector.Type.Bytes ? Prefix(selector, op, [.. value, .. new byte[selector.Type.Bytes - value.Count]], 8 * value.Count)
        : null;

    private static NftMatch? Prefix(NftSelector selector, NftOperator op, ValueList<byte> address, int length) =>
        selector.Type.OfPrefix(address, length) is var (first, last) ? new(selector, op, new(first, last)) : null;

    private static NftMatch? Masked(NftSelector selector, ValueList<byte> mask, NftCmp compared)
    {
        NftType type = selector.Type;
        if (compared.Value.Count != mask.Count || Operator(compared.Operator) is not { } op)
        {
            return null;
        }
        if (selector.Mask != 0)
        {
            uint value = compared.Value.Aggregate(0u, (all, b) => all << 8 | b) >> selector.Shift;
            ValueList<byte> number = type.OfNumber(value);
            return new(selector, op, new(number, number));
        }
        if (mask.Count != type.Bytes)
        {
            return null;
        }
        if (type.IsFlags && op == NftOperator.NotEqual && compared.Value.All(b => b == 0))
        {
            return new(selector, NftOperator.Equal, new(mask, mask));
        }
        if (type.HasPrefixes)
        {
            int length = mask.Sum(b => System.Numerics.BitOperations.PopCount(b));
            return mask.Equals(NftCompiler.PrefixMask(mask.Count, length)) ? Prefix(selector, op, compared.Value, length) : null;
        }
        return type.HasMasks || type == NftType.TcpFlags ? new(selector, op, new(compared.Value, compared.Value), mask) : null;
    }

    private static NftOperator? Operator(uint op) => op switch
    {
        NFT_CMP_EQ => NftOperator.Equal,
        NFT_CMP_NEQ => NftOperator.NotEqual,
        NFT_CMP_LT => NftOperator.Less,
        NFT_CMP_LTE => NftOperator.LessOrEqual,
        NFT_CMP_GT => NftOperator.Greater,
        NFT_CMP_GTE => NftOperator.GreaterOrEqual,
        _ => null,
    };
}
