namespace Wire.Domain;

/// <summary>What of a live topology somebody would write down: not what the kernel, an autoconfiguration or learning put there.</summary>
public static class LiveExport
{
    /// <summary>IFA_F_PERMANENT (linux/if_addr.h): has no lifetime, so nothing renews it.</summary>
    private const uint AddressPermanent = 0x80;

    /// <summary>NUD_NOARP and NUD_PERMANENT (linux/neighbour.h): entries that somebody wrote.</summary>
    private const uint Static = 0x40 | 0x80;

    private const uint TableLocal = 255;

    public static IEnumerable<Resource> Select(ITopology live) => live.All.Where(IsWritten).Select(r => Bare(r, live));

    private static bool IsWritten(Resource resource) => resource switch
    {
        Interface { Name: "lo" } => false,
        Address address => address.Link != "lo" && !address.Prefix.Address.IsLinkLocalV6 && ((address.Flags ?? AddressPermanent) & AddressPermanent) != 0,
        Route route => route.EffectiveTable != TableLocal && route.EffectiveType is Route.Unicast or (>= 6 and <= 9) && !IsAutomatic(route.Protocol),
        Rule rule => !IsAutomatic(rule.Protocol),
        FdbEntry entry => entry is { Mac.IsZero: false, Mac.IsMulticast: false } && ((entry.State ?? Static) & Static) != 0
            && (entry.Remote is not null || (entry.Self != true && entry.State != 0x80)),
        _ => true,
    };

    /// <summary>RTPROT_REDIRECT, _KERNEL, _RA and _DHCP (linux/rtnetlink.h): they come and go with what caused them.</summary>
    private static bool IsAutomatic(uint? protocol) => protocol is 1 or 2 or 9 or 16;

    /// <summary>Without values that the kernel gives anyway, and without the Ethernet address of hardware.</summary>
    private static Resource Bare(Resource resource, ITopology live)
    {
        foreach (ResourceAttribute attribute in resource.Kind.Attributes)
        {
            if (attribute.Name != "up" && attribute.Default is not null && attribute.Format(resource) == attribute.Default)
            {
                resource = attribute.Clear(resource);
            }
        }
        return resource switch
        {
            Route route => route with { Table = route.Table == Route.TableMain ? null : route.Table, Metric = Metric(route) },
            Rule rule => rule with { FwMask = rule.FwMask == uint.MaxValue ? null : rule.FwMask },
            Interface or Vlan or Bond => ((Link)resource) with { Mac = null },
            Link { Master: { Length: > 0 } master } port when live.TryGet(ResourceKey.Link(master), out Resource? bond) && bond is Bond => port with { Mac = null },
            _ => resource,
        };
    }

    private static uint? Metric(Route route) => route.EffectiveMetric == (route with { Metric = null }).EffectiveMetric ? null : route.Metric;
}
