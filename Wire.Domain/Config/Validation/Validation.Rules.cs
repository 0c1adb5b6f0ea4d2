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
        if ((rule.Action ?? Rule.ToTable) == Rule.ToTable && rule.Table is null && !IsDoubtful(declared))
        {
            Report(declared, null, $"{rule.Title} has no table to look in", "expected 'table NAME', 'blackhole', 'unreachable' or 'prohibit'");
        }
    }

    private void CheckFdb(Declared declared, FdbEntry entry)
    {
        Link? dev = Find(entry.Dev);
        if (entry.Remote is { } remote)
        {
            if (dev is not null and not Vxlan and not Interface)
            {
                Report(declared, "dev", $"'{entry.Dev}' is {Article.A(dev.Kind)}: it sends nothing to {remote}", "expected a vxlan, or no 'remote'");
            }
        }
        else if (dev is not null and not Bridge && dev.Master is null or "" && MayStandAlone(entry.Dev) == false)
        {
            Report(declared, "dev", $"'{entry.Dev}' is no port of a bridge: it has no table for the address", "expected a port of a bridge, or a vxlan and 'remote'");
        }
    }

    /// <summary>False when the link surely has no master; null when it is not known.</summary>
    private bool? MayStandAlone(string reference) =>
        FindLive(reference) is { } live ? live.Master is { Length: > 0 }
        : FindDeclared(reference) is Interface && _live is null ? null
        : _doubts.Resources.Contains(ResourceKey.Link(reference)) ? null
        : false;
}
