namespace Wire.Domain;

internal sealed partial class Validation
{
    private void CheckRule(Declared declared, Rule rule)
    {
        if (rule is { From: { } from, To: { } to } && from.IsV6 != to.IsV6)
        {
            Report(declared, "to", $"from {from} and to {to} are of different families", "expected both IPv4 or both IPv6");
        }
        else if ((rule.From ?? rule.To) is { } selector && selector.IsV6 != (rule.Family == 10))
        {
            Report(declared, "family", $"{selector} is no {(rule.Family == 10 ? "IPv6" : "IPv4")} prefix", $"expected 'family {(selector.IsV6 ? "inet6" : "inet")}', or nothing: the prefix says it");
        }
        if (rule.EffectiveAction == Rule.ToTable && rule.Table is null && rule.L3Mdev != true && !IsDoubtful(declared))
        {
            Report(declared, null, $"{rule.Title} has no table to look in", "expected 'table NAME', 'l3mdev', 'goto PRIORITY', 'blackhole', 'unreachable' or 'prohibit'");
        }
        if (rule is { L3Mdev: true, Table: not null })
        {
            Report(declared, "table", "the table of an l3mdev rule is that of the packet's VRF", "expected 'l3mdev' or 'table', not both");
        }
        if (rule.Target is { } target && (target <= rule.Priority || rule.Action is not null || rule.Table is not null))
        {
            Report(declared, "goto", target <= rule.Priority ? $"rule {rule.Priority} cannot go back to {target}" : "a rule that goes on with another one does nothing else",
                target <= rule.Priority ? "expected a higher priority" : "expected 'goto' without 'action' and 'table'");
        }
        if (rule is { Dscp: not null, Tos: not null })
        {
            Report(declared, "tos", "a rule matches 'dscp' or 'tos', not both", "expected 'dscp' alone: it is the upper six bits of the other");
        }
        if (rule.Tos is { } tos && (tos & 3) != 0)
        {
            Report(declared, "tos", $"the last two bits of a packet's TOS are not compared (RFC 3168), and {tos} has them set", "expected a multiple of 4");
        }
        if (rule is { Family: 10, Realms: not null })
        {
            Report(declared, "realms", "an IPv6 rule has no 'realms'", "expected it on an IPv4 rule");
        }
        if (rule is { SuppressPrefixLength: { } bits, Family: 2 } && bits > 32)
        {
            Report(declared, "suppress-prefixlength", $"no IPv4 route has {bits} bits", "expected at most 32");
        }
        if ((rule.SPort ?? rule.DPort) is not null && rule.IpProto is not (6 or 17 or 33 or 132 or null))
        {
            Report(declared, rule.SPort is null ? "dport" : "sport", $"packets of protocol {rule.IpProto} have no ports", "expected 'ipproto' tcp, udp, dccp or sctp, or none");
        }
    }

    private void CheckFdb(Declared declared, FdbEntry entry)
    {
        CheckFdbWords(declared, entry);
        Link? dev = Find(entry.Dev);
        if (entry.Remote is { } remote)
        {
            if (dev is not null and not Vxlan and not Interface)
            {
                Report(declared, "dev", $"'{entry.Dev}' is {Article.A(dev.Kind)}: it sends nothing to {remote}", "expected a vxlan, or no 'remote'");
            }
        }
        else if (entry.IsSelf)
        {
            if (dev is Bridge || (dev is Vxlan && entry.NexthopId is null))
            {
                Report(declared, "self", dev is Bridge ? $"the addresses of '{entry.Dev}' itself follow from its ports" : "an entry of a VXLAN says where to", dev is Bridge ? "expected a port of it" : "expected 'remote' or 'nhid'");
            }
        }
        else if (dev is not null and not Bridge && dev.Master is null or "" && MayStandAlone(entry.Dev) == false)
        {
            Report(declared, "dev", $"'{entry.Dev}' is no port of a bridge: it has no table for the address", "expected a port of a bridge, or a vxlan and 'remote'");
        }
    }

    private void CheckFdbWords(Declared declared, FdbEntry entry)
    {
        if (entry.Sticky == true && (entry.IsSelf || entry.ExternLearn == true))
        {
            Report(declared, "sticky", "'sticky' is for what a bridge would learn by itself", "expected it without 'extern-learn', for a port of a bridge");
        }
        bool isOfVxlan = entry.Remote is not null || entry.NexthopId is not null;
        if (entry.Self == false && isOfVxlan)
        {
            Report(declared, "self", "an entry of a VXLAN is always its own", "expected no 'self'");
        }
        foreach (ResourceAttribute attribute in FdbEntry.TheKind.Attributes.Where(a => a.Name is "router" or "port" or "vni" or "src-vni" or "via" && a.IsSet(entry)))
        {
            if (!isOfVxlan)
            {
                Report(declared, attribute.Name, $"'{attribute.Name}' is for entries of a VXLAN", "expected 'remote' or 'nhid' too");
            }
            else if (entry.NexthopId is not null && attribute.Name is "port" or "vni" or "via")
            {
                Report(declared, attribute.Name, $"the nexthop says where to: there is no '{attribute.Name}' beside 'nhid'", "expected 'remote' or 'nhid'");
            }
        }
        if (entry.NexthopId is not null && entry.Remote is not null)
        {
            Report(declared, "nhid", "'nhid' stands in the place of 'remote'", "expected one of them");
        }
    }

    /// <summary>False when the link surely has no master; null when it is not known.</summary>
    private bool? MayStandAlone(string reference) =>
        FindLive(reference) is { } live ? live.Master is { Length: > 0 }
        : FindDeclared(reference) is Interface && _live is null ? null
        : _doubts.Resources.Contains(ResourceKey.Link(reference)) ? null
        : false;
}
