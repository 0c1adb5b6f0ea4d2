using System.Collections.Frozen;
using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>An expression of a rule (struct nft_expr).</summary>
/// <param name="Name">NFTA_EXPR_NAME.</param>
/// <param name="Data">NFTA_EXPR_DATA, as the kernel tells it.</param>
internal sealed record NfExpression(string Name, byte[] Data)
{
    /// <summary>Those that are kept as they were asked for.</summary>
    private static readonly FrozenSet<string> _others = new[]
    {
        "bitwise", "byteorder", "connlimit", "ct", "dup", "dynset", "exthdr", "fib", "flow_offload", "fwd", "hash", "inner", "last", "limit", "log", "masq", "nat", "notrack",
        "numgen", "objref", "osf", "queue", "quota", "range", "redir", "reject", "rt", "socket", "synproxy", "tproxy", "tunnel", "xfrm",
    }.ToFrozenSet();

    public NfVerdict? Verdict { get; private init; }

    /// <summary>The set or map that it looks in.</summary>
    public string? Set { get; private init; }

    /// <summary>Its own form alone: the table is asked later, when the rule has got its handle (select_ops, then init).</summary>
    public static void CheckForm(Attributes expression)
    {
        string? name = expression.Text(NFTA_EXPR_NAME);
        Require(name is "immediate" or "cmp" or "meta" or "payload" or "counter" or "lookup" || _others.Contains(name ?? ""), Errno.ENOENT);
        Attributes data = expression.Nested(NFTA_EXPR_DATA);
        Require(name switch
        {
            "cmp" => data.Has(NFTA_CMP_SREG) && data.Has(NFTA_CMP_DATA) && data.U32Be(NFTA_CMP_OP) <= 5,
            "lookup" => ((data.U32Be(NFTA_LOOKUP_FLAGS) ?? 0) & ~NFT_LOOKUP_F_INV) == 0,
            _ => true,
        }, Errno.EINVAL);
    }

    public static NfExpression Make(Attributes expression, NfTable table, Func<Attributes, NfSet> lookUp)
    {
        string name = expression.Text(NFTA_EXPR_NAME)!;
        Attributes data = expression.Nested(NFTA_EXPR_DATA);
        return name switch
        {
            "immediate" => Immediate(data, table),
            "lookup" => Lookup(data, lookUp(data)),
            "cmp" => new(name, Attributes(w => w.Attribute(NFTA_CMP_SREG, data.Bytes(NFTA_CMP_SREG)).Attribute(NFTA_CMP_OP, data.Bytes(NFTA_CMP_OP)).Attribute(NFTA_CMP_DATA, data.Bytes(NFTA_CMP_DATA)))),
            "meta" => new(name, Attributes(w => w.Attribute(NFTA_META_KEY, data.Bytes(NFTA_META_KEY)).Attribute(NFTA_META_DREG, data.Bytes(NFTA_META_DREG)))),
            "payload" => new(name, Attributes(w => w.Attribute(NFTA_PAYLOAD_DREG, data.Bytes(NFTA_PAYLOAD_DREG)).Attribute(NFTA_PAYLOAD_BASE, data.Bytes(NFTA_PAYLOAD_BASE))
                .Attribute(NFTA_PAYLOAD_OFFSET, data.Bytes(NFTA_PAYLOAD_OFFSET)).Attribute(NFTA_PAYLOAD_LEN, data.Bytes(NFTA_PAYLOAD_LEN)))),
            "counter" => new(name, Attributes(w => w.AttributeU64Be(NFTA_COUNTER_BYTES, data.U64Be(NFTA_COUNTER_BYTES) ?? 0).AttributeU64Be(NFTA_COUNTER_PACKETS, data.U64Be(NFTA_COUNTER_PACKETS) ?? 0))),
            _ => new(name, data.All.Count == 0 ? [] : expression.Bytes(NFTA_EXPR_DATA)!),
        };
    }

    private static NfExpression Immediate(Attributes data, NfTable table)
    {
        Require(data.Has(NFTA_IMMEDIATE_DREG) && data.Has(NFTA_IMMEDIATE_DATA), Errno.EINVAL);
        Attributes value = data.Nested(NFTA_IMMEDIATE_DATA);
        NfVerdict? verdict = value.Has(NFTA_DATA_VERDICT) ? NfVerdict.Parse(value.Nested(NFTA_DATA_VERDICT), table) : null;
        Require(data.U32Be(NFTA_IMMEDIATE_DREG) == 0 == verdict is not null, Errno.EINVAL);
        return new("immediate", Attributes(w => w.Attribute(NFTA_IMMEDIATE_DREG, data.Bytes(NFTA_IMMEDIATE_DREG)).Nest(NFTA_IMMEDIATE_DATA, d =>
        {
            if (verdict is null)
            {
                d.Attribute(NFTA_DATA_VALUE, value.Bytes(NFTA_DATA_VALUE));
            }
            else
            {
                verdict.Write(d);
            }
        }))) { Verdict = verdict };
    }

    private static NfExpression Lookup(Attributes data, NfSet set)
    {
        uint flags = data.U32Be(NFTA_LOOKUP_FLAGS) ?? 0;
        // Without a register a map is asked as a set is.
        bool maps = data.Has(NFTA_LOOKUP_DREG);
        Require(!maps || (set.IsMap && flags == 0), Errno.EINVAL);
        Require(!maps || (data.U32Be(NFTA_LOOKUP_DREG) == 0) == set.MapsToVerdicts, Errno.EINVAL);
        return new("lookup", Attributes(w =>
        {
            w.AttributeText(NFTA_LOOKUP_SET, set.Name).Attribute(NFTA_LOOKUP_SREG, data.Bytes(NFTA_LOOKUP_SREG));
            if (maps)
            {
                w.Attribute(NFTA_LOOKUP_DREG, data.Bytes(NFTA_LOOKUP_DREG));
            }
            w.AttributeU32Be(NFTA_LOOKUP_FLAGS, flags);
        })) { Set = set.Name };
    }
}
