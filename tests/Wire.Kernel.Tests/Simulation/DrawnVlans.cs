using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>VLANs of bridges and of their ports: single ones and ranges, entries of the FDB in them, and what new ports get.</summary>
internal static class DrawnVlans
{
    public static DrawnRequest Next(RandomRequests draw)
    {
        int link = draw.AnyIndex;
        if (draw.Sometimes)
        {
            return Fdb(draw, link);
        }
        if (draw.Rarely)
        {
            (ushort type, byte[] value) = draw.Of<(ushort, byte[])>((7, [0]), (7, [1]), (39, [0, 0]), (39, [1, 0]), (39, [7, 0]));
            return new($"bridge {link} {type}={value[0]}", LinkBytes.Change(new() { Index = link, Kind = "bridge", Data = data => data.Attribute(type, value) }));
        }
        ushort vid = draw.Of<ushort>(1, 2, 3, 7, 8, 0, 4095);
        ushort flags = draw.Of<ushort>(0, 0, 2, 4, 6, 6, 1);
        (ushort, ushort)[] infos = draw.Often ? [(flags, vid)] : [((ushort)(flags & ~2 | 8), vid), ((ushort)(flags | 16), (ushort)(vid + draw.Any(3)))];
        bool adds = !draw.Sometimes;
        bool isSelf = draw.Sometimes;
        return new($"vlan {(adds ? "add" : "del")} {string.Join(' ', infos)} link {link} self {isSelf}", VlanBytes.Write(adds, link, infos, isSelf));
    }

    private static DrawnRequest Fdb(RandomRequests draw, int link)
    {
        byte[] mac = [0x02, 0, 0, 0, 1, (byte)(24 + draw.Any(4))];
        ushort vid = draw.Of<ushort>(1, 2, 7);
        byte ndm = draw.Of(NTF_MASTER, NTF_MASTER, NTF_SELF);
        ushort flags = draw.Of<ushort>(NLM_F_CREATE | NLM_F_EXCL, NLM_F_CREATE | NLM_F_REPLACE);
        return draw.Sometimes
            ? new($"fdb del {mac[5]} vlan {vid} link {link} ndm {ndm}", FdbBytes.Delete(link, mac, ndm, vlan: vid))
            : new($"fdb add {mac[5]} vlan {vid} link {link} ndm {ndm} flags {flags:x}", FdbBytes.Add(link, mac, draw.Of(NUD_PERMANENT, NUD_NOARP), ndm, flags: flags, vlan: vid));
    }
}
