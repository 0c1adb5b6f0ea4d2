using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>The sets that belong to one rule: made before it in its transaction, found there by a number, and gone with it.</summary>
internal static class NftInlineSets
{
    /// <summary>The kernel puts a number in place of %d (nf_tables_set_alloc_name).</summary>
    public const string NamePattern = "__set%d";

    public const string Verdict = "verdict";

    /// <summary>What is in a rule's own set; null when there is no such set.</summary>
    public delegate NftInlineSet? Finder(string name, ValueList<NftType> types, string? mapsTo);

    /// <summary>For a rule that is gone: so are its sets.</summary>
    public static NftInlineSet? Nothing(string name, ValueList<NftType> types, string? mapsTo) => null;

    public static bool IsInline(string name) => name.StartsWith("__", StringComparison.Ordinal);

    /// <summary>Writes the requests that make it.</summary>
    public static void Write(RequestBuilder builder, NftRule rule, NftInlineSet set, uint id)
    {
        ImmutableArray<NftType> types = [.. set.Types];
        bool fields = set.IsInterval && types.Length > 1;
        NetlinkMessageWriter writer = NftCodec.Begin(builder, NFT_MSG_NEWSET, NLM_F_CREATE, rule);
        writer.WriteString(NFTA_SET_TABLE, rule.Table);
        writer.WriteString(NFTA_SET_NAME, NamePattern);
        writer.WriteU32Be(NFTA_SET_FLAGS, NFT_SET_ANONYMOUS | NFT_SET_CONSTANT | (set.IsInterval ? NFT_SET_INTERVAL : 0) | (set.MapsTo is null ? 0 : NFT_SET_MAP) | (fields ? NFT_SET_CONCAT : 0));
        NftSetCodec.WriteTypes(writer, types, set.MapsTo);
        writer.WriteU32Be(NFTA_SET_ID, id);
        NftSetCodec.WriteDescription(writer, null, fields ? types : []);
        writer.Write(NFTA_SET_USERDATA, NftSetCodec.ByteOrders(types, set.MapsTo));
        builder.End();
        foreach (NftElement[] part in set.Elements.Chunk(NftElements.PerMessageMax))
        {
            writer = NftCodec.Begin(builder, NFT_MSG_NEWSETELEM, NLM_F_CREATE, rule);
            writer.WriteString(NFTA_SET_ELEM_LIST_TABLE, rule.Table);
            writer.WriteString(NFTA_SET_ELEM_LIST_SET, NamePattern);
            writer.WriteU32Be(NFTA_SET_ELEM_LIST_SET_ID, id);
            NftElements.Write(writer, types, set.IsInterval, part);
            builder.End();
        }
    }
}
