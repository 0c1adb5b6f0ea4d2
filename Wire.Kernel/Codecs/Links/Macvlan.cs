using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>
/// IFLA_MACVLAN_*, which a macvtap says too (drivers/net/macvtap.c is a front to drivers/net/macvlan.c); the parent is IFLA_LINK. The
/// flags are of 16 bits and always all of them.
/// </summary>
internal sealed class MacvlanCodec(ResourceKind kind) : LinkCodec(kind, kind.Name)
{
    public override AttributePlace DataPlace => AttributePlace.MacvlanData;

    public override AttributeTable DataNames => LinkTables.Macvlan;

    public override Link Decode(scoped in LinkData data)
    {
        uint? mode = null, bcQueueLength = null;
        int? bcLimit = null;
        ushort? flags = null;
        List<MacAddress>? sources = null;
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_MACVLAN_MODE:
                    mode = attributes.ReadU32();
                    break;
                case IFLA_MACVLAN_FLAGS:
                    flags = attributes.ReadU16();
                    break;
                case IFLA_MACVLAN_BC_QUEUE_LEN:
                    bcQueueLength = attributes.ReadU32();
                    break;
                case IFLA_MACVLAN_BC_CUTOFF:
                    bcLimit = (int)attributes.ReadU32();
                    break;
                case IFLA_MACVLAN_MACADDR_DATA:
                    AttributeReader addresses = attributes.Nested();
                    while (addresses.Read())
                    {
                        (sources ??= []).Add(addresses.ReadMac());
                    }
                    break;
                default:
                    data.Unknown.Keep(attributes, DataPlace);
                    break;
            }
        }
        return (MacvlanLink)Kind.Blank() with
        {
            Parent = data.Lower, Mode = mode, BcQueueLength = bcQueueLength, BcLimit = bcLimit, Sources = sources?.Order().ToValueList(),
            NoPromisc = flags is null ? null : (flags & MACVLAN_FLAG_NOPROMISC) != 0, NoDst = flags is null ? null : (flags & MACVLAN_FLAG_NODST) != 0,
        };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        MacvlanLink macvlan = (MacvlanLink)link;
        if (macvlan.Mode is { } mode)
        {
            writer.WriteU32(IFLA_MACVLAN_MODE, mode);
        }
        if (macvlan.NoPromisc is not null || macvlan.NoDst is not null)
        {
            int flags = (macvlan.NoPromisc == true ? MACVLAN_FLAG_NOPROMISC : 0) | (macvlan.NoDst == true ? MACVLAN_FLAG_NODST : 0);
            writer.WriteU16(IFLA_MACVLAN_FLAGS, (ushort)flags);
        }
        if (macvlan.BcQueueLength is { } length)
        {
            writer.WriteU32(IFLA_MACVLAN_BC_QUEUE_LEN, length);
        }
        if (macvlan.BcLimit is { } limit)
        {
            writer.WriteU32(IFLA_MACVLAN_BC_CUTOFF, unchecked((uint)limit));
        }
        if (macvlan.Sources is { } sources)
        {
            WriteSources(writer, sources);
        }
    }

    public override uint? LowerIndex(Link link, LinkIndexes indexes) =>
        ((MacvlanLink)link).Parent is { Length: > 0 } parent ? indexes.Of(parent) : null;

    /// <summary>Both flags are in one attribute, so that the one that stays has to be said again; a list is for mode source only (macvlan_changelink).</summary>
    public override Link ForChange(Link asked, Link before, Link after)
    {
        (MacvlanLink change, MacvlanLink old, MacvlanLink wanted) = ((MacvlanLink)asked, (MacvlanLink)before, (MacvlanLink)after);
        if (change.NoPromisc is not null || change.NoDst is not null)
        {
            change = change with { NoPromisc = wanted.NoPromisc ?? old.NoPromisc, NoDst = wanted.NoDst ?? old.NoDst };
        }
        return wanted.Mode == Source ? change : change with { Sources = null };
    }

    public override Link WithCreationDefaults(Link link) => link is MacvlanLink { Sources.Count: 0 } macvlan ? macvlan with { Sources = null } : link;

    /// <summary>MACVLAN_MODE_SOURCE.</summary>
    private const uint Source = 16;

    /// <summary>MACVLAN_MACADDR_SET forgets those that were there; an empty list is one that is not looked at, so MACVLAN_MACADDR_FLUSH says it.</summary>
    private static void WriteSources(NetlinkMessageWriter writer, ValueList<MacAddress> sources)
    {
        writer.WriteU32(IFLA_MACVLAN_MACADDR_MODE, sources.Count == 0 ? MACVLAN_MACADDR_FLUSH : MACVLAN_MACADDR_SET);
        if (sources.Count == 0)
        {
            return;
        }
        int data = writer.BeginNested(IFLA_MACVLAN_MACADDR_DATA);
        foreach (MacAddress source in sources)
        {
            writer.WriteMac(IFLA_MACVLAN_MACADDR, source);
        }
        writer.EndNested(data);
    }
}
