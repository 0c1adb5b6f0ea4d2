using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>
/// Rules. A changed rule is deleted and made anew at its place in the same transaction, and no other rule is touched. (NLM_F_REPLACE does the
/// same and tells of the new rule before the end of the old one, which have one name here.)
/// </summary>
internal sealed class NftRuleCodec : NftCodec
{
    public override ResourceKind Kind => NftRule.TheKind;

    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        NftRule rule = (NftRule)operation.After!;
        NftRuleBook.Place place = rule.Handle is null ? builder.Rules.Put(rule) : NftRuleBook.Place.AtTheEnd;
        ImmutableArray<NftExpression> code = Compile(rule);
        for (int i = 0; i < code.Length; i++)
        {
            if (code[i] is NftSetLookup { Inline: { } inline } lookup)
            {
                uint id = builder.Rules.NextSetId();
                NftInlineSets.Write(builder, rule, inline, id);
                code = code.SetItem(i, lookup with { SetId = id });
            }
        }
        NetlinkMessageWriter writer = Begin(builder, NFT_MSG_NEWRULE, place.IsAfter ? (ushort)(NLM_F_CREATE | NLM_F_APPEND) : NLM_F_CREATE, rule);
        writer.WriteString(NFTA_RULE_TABLE, rule.Table);
        writer.WriteString(NFTA_RULE_CHAIN, rule.Chain);
        WriteExpressions(writer, rule, code);
        if (rule.Handle is null)
        {
            writer.WriteMark(NFTA_RULE_USERDATA, rule.Order, rule.Comment);
            writer.WriteU32Be(NFTA_RULE_ID, place.Id);
        }
        if (place.Handle is { } handle)
        {
            writer.WriteU64Be(NFTA_RULE_POSITION, handle);
        }
        else if (place.Beside is { } id)
        {
            writer.WriteU32Be(NFTA_RULE_POSITION_ID, id);
        }
        builder.End();
    }

    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        EncodeDelete(builder, operation);
        EncodeCreate(builder, operation);
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        NftRule rule = (NftRule)operation.Before!;
        if ((rule.Handle ?? builder.Rules.Take(rule)) is not { } handle)
        {
            return; // it is gone already
        }
        NetlinkMessageWriter writer = Begin(builder, NFT_MSG_DELRULE, 0, rule);
        writer.WriteString(NFTA_RULE_TABLE, rule.Table);
        writer.WriteString(NFTA_RULE_CHAIN, rule.Chain);
        writer.WriteU64Be(NFTA_RULE_HANDLE, handle);
        builder.End();
    }

    /// <summary>Empty for a rule that nobody here can read.</summary>
    private static ImmutableArray<NftExpression> Compile(NftRule rule) =>
        rule.Statements is [NftOpaque] ? [] : [.. NftCompiler.Compile(rule.Family, NftRuleText.Expand(rule.Family, rule.Statements))];

    private static void WriteExpressions(NetlinkMessageWriter writer, NftRule rule, ImmutableArray<NftExpression> code)
    {
        if (rule.Statements is [NftOpaque opaque])
        {
            writer.Write(NLA_F_NESTED | NFTA_RULE_EXPRESSIONS, Convert.FromHexString(opaque.Hex));
            return;
        }
        int nest = writer.BeginNest(NFTA_RULE_EXPRESSIONS);
        foreach (NftExpression expression in code)
        {
            expression.Write(writer);
        }
        writer.EndNested(nest);
    }

    /// <param name="message">NFT_MSG_NEWRULE or NFT_MSG_DELRULE.</param>
    /// <param name="head">What it begins with.</param>
    /// <param name="unknown">Where it is kept what is not known here.</param>
    /// <param name="inline">Asks for what is in a set of the rule, by the table and the set's name.</param>
    public static NftRule Decode(scoped in NetlinkMessage message, NftObjectHead head, UnknownAttributes unknown, Func<string, NftInlineSets.Finder> inline)
    {
        NftRule rule = new() { Family = head.Family, Netns = head.Netns };
        uint? order = null;
        AttributeReader attributes = message.Attributes(NftSource.NfGenMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NFTA_RULE_TABLE:
                    rule = rule with { Table = attributes.ReadString() };
                    break;
                case NFTA_RULE_CHAIN:
                    rule = rule with { Chain = attributes.ReadString() };
                    break;
                case NFTA_RULE_HANDLE:
                    rule = rule with { Handle = attributes.ReadU64Be() };
                    break;
                case NFTA_RULE_EXPRESSIONS:
                    rule = rule.With(Statements(head.Family, attributes, inline(rule.Table)));
                    break;
                case NFTA_RULE_USERDATA:
                    rule = rule with { Protocol = NftUserData.IsMarked(attributes.Payload, out order) ? Ownership.Protocol : null, Comment = NftUserData.CommentOf(attributes.Payload) };
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.NftRule);
                    break;
            }
        }
        rule = rule with { Unknown = unknown.Take() };
        return order is { } number ? rule with { Order = number, Handle = null } : rule with { Protocol = null };
    }

    private static ImmutableArray<NftStatement> Statements(uint family, AttributeReader expressions, NftInlineSets.Finder inline) =>
        NftExpressionReader.Read(expressions.Nested()) is { } code && NftDecompiler.Decompile(family, code, inline) is { } statements
            ? statements : [new NftOpaque(Convert.ToHexStringLower(expressions.Payload))];
}
