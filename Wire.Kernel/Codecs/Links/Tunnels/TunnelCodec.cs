using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// Tunnels of the kernel's <c>ip_tunnel</c> and <c>ip6_tnl</c>: GRE, IPIP, SIT, VTI over IPv4 and IPv6. What a change does not
/// name goes to its default (<c>ipgre_netlink_parms</c> begins with memset), so a change names everything.
/// </summary>
internal class TunnelCodec(ResourceKind kind, string infoKind, string kernelOption, TunnelNumbers numbers) : LinkCodec(kind, infoKind)
{
    public override string KernelOption => kernelOption;

    private readonly bool _isOverV6 = kind.Find("encaplimit") is not null;
    private readonly bool _hasGreFlags = kind.Find("iseq") is not null;
    private readonly bool _hasErspan = kind.Find("erspan-ver") is not null;

    public override AttributeTable DataNames => numbers.Names;

    public override Link Decode(scoped in LinkData data)
    {
        TunnelFields fields = new(_hasGreFlags);
        Tunnel tunnel = (Tunnel)Kind.Blank();
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            TunnelField field = numbers.FieldOf(attributes.Type);
            if (!(DecodeOwn(attributes, ref tunnel) || (Has(field) && fields.Read(field, attributes, data.Links))))
            {
                data.Unknown.Keep(attributes, AttributePlace.Other);
            }
        }
        return fields.Onto(tunnel, _isOverV6, Kind.Find("external") is not null);
    }

    /// <summary>Takes an attribute that only this kind has; false for others.</summary>
    private protected virtual bool DecodeOwn(scoped in AttributeReader attribute, ref Tunnel tunnel) => false;

    public override Link WithCreationDefaults(Link link)
    {
        Tunnel tunnel = (Tunnel)link;
        if (tunnel.External == true)
        {
            return tunnel;
        }
        if (_isOverV6)
        {
            tunnel = tunnel with { Ttl = tunnel.Ttl ?? 64, EncapLimit = tunnel.EncapLimit ?? 4, EncapCsum6 = tunnel.EncapCsum6 ?? true };
        }
        if (_hasErspan)
        {
            bool isNumbered = tunnel.ErspanVer != 0;
            tunnel = tunnel with { ErspanVer = tunnel.ErspanVer ?? 1, ISeq = tunnel.ISeq ?? isNumbered, OSeq = tunnel.OSeq ?? isNumbered };
        }
        return tunnel;
    }

    /// <summary>Whether ends come with each packet is said at the creation; a change that says it is refused, or forgets the ends.</summary>
    public override Link ForChange(Link asked, Link before, Link after)
    {
        ResourceAttribute[] own = [.. Kind.Attributes.Where(a => a.IsOwn)];
        return own.Any(a => a.IsSet(asked))
            ? (Link)own.Where(a => a.Name != "external").Aggregate<ResourceAttribute, Resource>(asked, (to, a) => a.Copy(after, to))
            : asked;
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes) =>
        new TunnelWriter(writer, (Tunnel)link, numbers).Write(indexes, _hasGreFlags);

    private bool Has(TunnelField field) => field switch
    {
        TunnelField.None => false,
        TunnelField.Tos or TunnelField.PmtuDisc or TunnelField.IgnoreDf => !_isOverV6,
        TunnelField.EncapLimit or TunnelField.FlowInfo or TunnelField.Flags => _isOverV6,
        TunnelField.ErspanIndex or TunnelField.ErspanVer or TunnelField.ErspanDir or TunnelField.ErspanHwid => _hasErspan,
        _ => true,
    };
}
