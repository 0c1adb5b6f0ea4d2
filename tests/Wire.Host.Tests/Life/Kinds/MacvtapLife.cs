using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

/// <summary>A macvtap lives as a macvlan does, and is no port.</summary>
internal static class MacvtapLife
{
    public static KindLife Life { get; } = Of(MacvlanLife.Life);

    public static KindLife Source { get; } = Of(MacvlanLife.Source);

    public static KindLife Passthru { get; } = Of(MacvlanLife.Passthru);

    private static KindLife Of(KindLife life) => life with
    {
        Kind = "macvtap",
        Everywhere = false,
        Text = life.Text.Replace("macvlan m0", "macvtap m0", StringComparison.Ordinal).Replace("bridge br0\n", "", StringComparison.Ordinal).Replace("    master br0\n", "", StringComparison.Ordinal),
        Shows = [.. life.Shows.Where(s => s.Path is not ("master" or "linkinfo.info_kind")), Is("linkinfo.info_kind", "macvtap")],
        InPlace = [.. life.InPlace.Where(c => !c.Old.StartsWith("master", StringComparison.Ordinal)).Select(c => new Change(AsTap(c.Old), AsTap(c.New), c.Shows))],
        Foreign = [.. life.Foreign.Select(f => AsTap(f).Replace(" nomaster", "", StringComparison.Ordinal))],
        Except = life.Except.Count == 0 ? life.Except : new Dictionary<string, string>(life.Except) { ["master"] = "its packets go to a program: it is no port" },
    };

    private static string AsTap(string text) => text.Replace("macvlan", "macvtap", StringComparison.Ordinal);
}
