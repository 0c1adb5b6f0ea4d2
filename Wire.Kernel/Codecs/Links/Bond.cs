using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_BOND_*.</summary>
internal sealed class BondCodec() : LinkCodec(Bond.TheKind, "bond")
{
    public override string KernelOption => "CONFIG_BONDING";

    public override AttributePlace DataPlace => AttributePlace.BondData;

    public override AttributeTable DataNames => LinkTables.Bond;

    public override Link Decode(scoped in LinkData data)
    {
        uint? mode = null, miimon = null, upDelay = null, downDelay = null, peerNotifyDelay = null, arpInterval = null, arpValidate = null,
            arpAllTargets = null, arpMissedMax = null, primaryReselect = null, failOverMac = null, xmitHashPolicy = null, resendIgmp = null,
            numGratArp = null, minLinks = null, lpInterval = null, packetsPerSlave = null, lacpRate = null, adSelect = null, adUserPortKey = null,
            adActorSysPrio = null;
        bool? useCarrier = null, allSlavesActive = null, tlbDynamicLb = null, lacpActive = null, coupledControl = null;
        MacAddress? adActorSystem = null;
        ValueList<IpAddr> arpIpTarget = [];
        ValueList<IpAddr> nsIp6Target = [];
        string? primary = "";
        string? activeSlave = "";
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_BOND_MODE:
                    mode = attributes.ReadU8();
                    break;
                case IFLA_BOND_MIIMON:
                    miimon = attributes.ReadU32();
                    break;
                case IFLA_BOND_UPDELAY:
                    upDelay = attributes.ReadU32();
                    break;
                case IFLA_BOND_DOWNDELAY:
                    downDelay = attributes.ReadU32();
                    break;
                case IFLA_BOND_PEER_NOTIF_DELAY:
                    peerNotifyDelay = attributes.ReadU32();
                    break;
                case IFLA_BOND_USE_CARRIER:
                    useCarrier = attributes.ReadU8() != 0;
                    break;
                case IFLA_BOND_ARP_INTERVAL:
                    arpInterval = attributes.ReadU32();
                    break;
                case IFLA_BOND_ARP_IP_TARGET:
                    arpIpTarget = Targets(attributes.Nested());
                    break;
                case IFLA_BOND_NS_IP6_TARGET:
                    nsIp6Target = Targets(attributes.Nested());
                    break;
                case IFLA_BOND_ARP_VALIDATE:
                    arpValidate = attributes.ReadU32();
                    break;
                case IFLA_BOND_ARP_ALL_TARGETS:
                    arpAllTargets = attributes.ReadU32();
                    break;
                case IFLA_BOND_MISSED_MAX:
                    arpMissedMax = attributes.ReadU8();
                    break;
                case IFLA_BOND_PRIMARY:
                    primary = data.Links.Reference(attributes.ReadU32());
                    break;
                case IFLA_BOND_PRIMARY_RESELECT:
                    primaryReselect = attributes.ReadU8();
                    break;
                case IFLA_BOND_FAIL_OVER_MAC:
                    failOverMac = attributes.ReadU8();
                    break;
                case IFLA_BOND_XMIT_HASH_POLICY:
                    xmitHashPolicy = attributes.ReadU8();
                    break;
                case IFLA_BOND_RESEND_IGMP:
                    resendIgmp = attributes.ReadU32();
                    break;
                case IFLA_BOND_NUM_PEER_NOTIF:
                    numGratArp = attributes.ReadU8();
                    break;
                case IFLA_BOND_ALL_SLAVES_ACTIVE:
                    allSlavesActive = attributes.ReadU8() != 0;
                    break;
                case IFLA_BOND_MIN_LINKS:
                    minLinks = attributes.ReadU32();
                    break;
                case IFLA_BOND_LP_INTERVAL:
                    lpInterval = attributes.ReadU32();
                    break;
                case IFLA_BOND_PACKETS_PER_SLAVE:
                    packetsPerSlave = attributes.ReadU32();
                    break;
                case IFLA_BOND_TLB_DYNAMIC_LB:
                    tlbDynamicLb = attributes.ReadU8() != 0;
                    break;
                case IFLA_BOND_AD_LACP_RATE:
                    lacpRate = attributes.ReadU8();
                    break;
                case IFLA_BOND_AD_LACP_ACTIVE:
                    lacpActive = attributes.ReadU8() != 0;
                    break;
                case IFLA_BOND_AD_SELECT:
                    adSelect = attributes.ReadU8();
                    break;
                case IFLA_BOND_AD_USER_PORT_KEY:
                    adUserPortKey = attributes.ReadU16();
                    break;
                case IFLA_BOND_AD_ACTOR_SYS_PRIO:
                    adActorSysPrio = attributes.ReadU16();
                    break;
                case IFLA_BOND_AD_ACTOR_SYSTEM:
                    adActorSystem = attributes.ReadMac();
                    break;
                case IFLA_BOND_COUPLED_CONTROL:
                    coupledControl = attributes.ReadU8() != 0;
                    break;
                case IFLA_BOND_ACTIVE_SLAVE:
                    activeSlave = data.Links.Reference(attributes.ReadU32());
                    break;
                default:
                    data.Unknown.Keep(attributes, DataPlace);
                    break;
            }
        }
        return new Bond
        {
            Mode = mode, Miimon = miimon, UpDelay = upDelay, DownDelay = downDelay, PeerNotifyDelay = peerNotifyDelay, UseCarrier = useCarrier,
            ArpInterval = arpInterval, ArpIpTarget = arpIpTarget, NsIp6Target = nsIp6Target, ArpValidate = arpValidate,
            ArpAllTargets = arpAllTargets, ArpMissedMax = arpMissedMax, Primary = primary, PrimaryReselect = primaryReselect,
            FailOverMac = failOverMac, XmitHashPolicy = xmitHashPolicy, ResendIgmp = resendIgmp, NumGratArp = numGratArp,
            AllSlavesActive = allSlavesActive, MinLinks = minLinks, LpInterval = lpInterval, PacketsPerSlave = packetsPerSlave,
            TlbDynamicLb = tlbDynamicLb, LacpRate = lacpRate, LacpActive = lacpActive, AdSelect = adSelect, AdUserPortKey = adUserPortKey,
            AdActorSysPrio = adActorSysPrio, AdActorSystem = adActorSystem, CoupledControl = coupledControl, ActiveSlave = activeSlave,
        };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        Bond bond = (Bond)link;
        writer.WriteU8(IFLA_BOND_MODE, bond.Mode);
        writer.WriteU32(IFLA_BOND_MIIMON, bond.Miimon);
        writer.WriteU32(IFLA_BOND_UPDELAY, bond.UpDelay);
        writer.WriteU32(IFLA_BOND_DOWNDELAY, bond.DownDelay);
        writer.WriteU32(IFLA_BOND_PEER_NOTIF_DELAY, bond.PeerNotifyDelay);
        writer.WriteU8(IFLA_BOND_USE_CARRIER, bond.UseCarrier);
        writer.WriteU32(IFLA_BOND_ARP_INTERVAL, bond.ArpInterval);
        WriteTargets(writer, IFLA_BOND_ARP_IP_TARGET, bond.ArpIpTarget);
        WriteTargets(writer, IFLA_BOND_NS_IP6_TARGET, bond.NsIp6Target);
        writer.WriteU32(IFLA_BOND_ARP_VALIDATE, bond.ArpValidate);
        writer.WriteU32(IFLA_BOND_ARP_ALL_TARGETS, bond.ArpAllTargets);
        writer.WriteU8(IFLA_BOND_MISSED_MAX, bond.ArpMissedMax);
        if (bond.Primary is { } primary)
        {
            writer.WriteU32(IFLA_BOND_PRIMARY, primary.Length == 0 ? 0 : indexes.Of(primary));
        }
        writer.WriteU8(IFLA_BOND_PRIMARY_RESELECT, bond.PrimaryReselect);
        writer.WriteU8(IFLA_BOND_FAIL_OVER_MAC, bond.FailOverMac);
        writer.WriteU8(IFLA_BOND_XMIT_HASH_POLICY, bond.XmitHashPolicy);
        writer.WriteU32(IFLA_BOND_RESEND_IGMP, bond.ResendIgmp);
        writer.WriteU8(IFLA_BOND_NUM_PEER_NOTIF, bond.NumGratArp);
        writer.WriteU8(IFLA_BOND_ALL_SLAVES_ACTIVE, bond.AllSlavesActive);
        writer.WriteU32(IFLA_BOND_MIN_LINKS, bond.MinLinks);
        writer.WriteU32(IFLA_BOND_LP_INTERVAL, bond.LpInterval);
        writer.WriteU32(IFLA_BOND_PACKETS_PER_SLAVE, bond.PacketsPerSlave);
        writer.WriteU8(IFLA_BOND_TLB_DYNAMIC_LB, bond.TlbDynamicLb);
        writer.WriteU8(IFLA_BOND_AD_LACP_RATE, bond.LacpRate);
        writer.WriteU8(IFLA_BOND_AD_LACP_ACTIVE, bond.LacpActive);
        writer.WriteU8(IFLA_BOND_AD_SELECT, bond.AdSelect);
        writer.WriteU16(IFLA_BOND_AD_USER_PORT_KEY, bond.AdUserPortKey);
        writer.WriteU16(IFLA_BOND_AD_ACTOR_SYS_PRIO, bond.AdActorSysPrio);
        writer.WriteMac(IFLA_BOND_AD_ACTOR_SYSTEM, bond.AdActorSystem);
        writer.WriteU8(IFLA_BOND_COUPLED_CONTROL, bond.CoupledControl);
    }

    public override Link WithCreationDefaults(Link link) => link is Bond bond ? bond.WithoutWhatItsModeLacks() : link;

    /// <summary>
    /// The kernel counts the delays in units of miimon: they change with it, so they are said again. Without miimon it has none, and
    /// refuses even a 0 (<c>_bond_option_delay_set</c>, drivers/net/bonding/bond_options.c).
    /// </summary>
    public override Link ForChange(Link asked, Link before, Link after)
    {
        Bond bond = (Bond)asked, whole = (Bond)after;
        return bond.Miimon switch
        {
            0 => bond with { UpDelay = NotZero(bond.UpDelay), DownDelay = NotZero(bond.DownDelay), PeerNotifyDelay = NotZero(bond.PeerNotifyDelay) },
            > 0 => bond with
            {
                UpDelay = bond.UpDelay ?? whole.UpDelay,
                DownDelay = bond.DownDelay ?? whole.DownDelay,
                PeerNotifyDelay = bond.PeerNotifyDelay ?? whole.PeerNotifyDelay,
            },
            null => bond,
        };
    }

    private static uint? NotZero(uint? value) => value == 0 ? null : value;

    /// <summary>A nest of addresses, each under its place in the list.</summary>
    private static ValueList<IpAddr> Targets(AttributeReader places)
    {
        List<IpAddr> targets = [];
        while (places.Read())
        {
            targets.Add(places.ReadAddress());
        }
        return targets.ToValueList();
    }

    /// <summary>The list takes the place of the kernel's; an empty one removes it.</summary>
    private static void WriteTargets(NetlinkMessageWriter writer, ushort type, ValueList<IpAddr>? targets)
    {
        if (targets is null)
        {
            return;
        }
        int nest = writer.BeginNested(type);
        for (ushort place = 0; place < targets.Count; place++)
        {
            writer.WriteAddress(place, targets[place]);
        }
        writer.EndNested(nest);
    }
}
