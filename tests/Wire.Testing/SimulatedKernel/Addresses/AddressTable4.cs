using static Wire.Testing.Simulation.IfAddr;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>IPv4 addresses (net/ipv4/devinet.c): primaries and secondaries of a subnet, and the routes that come with them.</summary>
internal sealed class AddressTable4(SimulatedNamespace ns)
{
    private const int FixedBytes = 8;

    public IEnumerable<Address4> All => ns.Links.All.SelectMany(l => l.Addresses4);

    public void Handle(Request request)
    {
        request.RequireBody(FixedBytes);
        Attributes attributes = request.Message.Attributes(FixedBytes);
        if (request.Message.Type == RTM_NEWADDR)
        {
            Add(request, attributes);
        }
        else
        {
            Delete(request, attributes);
        }
    }

    public IEnumerable<byte[]> Dump(Request request)
    {
        uint index = request.Message.Body.Length >= FixedBytes ? request.Message.U32(4) : 0;
        Cause cause = request.DumpCause;
        return All.Where(a => index == 0 || a.Link.Index == index).Select(a => a.Write(RTM_NEWADDR, cause, NLM_F_MULTI));
    }

    /// <summary>The routes of its addresses come (back); lo gets 127.0.0.1/8.</summary>
    public void LinkUp(SimulatedLink link)
    {
        if (link.IsLoopback && link.Addresses4.Count == 0)
        {
            Insert(new()
            {
                Link = link, Local = 0x7f000001, Remote = 0x7f000001, PrefixLength = 8, Label = link.Name, Flags = IFA_F_PERMANENT, Scope = RT_SCOPE_HOST,
            }, Cause.Kernel);
            return;
        }
        foreach (Address4 address in link.Addresses4)
        {
            ns.Routes4.AddressCame(address);
        }
    }

    /// <summary>inetdev_changename: the labels follow the name, the second and further addresses with a number of their own.</summary>
    public void LinkRenamed(SimulatedLink link)
    {
        for (int i = 0; i < link.Addresses4.Count; i++)
        {
            Address4 address = link.Addresses4[i];
            int colon = address.Label.IndexOf(':', StringComparison.Ordinal);
            string suffix = i == 0 ? "" : colon < 0 ? $":{i + 1}" : address.Label[colon..];
            int room = LinkAttributes.NameBytesMax - suffix.Length;
            address.Label = (link.Name.Length > room ? link.Name[..room] : link.Name) + suffix;
            ns.Notify(RTNLGRP_IPV4_IFADDR, address.Write(RTM_NEWADDR, Cause.Kernel), Cause.Kernel);
        }
    }

    public void LinkGone(SimulatedLink link)
    {
        while (link.Addresses4.Count > 0)
        {
            Remove(link.Addresses4[0], Cause.Kernel);
        }
    }

    private void Add(Request request, Attributes attributes)
    {
        Address4 wanted = Read(request.Message, attributes);
        SimulatedLink link = wanted.Link;
        Address4? existing = link.Addresses4.Find(a => a.PrefixLength == wanted.PrefixLength && a.Prefix == wanted.Prefix && a.Local == wanted.Local);
        if (existing is null)
        {
            Insert(wanted, request.Cause);
            return;
        }
        if (request.Has(NLM_F_EXCL) || !request.Has(NLM_F_REPLACE))
        {
            throw new RefusedException(Errno.EEXIST, "ipv4: Address already assigned");
        }
        existing.Protocol = wanted.Protocol;
        ns.Notify(RTNLGRP_IPV4_IFADDR, existing.Write(RTM_NEWADDR, request.Cause), request.Cause);
    }

