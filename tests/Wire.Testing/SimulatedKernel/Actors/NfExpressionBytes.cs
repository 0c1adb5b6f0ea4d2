using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>Expressions of rules as bytes: each writes one element of NFTA_RULE_EXPRESSIONS.</summary>
public static class NfExpressionBytes
{
    /// <summary>16 bytes of the network header, from its beginning, into the first register.</summary>
    public static Action<MessageWriter> LoadHeader { get; } = Expression("payload", data => data
        .AttributeU32Be(NFTA_PAYLOAD_DREG, 1).AttributeU32Be(NFTA_PAYLOAD_BASE, 1).AttributeU32Be(NFTA_PAYLOAD_OFFSET, 0).AttributeU32Be(NFTA_PAYLOAD_LEN, 16));

    public static Action<MessageWriter> Counter { get; } = Expression("counter", _ => { });

    /// <param name="key">NFT_META_*.</param>
    public static Action<MessageWriter> Meta(uint key) => Expression("meta", data => data.AttributeU32Be(NFTA_META_KEY, key).AttributeU32Be(NFTA_META_DREG, 1));

    /// <param name="op">NFT_CMP_*.</param>
    /// <param name="value">What the register is compared with.</param>
    public static Action<MessageWriter> Compare(uint op, byte[] value) => Expression("cmp", data => data
        .AttributeU32Be(NFTA_CMP_SREG, 1).AttributeU32Be(NFTA_CMP_OP, op).Nest(NFTA_CMP_DATA, d => d.Attribute(NFTA_DATA_VALUE, value)));

    /// <param name="set">By its name.</param>
    /// <param name="id">By NFTA_SET_ID.</param>
    /// <param name="into">The register that a map writes to, 0 for the verdict.</param>
    /// <param name="flags">NFT_LOOKUP_F_*.</param>
    public static Action<MessageWriter> Lookup(string set, uint? id = null, uint? into = null, uint flags = 0) => Expression("lookup", data =>
    {
        data.AttributeText(NFTA_LOOKUP_SET, set).AttributeU32Be(NFTA_LOOKUP_SREG, 1);
        if (id is { } number)
        {
            data.AttributeU32Be(NFTA_LOOKUP_SET_ID, number);
        }
        if (into is { } register)
        {
            data.AttributeU32Be(NFTA_LOOKUP_DREG, register);
        }
        if (flags != 0)
        {
            data.AttributeU32Be(NFTA_LOOKUP_FLAGS, flags);
        }
    });

    /// <param name="code">NF_ACCEPT …, NFT_JUMP ….</param>
    /// <param name="chain">Where a jump leads.</param>
    public static Action<MessageWriter> Verdict(int code, string? chain = null) =>
        Expression("immediate", data => data.AttributeU32Be(NFTA_IMMEDIATE_DREG, 0).Nest(NFTA_IMMEDIATE_DATA, d => WriteVerdict(d, code, chain)));

    public static void WriteVerdict(MessageWriter data, int code, string? chain) => data.Nest(NFTA_DATA_VERDICT, verdict =>
    {
        verdict.AttributeU32Be(NFTA_VERDICT_CODE, (uint)code);
        if (chain is not null)
        {
            verdict.AttributeText(NFTA_VERDICT_CHAIN, chain);
        }
    });

    public static Action<MessageWriter> Expression(string name, Action<MessageWriter> data) =>
        list => list.Nest(NFTA_LIST_ELEM, one => one.AttributeText(NFTA_EXPR_NAME, name).Nest(NFTA_EXPR_DATA, data));
}
