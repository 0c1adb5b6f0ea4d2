namespace Wire.Domain;

/// <summary>
/// A link whose packets travel inside those of another network: what the kernel's tunnels have in common. Each kind's table names
/// the properties that it has; the others are never set.
/// </summary>
public abstract record Tunnel : Link
{
    /// <summary>The source of outer packets; 0.0.0.0 or :: for the one of the route.</summary>
    public IpAddr? Local { get; init; }

    /// <summary>Where outer packets go; 0.0.0.0 or :: for a tunnel without one other end.</summary>
    public IpAddr? Remote { get; init; }

    /// <summary>The reference of the link that outer packets leave by; empty for the one of the route.</summary>
    public string? Underlay { get; init; }

    /// <summary>The mark by which outer packets are routed.</summary>
    public uint? FwMark { get; init; }

    /// <summary>IP6_TNL_F_USE_ORIG_FWMARK: the mark of the inner packet in the place of <see cref="FwMark"/>.</summary>
    public bool? FwMarkInherit { get; init; }

    /// <summary>Ends and keys come with each packet (collect metadata, <c>ip_tunnel_info</c>): from routes, BPF or tc.</summary>
    public bool? External { get; init; }

    /// <summary>Time to live, or hop limit, of outer packets; what 0 means is the kind's.</summary>
    public uint? Ttl { get; init; }

    /// <summary>Type of service of outer packets, 1 for the inner one's.</summary>
    public uint? Tos { get; init; }

    /// <summary>Outer packets carry "don't fragment" (IP_DF).</summary>
    public bool? PmtuDisc { get; init; }

    /// <summary>Inner packets that carry "don't fragment" may be fragmented.</summary>
    public bool? IgnoreDf { get; init; }

    /// <summary>How often a packet may be put into further tunnels (RFC 2473); <see cref="TunnelWords.NoEncapLimit"/> for as often as they like.</summary>
    public uint? EncapLimit { get; init; }

    /// <summary>Traffic class of outer packets; <see cref="TunnelWords.InheritTrafficClass"/> for the inner one's.</summary>
    public uint? TrafficClass { get; init; }

    /// <summary>Flow label of outer packets, 20 bits; <see cref="TunnelWords.InheritFlowLabel"/> for the inner one's.</summary>
    public uint? FlowLabel { get; init; }

    /// <summary>IP6_TNL_F_RCV_DSCP_COPY: the outer packet's DSCP goes to the inner one as it is unpacked.</summary>
    public bool? DscpInherit { get; init; }

    /// <summary>IP6_TNL_F_ALLOW_LOCAL_REMOTE: the remote end may be an address of this machine.</summary>
    public bool? AllowLocalRemote { get; init; }

    /// <summary>The key that received packets must have; <see cref="TunnelWords.NoKey"/> for none.</summary>
    public long? IKey { get; init; }

    /// <summary>The key of sent packets; <see cref="TunnelWords.NoKey"/> for none.</summary>
    public long? OKey { get; init; }

    /// <summary>Received packets must be numbered in order (GRE_SEQ).</summary>
    public bool? ISeq { get; init; }

    /// <summary>Sent packets are numbered.</summary>
    public bool? OSeq { get; init; }

    /// <summary>Received packets must have a checksum (GRE_CSUM).</summary>
    public bool? ICsum { get; init; }

    /// <summary>Sent packets get a checksum.</summary>
    public bool? OCsum { get; init; }

    /// <summary>TUNNEL_ENCAP_*: UDP around the tunnel's packets.</summary>
    public uint? Encap { get; init; }

    /// <summary>UDP source port, 0 for one by flow.</summary>
    public uint? EncapSport { get; init; }

    /// <summary>UDP destination port.</summary>
    public uint? EncapDport { get; init; }

    /// <summary>TUNNEL_ENCAP_FLAG_CSUM.</summary>
    public bool? EncapCsum { get; init; }

    /// <summary>TUNNEL_ENCAP_FLAG_CSUM6.</summary>
    public bool? EncapCsum6 { get; init; }

    /// <summary>TUNNEL_ENCAP_FLAG_REMCSUM.</summary>
    public bool? EncapRemcsum { get; init; }

    /// <summary>0 to 2.</summary>
    public uint? ErspanVer { get; init; }

    /// <summary>Version 1: 20 bits that say which port was mirrored.</summary>
    public uint? ErspanIndex { get; init; }

    /// <summary>Version 2: 0 ingress, 1 egress.</summary>
    public uint? ErspanDir { get; init; }

    /// <summary>Version 2: 6 bits that say which engine mirrored.</summary>
    public uint? ErspanHwid { get; init; }

    /// <summary>IFLA_IPTUN_PROTO: the protocol inside, 0 for any.</summary>
    public uint? Mode { get; init; }

    public override string? Uses => Underlay;

    public override Link Unused(string reference) => Underlay == reference ? this with { Underlay = null } : this;

    /// <summary>The kernel changes nothing of its own in a tunnel whose ends come with each packet, whether it says so or not.</summary>
    public override bool IsFixed(ResourceAttribute attribute) => External == true && attribute.IsOwn;

    public override string? DefaultOf(ResourceAttribute attribute) => attribute.Name == LinkWords.Mtu ? null : base.DefaultOf(attribute);

    public override void Check(ValidationContext context)
    {
        if (Underlay is { Length: > 0 } underlay && LinkName.Split(underlay).Netns != Netns)
        {
            context.Report("underlay", $"'{Reference}' and its underlay '{underlay}' are in different namespaces", "expected both in one");
        }
        if (External == true)
        {
            CheckExternal(context);
        }
        if (IgnoreDf == true && PmtuDisc != false)
        {
            context.Report("ignore-df", "'ignore-df' contradicts 'pmtudisc', which is on unless it is said to be off", "expected 'pmtudisc off' too");
        }
    }

    /// <summary>IPIP and SIT with a TTL of their own always carry "don't fragment" (<c>ip_tunnel_netlink_parms</c>, net/ipv4/ip_tunnel_core.c).</summary>
    private protected void CheckTtlAndPmtuDisc(ValidationContext context)
    {
        if (Ttl > 0 && PmtuDisc == false)
        {
            context.Report("pmtudisc", $"a TTL of {Ttl} comes with 'pmtudisc on' in {Article.A(Kind)}", "expected 'pmtudisc on', or 'ttl inherit'");
        }
    }

    /// <summary>The kernel keeps an end or a key of such a tunnel and takes no heed of it.</summary>
    private void CheckExternal(ValidationContext context)
    {
        foreach (ResourceAttribute attribute in Kind.Attributes.Where(a => a.Name is "id" or "local" or "remote" or "ikey" or "okey" && a.IsSet(this) && a.Format(this) != a.Default))
        {
            context.Report(attribute.Name, $"'{attribute.Name}' has no meaning with 'external': it comes with each packet", $"expected no '{attribute.Name}', or no 'external'");
        }
        // ipgre_tunnel_validate, net/ipv4/ip_gre.c.
        if (Encap > 0 && Kind.Find("ignore-df") is not null)
        {
            context.Report("encap", "GRE over IPv4 with 'external' has no UDP around it: that comes with each packet", "expected no 'encap', or no 'external'");
        }
    }
}
