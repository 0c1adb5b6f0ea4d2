using System.Collections.Immutable;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>Links of further kinds for a random network: "wo0" and so on, some of them on the far end "wp0" of a pair, or with it as a port.</summary>
internal static class OtherLinks
{
    private static readonly string[] _onPair = ["macvlan", "macvtap", "ipvlan", "ipvtap", "vlan", "macsec", "vrf", "bond"];

    /// <summary>The running kernel has them too.</summary>
    public static ImmutableArray<string> Everywhere { get; } = ["macvlan", "ifb"];

    /// <summary>What the simulated kernel knows.</summary>
    public static ImmutableArray<string> Simulated { get; } = [.. Everywhere, "dummy", "nlmon", "tun", "tap", "ipip", "gre", "gretap", "vti", .. _onPair[1..]];

    /// <summary>The block, and the line that a kernel shows; null for a link that lacks its pair.</summary>
    public static (string Text, string Expected)? Write(int slot, string kind, int variant, bool hasPair)
    {
        if (_onPair.Contains(kind) && !hasPair)
        {
            return null;
        }
        string far = $"wp{slot}";
        string words = kind switch
        {
            "macvlan" or "macvtap" => $"parent {far}; mode {(variant % 2 == 0 ? "bridge" : "private")}",
            "ipvlan" or "ipvtap" => $"parent {far}; mode {(variant % 2 == 0 ? "l2" : "l3")}",
            "vlan" => $"parent {far}; id {10 + (variant % 2)}",
            "macsec" => $"parent {far}; encrypt {(variant % 2 == 0 ? "on" : "off")}",
            "vrf" => $"table {500 + slot}; port {far}",
            "bond" => $"mode {(variant % 2 == 0 ? "active-backup" : "balance-rr")}; member {far}",
            "ipip" or "gre" or "gretap" or "vti" => $"local 10.200.0.1; remote 10.200.{2 + slot}.{1 + (variant % 2)}; mtu 1400",
            "nlmon" or "tun" => "up on",
            _ => $"mtu {1300 + (variant % 2)}",
        };
        return ($"{kind} wo{slot} {{ {words} }}", $"link wo{slot} {kind} up");
    }
}