    private Address4 Read(Message message, Attributes attributes)
    {
        byte prefixLength = message.U8(1);
        if (prefixLength > 32)
        {
            throw new RefusedException(Errno.EINVAL, "ipv4: Invalid prefix length");
        }
        if (attributes.Bytes(IFA_LOCAL) is not { Length: >= 4 } local)
        {
            throw new RefusedException(Errno.EINVAL, "ipv4: Local address is not supplied");
        }
        SimulatedLink link = ns.Links.Find(message.I32(4)) ?? throw new RefusedException(Errno.ENODEV, "ipv4: Device not found");
        uint address = Ip.Read4(local);
        return new()
        {
            Link = link,
            Local = address,
            Remote = attributes.Bytes(IFA_ADDRESS) is { } remote ? Ip.Read4(remote) : address,
            PrefixLength = prefixLength,
            Broadcast = attributes.Bytes(IFA_BROADCAST) is { } broadcast ? Ip.Read4(broadcast) : null,
            Label = attributes.Text(IFA_LABEL) ?? link.Name,
            Flags = ((attributes.U32(IFA_FLAGS) ?? message.U8(2)) & ~IFA_F_SECONDARY) | IFA_F_PERMANENT,
            Scope = Ip.IsLoopback(address) ? RT_SCOPE_HOST : message.U8(3),
            Protocol = attributes.U8(IFA_PROTO) ?? 0,
            Metric = attributes.U32(IFA_RT_PRIORITY) ?? 0,
        };
    }

    /// <summary>__inet_insert_ifa: in a subnet that has an address it is a secondary, and goes behind the primaries.</summary>
    private void Insert(Address4 address, Cause cause)
    {
        List<Address4> addresses = address.Link.Addresses4;
        int at = 0;
        for (int i = 0; i < addresses.Count; i++)
        {
            Address4 other = addresses[i];
            if (!other.IsSecondary && address.Scope <= other.Scope)
            {
                at = i + 1;
            }
            if (other.IsSameSubnet(address))
            {
                if (other.Local == address.Local)
                {
                    throw new RefusedException(Errno.EEXIST, "ipv4: Address already assigned");
                }
                if (other.Scope != address.Scope)
                {
                    throw new RefusedException(Errno.EINVAL, "ipv4: Invalid scope value");
                }
                address.Flags |= IFA_F_SECONDARY;
            }
        }
        if (address.Link.IsAddressBusy(Ip.Bytes(address.Local)))
        {
            throw new RefusedException(Errno.EADDRINUSE);
        }
        addresses.Insert(address.IsSecondary ? addresses.Count : at, address);
        ns.Notify(RTNLGRP_IPV4_IFADDR, address.Write(RTM_NEWADDR, cause), cause);
        ns.Routes4.AddressCame(address);
    }

    private void Delete(Request request, Attributes attributes)
    {
        Message message = request.Message;
        SimulatedLink link = ns.Links.Find(message.I32(4)) ?? throw new RefusedException(Errno.ENODEV, "ipv4: Device not found");
        uint? local = attributes.Bytes(IFA_LOCAL) is { } l ? Ip.Read4(l) : null;
        uint? remote = attributes.Bytes(IFA_ADDRESS) is { } r ? Ip.Read4(r) : null;
        string? label = attributes.Text(IFA_LABEL);
        byte prefixLength = message.U8(1);
        Address4? found = link.Addresses4.Find(a =>
            (local is null || a.Local == local)
            && (label is null || a.Label == label)
            && (remote is null || (a.PrefixLength == prefixLength && a.Prefix == (remote & a.Mask))));
        Remove(found ?? throw new RefusedException(Errno.EADDRNOTAVAIL, "ipv4: Address not found"), request.Cause);
    }

    /// <summary>__inet_del_ifa without promote_secondaries: with a primary go the secondaries of its subnet, before it.</summary>
    private void Remove(Address4 address, Cause cause)
    {
        List<Address4> addresses = address.Link.Addresses4;
        if (!address.IsSecondary)
        {
            foreach (Address4 secondary in addresses.Where(a => a.IsSecondary && a.IsSameSubnet(address)).ToList())
            {
                RemoveOne(secondary, cause);
            }
        }
        RemoveOne(address, cause);
    }

    private void RemoveOne(Address4 address, Cause cause)
    {
        address.Link.Addresses4.Remove(address);
        ns.Notify(RTNLGRP_IPV4_IFADDR, address.Write(RTM_DELADDR, cause), cause);
        ns.Routes4.AddressWent(address);
    }
}
