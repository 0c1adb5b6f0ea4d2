using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// What the objects of nf_tables have in common. Wire's have a mark in their userdata (NFTA_*_USERDATA). A table of Wire's is Wire's as a
/// whole: what somebody else puts into it is taken for a leftover of Wire's and goes. Tables of others are shown and never touched.
/// </summary>
public abstract record NftObject : Resource
{
    /// <summary>nfgen_family: NFPROTO_*.</summary>
    public uint Family { get; init; } = NftFamily.Inet;

    /// <summary>Named, as in ip-netns(8); null for the one Wire runs in.</summary>
    public new string? Netns { get; init; }

    /// <summary><see cref="Ownership.Protocol"/> where the mark in the userdata, or in that of its table, says that it is Wire's.</summary>
    public uint? Protocol { get; init; }

    /// <summary>A text for people, in the userdata.</summary>
    public string? Comment { get; init; }

    public override bool? IsMarkedOurs => Protocol == Ownership.Protocol;

    public override bool IsPartOfOurs => Protocol == Ownership.Protocol;

    private protected override string? InNetns => Netns;

    /// <summary>"inet" or "guest/inet": what the names of all objects of a family in a namespace begin with.</summary>
    private protected string Place => Netns is null ? NftFamily.WordOf(Family) : $"{Netns}/{NftFamily.WordOf(Family)}";

    private protected ResourceKey TableKey(string table) => new("nft-table", $"{Place} {table}");

    private protected ResourceKey ChainKey(string table, string chain) => new("nft-chain", $"{Place} {table} {chain}");

    private protected ResourceKey SetKey(string table, string set) => new("nft-set", $"{Place} {table} {set}");

    private protected static ResourceAttribute FamilyAttribute<T>()
        where T : NftObject => new ValueAttribute<T, uint>(Words([.. NftFamily.Words]), t => t.Family, (t, x) => t with { Family = x ?? NftFamily.Inet })
            { Id = 2, Name = "family", Mutability = Mutability.Identity, Help = "inet (IPv4 and IPv6), ip, ip6, arp, bridge or netdev; inet when it is not said" };

    private protected static ResourceAttribute NetnsAttribute<T>()
        where T : NftObject => new ReferenceAttribute<T, string>(Text(255), t => t.Netns, (t, x) => t with { Netns = x })
            { Id = 3, Name = "netns", Mutability = Mutability.Identity, Help = "the network namespace that it is in" };

    /// <summary>Only rules can be given another one: the kernel keeps the userdata of the rest from their creation (nf_tables_updtable, nf_tables_updchain).</summary>
    private protected static ResourceAttribute CommentAttribute<T>(Mutability mutability = Mutability.Recreate)
        where T : NftObject => new ReferenceAttribute<T, string>(NftCommentFormat.Instance, t => t.Comment, (t, x) => t with { Comment = x })
            { Id = 20, Name = "comment", Mutability = mutability, UnsetIsDefault = true, Help = "a text for people, which nft(8) shows" };

    private protected static ResourceAttribute ProtocolAttribute<T>()
        where T : NftObject => new ValueAttribute<T, uint>(Number(0, 255), t => t.Protocol, (t, x) => t with { Protocol = x })
            { Id = 4, Name = "protocol", Mutability = Mutability.Observed, Help = "87 where the mark in its userdata says that it is Wire's" };
}

/// <summary>What is in a table.</summary>
public abstract record NftMember : NftObject
{
    /// <summary>NFTA_*_TABLE.</summary>
    public string Table { get; init; } = "";

    private protected static ResourceAttribute TableAttribute<T>()
        where T : NftMember => new ReferenceAttribute<T, string>(NftNameFormat.Instance, t => t.Table.Length == 0 ? null : t.Table, (t, x) => t with { Table = x ?? "" })
            { Id = 5, Name = "table", Mutability = Mutability.Identity, Required = true, Help = "the table that it is in" };
}
