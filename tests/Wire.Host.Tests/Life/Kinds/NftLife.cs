using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

/// <summary>nft(8) says what there is: its JSON has an entry of one member for each object, and so has the path.</summary>
internal static class NftLife
{
    private const string Ruleset = "nft -j list ruleset";

    public static KindLife Table { get; } = new()
    {
        Kind = "nft-table",
        Name = "inet fw",
        Everywhere = true,
        Look = "nft -j list tables inet",
        At = "nftables[table.name=fw].table",
        Text = "nft-table fw",
        Shows =
        [
            Is("family", "inet"),
            Is("flags", null),
        ],
        InPlace =
        [
            new("nft-table fw", "nft-table fw { dormant }", Is("flags", "dormant")),
        ],
        Foreign =
        [
            "nft delete table inet fw",
            "nft add chain inet fw theirs",
        ],
    };
}
