namespace Wire.Domain;

internal sealed partial class Validation
{
    private void CheckLink(Declared declared, Link link)
    {
        if (LinkName.Check(link.Name) is { } wrong)
        {
            Report(declared, null, wrong, $"expected a name of 1 to {LinkName.BytesMax} bytes");
        }
        if (link.Mac is { } mac && (mac.IsMulticast || mac.IsZero))
        {
            Report(declared, "mac", $"{mac} is no address that a link can have", "expected a unicast address: its first byte is even");
        }
        if (link is { Mac: not null, TakesMac: false })
        {
            Report(declared, "mac", $"{Article.A(link.Kind)} takes no Ethernet address", link.RidesOn is null ? "expected none: it has no Ethernet header" : "expected none: it has that of the link it rides on");
        }
        if (link.MtuIsBound)
        {
            CheckMtu(declared, link, link.RidesOn, 0);
        }
        if (link.Master is { Length: > 0 })
        {
            CheckMaster(declared, link, link.Master);
        }
        switch (link)
        {
            case Veth veth:
                CheckPeer(declared, veth);
                break;
            case Vxlan vxlan:
                CheckVxlan(declared, vxlan);
                CheckMtu(declared, vxlan, vxlan.Underlay, VxlanOverhead(vxlan));
                break;
        }
    }

    private void CheckMaster(Declared declared, Link link, string reference)
    {
        if (reference == link.Reference)
        {
            return;
        }
        if (LinkName.Split(reference).Netns != link.Netns)
        {
            Report(declared, "master", $"'{link.Reference}' and its master '{reference}' are in different namespaces", "expected both in one: the kernel allows no other");
        }
        if (!TakesPorts(reference))
        {
            Report(declared, "master", $"'{reference}' is no bridge or bond: it takes no ports", "expected a bridge or a bond");
        }
        else if (link is Tunnel { TakesMac: false } && Find(reference) is Bridge)
        {
            Report(declared, "master", $"a bridge takes only links with Ethernet: not the {link.Kind.Name} '{link.Reference}'", "expected no master, or a kind with Ethernet");
        }
        else if ((link is Interface ? FindLive(link.Reference) : link) is Bridge && Find(reference) is Bridge)
        {
            Report(declared, "master", $"a bridge cannot be a port of a bridge: '{link.Reference}' of '{reference}'", "expected a veth pair between them: one end a port of each");
        }
    }

    /// <summary>True also for what is not known, and for kinds of link that Wire does not know: a team takes ports too.</summary>
    private bool TakesPorts(string reference)
    {
        Link? master = FindDeclared(reference) is { } declared and not Interface ? declared : FindLive(reference);
        return master is null or Interface { Device: not null } || Sugar.PortWord(master.Kind) is not null;
    }

    private void CheckPeer(Declared declared, Veth veth)
    {
        if (IsDoubtful(declared))
        {
            return;
        }
        if (veth.Peer == veth.Reference)
        {
            Report(declared, "peer", $"'{veth.Reference}' is its own other end", "expected another name");
        }
        else if (veth.Peer is not null && FindDeclared(veth.Peer) is { } peer && (peer as Veth)?.Peer != veth.Reference)
        {
            Report(declared, "peer", peer is Veth { Peer: { } other } ? $"the other end of '{veth.Peer}' is '{other}', not '{veth.Reference}'" : $"'{veth.Peer}' is {Article.A(peer.Kind)}, not the other end of '{veth.Reference}'",
                "expected two veths that name each other");
        }
    }

    private void CheckVxlan(Declared declared, Vxlan vxlan)
    {
        if (vxlan is { Remote.IsMulticast: true, Underlay: null or "" } && !IsDoubtful(declared))
        {
            Report(declared, "remote", $"{vxlan.Remote} is a multicast group: it needs a link to be joined on", "expected 'underlay LINK' too");
        }
        if (vxlan.Local is { IsMulticast: true })
        {
            Report(declared, "local", $"{vxlan.Local} is a multicast group, no source of packets", "expected an address of this node");
        }
        if (vxlan is { Local: { } local, Remote: { } remote } && local.IsV6 != remote.IsV6)
        {
            Report(declared, "remote", $"local {local} and remote {remote} are of different families", "expected both IPv4 or both IPv6");
        }
    }

    /// <summary>Outer Ethernet, IP, UDP and VXLAN headers (VXLAN_HEADROOM and VXLAN6_HEADROOM, net/vxlan.h).</summary>
    private static uint VxlanOverhead(Vxlan vxlan) => vxlan.Remote is { IsV6: true } || vxlan.Local is { IsV6: true } ? 70u : 50u;

    private void CheckMtu(Declared declared, Link link, string? lower, uint overhead)
    {
        if (link.Mtu is { } mtu && lower is { Length: > 0 } && MtuOf(lower, 0) is { } room && mtu + overhead > room)
        {
            string most = overhead == 0 ? $"{room}" : $"{room - Math.Min(overhead, room)} ({room} of '{lower}' less {overhead} for the outer headers)";
            Report(declared, "mtu", $"'{link.Reference}' rides on '{lower}': an MTU of {mtu} does not fit in its {room}", $"expected at most {most}");
        }
    }

    /// <summary>Declared, or live, or what the kernel gives a new one; null when ports or unknown links decide it.</summary>
    private uint? MtuOf(string reference, int depth)
    {
        const int DepthMax = 8;
        if (depth > DepthMax || Find(reference) is not { } link)
        {
            return null;
        }
        return link.Mtu ?? FindLive(reference)?.Mtu ?? link switch
        {
            Interface or Bridge or Bond => null,
            { MtuIsBound: true, RidesOn: { } lower } => MtuOf(lower, depth + 1),
            Vxlan { Underlay: { Length: > 0 } underlay } vxlan => MtuOf(underlay, depth + 1) - VxlanOverhead(vxlan),
            _ => link.DefaultOf(link.Kind.Find("mtu")!) is { } usual ? uint.Parse(usual, System.Globalization.CultureInfo.InvariantCulture) : null,
        };
    }
}
