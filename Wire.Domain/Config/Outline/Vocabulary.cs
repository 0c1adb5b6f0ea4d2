using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>The blocks of the language, one for each kind of resource: made from <see cref="ResourceKinds.All"/>, so a new kind is understood as it is.</summary>
internal static class Vocabulary
{
    public const string Set = "set";
    public const string Delete = "delete";

    /// <summary>Addresses have no block of their own: they stand in the block of their link.</summary>
    private static readonly ImmutableDictionary<string, BlockWords> Blocks = ResourceKinds.All
        .Where(k => k != Domain.Address.TheKind && !k.IsShownOnly)
        .ToImmutableDictionary(k => k.Name, k => new BlockWords(k));

    /// <summary>What may be said of an address, behind it or in its own braces.</summary>
    public static BlockWords Address { get; } = new(Domain.Address.TheKind, Domain.Address.TheKind.Attributes[0]);

    public static IEnumerable<string> Kinds => ResourceKinds.All.Select(k => k.Name).Where(Blocks.ContainsKey);

    public static BlockWords? Find(string kind) => Blocks.GetValueOrDefault(kind);

    public static BlockWords Of(ResourceKind kind) => Blocks[kind.Name];

    /// <summary>Starts a statement of the top level, and has no meaning in the block (a <c>vlan</c> is both: a link, and a word of an FDB entry).</summary>
    public static bool StandsAtTopLevelOnly(string word, string block) =>
        word is Set or Delete || (Blocks.ContainsKey(word) && (Find(block) ?? Within(block))?.Find(word) is null);

    /// <summary>The blocks that stand in those of links: what is said of an address, and of the other end of a veth.</summary>
    private static BlockWords? Within(string word) => word switch
    {
        "address" => Address,
        "peer" => Of(Veth.TheKind),
        _ => null,
    };
}
