using static Wire.Testing.Simulation.BridgeMdb;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>RTM_NEWMDB or RTM_DELMDB. What is wrong by itself is refused before anything is looked for (rtnl_validate_mdb_entry).</summary>
internal sealed class MdbRequest
{
    private const byte RTPROT_STATIC = 4;
    private const ushort VidMax = 4094;

    private readonly Attributes? _attributes;

    public MdbRequest(Request request)
    {
        request.RequireBody(FixedBytes);
        Index = request.Message.I32(4);
        Replaces = request.Has(NLM_F_REPLACE);
        Attributes set = request.Message.Attributes(FixedBytes);
        _attributes = set.Has(MDBA_SET_ENTRY_ATTRS) ? set.Nested(MDBA_SET_ENTRY_ATTRS) : null;
        if (set.Bytes(MDBA_SET_ENTRY) is not { } entry)
        {
            Group = new(0, "", "", 0);
            return;
        }
        Require(entry.Length == EntryBytes);
        HasEntry = true;
        PortIndex = BitConverter.ToInt32(entry);
        IsPermanent = entry[4] == MDB_PERMANENT;
        ushort vlan = BitConverter.ToUInt16(entry, 6);
        ushort protocol = (ushort)(entry[24] << 8 | entry[25]);
        int length = protocol switch { ETH_P_IP => 4, ETH_P_IPV6 => 16, 0 => 6, _ => throw new RefusedException(Errno.EINVAL, "Unknown entry protocol") };
        byte[] address = entry[8..(8 + length)];
        Require(PortIndex != 0 && IsGroup(address) && entry[4] <= MDB_PERMANENT && vlan <= VidMax);
        Group = new(protocol, Convert.ToHexString(address), "", vlan);
    }

    /// <summary>The bridge's index.</summary>
    public int Index { get; }

    public bool HasEntry { get; }

    public int PortIndex { get; }

    public bool IsPermanent { get; }

    public bool Replaces { get; }

    public MdbGroup Group { get; private set; }

    /// <summary>MCAST_EXCLUDE or MCAST_INCLUDE.</summary>
    public byte Mode { get; private set; } = MCAST_EXCLUDE;

    public IReadOnlyList<string> Sources { get; private set; } = [];

    /// <summary>RTPROT_*.</summary>
    public byte Protocol { get; private set; } = RTPROT_STATIC;

    /// <summary>MDBA_SET_ENTRY_ATTRS (br_mdb_config_attrs_init): read only once the bridge and the port are known.</summary>
    public void ReadAttributes(bool isOfHost)
    {
        if (_attributes is not { } attributes)
        {
            return;
        }
        if (attributes.U8(MDBE_ATTR_GROUP_MODE) > MCAST_INCLUDE || attributes.U8(MDBE_ATTR_RTPROT) < RTPROT_STATIC)
        {
            throw new RefusedException(Errno.ERANGE);
        }
        if (attributes.Bytes(MDBE_ATTR_SOURCE) is { } source)
        {
            Group = Group with { Source = Sender(source) };
        }
        bool takesList = !isOfHost && Group.IsOfAllSenders;
        byte? mode = attributes.U8(MDBE_ATTR_GROUP_MODE);
        Require(mode is null || takesList);
        Mode = mode ?? MCAST_EXCLUDE;
        if (attributes.Has(MDBE_ATTR_SRC_LIST))
        {
            Require(takesList && mode is not null);
            Sources = [.. attributes.Nested(MDBE_ATTR_SRC_LIST).All.Select(s => Sender(Attributes.Parse(s.Value).Bytes(MDBE_SRCATTR_ADDRESS) ?? []))];
        }
        Require(Mode == MCAST_EXCLUDE || Sources.Count > 0);
        Require(!isOfHost || !attributes.Has(MDBE_ATTR_RTPROT));
        Protocol = attributes.U8(MDBE_ATTR_RTPROT) ?? Protocol;
    }

    private string Sender(byte[] address)
    {
        Require(Group.Protocol switch { ETH_P_IP => address.Length == 4 && address[0] >> 4 != 0xe, ETH_P_IPV6 => address.Length == 16 && address[0] != 0xff, _ => false });
        return address.All(b => b == 0) ? "" : Convert.ToHexString(address);
    }

    /// <summary>Multicast, and none of those that go to every port; 0.0.0.0 is for VXLANs.</summary>
    private static bool IsGroup(byte[] address) => address.Length switch
    {
        4 => address[0] >> 4 == 0xe && address is not [224, 0, 0, _],
        16 => address[0] == 0xff && !(address[1] == 2 && address[2..15].All(b => b == 0) && address[15] == 1),
        _ => (address[0] & 1) != 0,
    };
}
