namespace Wire.Domain;

internal sealed partial class Validation
{
    /// <summary>The least MTU of a link with IPv6 (RFC 8200, 5): the kernel takes IPv6 off a link with less.</summary>
    private const uint MtuV6Min = 1280;

    private void CheckAddresses()
    {
        Dictionary<(string? Netns, IpAddr Address), Declared> known = [];
        Dictionary<(string Link, IpPrefix Network), Declared> networks = [];
        foreach (Declared declared in _desired)
        {
            if (declared.Resource is not Address address)
            {
                continue;
            }
            IpAddr ip = address.Prefix.Address;
            if (ip.IsAny)
            {
                Report(declared, null, $"{ip} is the unspecified address: no link can have it", "expected a unicast address");
            }
            if (ip.IsV6 && FindDeclared(address.Link)?.Mtu is { } mtu and < MtuV6Min)
            {
                Report(declared, null, $"'{address.Link}' has an MTU of {mtu}: IPv6 needs {MtuV6Min}", $"expected 'mtu {MtuV6Min}' or more, or no IPv6 address");
            }
            // The first of a network says it for all of them (__inet_insert_ifa, net/ipv4/devinet.c).
            if (!ip.IsV6 && !networks.TryAdd((address.Link, address.Network), declared)
                && networks[(address.Link, address.Network)] is { Resource: Address known4 } other && (known4.Scope ?? 0) != (address.Scope ?? 0))
            {
                ResourceAttribute scope = Address.TheKind.Find("scope")!;
                Report(declared, address.Scope is null ? null : scope.Name,
                    $"'{address.Link}' has {known4.Prefix} of the same network with 'scope {scope.Format(known4) ?? scope.Default}'{Where(other)}",
                    $"expected one scope for all addresses of {address.Network}");
            }
            (string?, IpAddr) place = (LinkName.Split(address.Link).Netns, ip);
            // A group can be joined on several links, and an address be lent to several point-to-point links.
            if (!ip.IsLinkLocalV6 && !ip.IsMulticast && address.Peer is null && !known.TryAdd(place, declared) && known[place].Key != declared.Key)
            {
                Address first = (Address)known[place].Resource;
                Report(declared, null, $"{ip} is on '{first.Link}' already{Where(known[place])}", "expected an address once in a namespace");
            }
        }
    }
}
