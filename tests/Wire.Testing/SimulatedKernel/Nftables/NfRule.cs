using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>A rule (struct nft_rule).</summary>
internal sealed class NfRule(ulong handle, IReadOnlyList<NfExpression> expressions)
{
    public ulong Handle => handle;

    public IReadOnlyList<NfExpression> Expressions => expressions;

    public byte[]? UserData { get; init; }

    /// <summary>NFTA_RULE_ID: its name within the transaction that makes it, 0 when none was said; null after it.</summary>
    public uint? Id { get; init; }

    /// <summary>The transaction under way deletes it: it holds its place until the end.</summary>
    public bool IsDeleted { get; set; }

    public NfRule Copy() => new(handle, expressions) { UserData = UserData };

    /// <param name="message">NFT_MSG_NEWRULE or NFT_MSG_DELRULE.</param>
    /// <param name="table">Its table.</param>
    /// <param name="chain">Its chain.</param>
    /// <param name="before">The one before it in the chain.</param>
    /// <param name="cause">Who asked.</param>
    /// <param name="flags">Of the message.</param>
    public byte[] Write(byte message, NfTable table, NfChain chain, NfRule? before, Cause cause, ushort flags)
    {
        MessageWriter writer = NfBytes.Begin(message, table.Family, cause, flags)
            .AttributeText(NFTA_RULE_TABLE, table.Name).AttributeText(NFTA_RULE_CHAIN, chain.Name).AttributeU64Be(NFTA_RULE_HANDLE, handle);
        if (message != NFT_MSG_DELRULE && before is not null)
        {
            writer.AttributeU64Be(NFTA_RULE_POSITION, before.Handle);
        }
        writer.Nest(NFTA_RULE_EXPRESSIONS, list =>
        {
            foreach (NfExpression expression in expressions)
            {
                list.Nest(NFTA_LIST_ELEM, one => one.AttributeText(NFTA_EXPR_NAME, expression.Name).Attribute(NFTA_EXPR_DATA, expression.Data));
            }
        });
        NfBytes.WriteUserData(writer, NFTA_RULE_USERDATA, UserData);
        return writer.ToArray();
    }
}
