using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.VxlanNetworks;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>VXLANs that filter networks, and the networks of them.</summary>
internal static class DrawnVnis
{
    /// <summary>The port is another than that of the other VXLANs: while both are up, they would not share it.</summary>
    private const ushort Port = 4790;

    public static Action<MessageWriter> Creation(RandomRequests draw)
    {
        bool isExternal = !draw.Rarely;
        string? remote = draw.Of(null, null, "10.0.0.9");
        return data =>
        {
            data.AttributeU16Be(IFLA_VXLAN_PORT, Port).AttributeU8(IFLA_VXLAN_COLLECT_METADATA, isExternal ? (byte)1 : (byte)0).AttributeU8(IFLA_VXLAN_VNIFILTER, 1);
            if (remote is not null)
            {
                data.Attribute(IFLA_VXLAN_GROUP, IpText.Parse(remote).Bytes);
            }
        };
    }

    public static DrawnRequest Next(RandomRequests draw)
    {
        int link = draw.MadeAs("vxlan");
        bool adds = !draw.Sometimes;
        (uint, uint?, string?)[] ranges = [.. Enumerable.Range(0, draw.Rarely ? 0 : adds ? 1 + draw.Any(2) : 1).Select(_ => Range(draw))];
        return new($"vni {(adds ? "add" : "del")} link {link} {string.Join(' ', ranges)}", VniBytes.Write(adds, link, ranges));
    }

    /// <summary>A line for each range of each VXLAN.</summary>
    public static IEnumerable<string> Read(FamilySockets sockets) =>
        sockets.Route.Dump(VniBytes.All()).SelectMany(m => m.Attributes(FixedBytes).All.Select(a => $"vni of {m.I32(4)}{CanonicalState.Whole(Attributes.Parse(a.Value))}"));

    private static (uint First, uint? Last, string? Remote) Range(RandomRequests draw)
    {
        uint first = draw.Rarely ? 0 : (uint)(20 + draw.Any(4));
        uint? last = first != 0 && draw.Sometimes ? draw.Of(first + 2, first + 1, first, first - 1) : null;
        return (first, last, draw.Rarely ? "239.1.1.1" : draw.Of(null, "10.0.0.9", "10.0.0.11"));
    }
}
