using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class WireguardLife
{
    /// <summary>Two private keys that <c>wg genkey</c> made, and what <c>wg pubkey</c> says of them.</summary>
    public const string OfficeKey = "SOlVLjRRXrhIYJX8wGdVT9zNgxSE97gLVA4chgE4bH4=";

    public const string BranchKey = "KCitkJZqO74/XJehHIWfLIYFajNR0t/+DWbrQvPtR14=";

    /// <summary>Puts the keys where <c>wire key import</c> would; they are there already for the replay.</summary>
    public static string Keys { get; } = $"mkdir -p -m 700 $STATE/keys; umask 077; echo {OfficeKey} > $STATE/keys/office.key; echo {BranchKey} > $STATE/keys/branch.key";

    public static KindLife Life { get; } = new()
    {
        Kind = "wireguard",
        Name = "wg0",
        Setup = [Keys],
        Look = KindLife.LinkLook("wg0"),
        Text = """
            wireguard wg0 {
                private-key office
                listen-port 51820
                fwmark 0x10
                mtu 1400
                alias "first floor"
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "wireguard"),
            Prints("wg show wg0 private-key", OfficeKey),
            Prints("wg show wg0 listen-port", "51820"),
            Prints("wg show wg0 fwmark", "0x10"),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("ifalias", "first floor"),
        ],
        InPlace =
        [
            new("wireguard wg0 {", "wireguard wg0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("private-key office", "private-key branch", Prints("wg show wg0 private-key", BranchKey)),
            new("listen-port 51820", "listen-port 51821", Prints("wg show wg0 listen-port", "51821")),
            new("fwmark 0x10", "fwmark 0x0", Prints("wg show wg0 fwmark", "off")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("first floor", "second floor", Is("ifalias", "second floor")),
        ],
        Foreign =
        [
            "wg set wg0 listen-port 4000 fwmark 7",
            "wg genkey | wg set wg0 private-key /proc/self/fd/0",
            "wg set wg0 private-key /dev/null",
            "ip link set dev wg0 down",
            "ip link delete dev wg0",
        ],
        Except = new Dictionary<string, string>
        {
            ["mac"] = "its packets have no Ethernet header",
            ["master"] = "without an Ethernet header no bridge takes it",
        },
    };
}
