namespace Wire.Domain;

/// <summary>A table of nf_tables (NFT_MSG_NEWTABLE).</summary>
public sealed record NftTable : NftObject
{
    /// <summary>NFTA_TABLE_NAME.</summary>
    public string Name { get; init; } = "";

    /// <summary>NFT_TABLE_F_DORMANT.</summary>
    public bool? Dormant { get; init; }

    public static readonly ResourceKind TheKind = new("nft-table", "nft-table", () => new NftTable(),
        new ReferenceAttribute<NftTable, string>(NftNameFormat.Instance, t => t.Name.Length == 0 ? null : t.Name, (t, x) => t with { Name = x ?? "" })
            { Id = 1, Name = "name", Mutability = Mutability.Identity, Help = "its name" },
        FamilyAttribute<NftTable>(),
        NetnsAttribute<NftTable>(),
        ProtocolAttribute<NftTable>(),
        CommentAttribute<NftTable>(),
        new ValueAttribute<NftTable, bool>(ValueFormats.OnOff, t => t.Dormant, (t, x) => t with { Dormant = x })
            { Id = 5, Name = "dormant", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "off", Help = "its chains see no packets" }) { Stage = Stage.Nft };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => TableKey(Name);

    public override IEnumerable<ResourceKey> Dependencies => [];
}
