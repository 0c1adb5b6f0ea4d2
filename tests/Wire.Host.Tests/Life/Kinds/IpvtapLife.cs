using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

/// <summary>An ipvtap lives as an ipvlan does.</summary>
internal static class IpvtapLife
{
    public static KindLife Life { get; } = IpvlanLife.Life with
    {
        Kind = "ipvtap",
        Text = AsTap(IpvlanLife.Life.Text),
        Shows = [.. IpvlanLife.Life.Shows.Where(s => s.Path != "linkinfo.info_kind"), Is("linkinfo.info_kind", "ipvtap")],
        InPlace = [.. IpvlanLife.Life.InPlace.Select(c => new Change(AsTap(c.Old), AsTap(c.New), c.Shows))],
        Foreign = [.. IpvlanLife.Life.Foreign.Select(AsTap)],
    };

    private static string AsTap(string text) => text.Replace("ipvlan", "ipvtap", StringComparison.Ordinal);
}
