using static Wire.Testing.Simulation.IfAddr;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>IPv6 addresses (net/ipv6/addrconf.c). Duplicate address detection takes no time here: an address is usable as soon as its link is.</summary>
internal sealed class AddressTable6(SimulatedNamespace ns)
{
    private const int FixedBytes = 8;
    private const uint MtuMin = 1280;

    /// <summary>IFAPROT_KERNEL_LO and _LL (linux/if_addr.h).</summary>
    private const byte ProtocolLoopback = 1;
    private const byte ProtocolLinkLocal = 3;

    public IEnumerable<Address6> All => ns.Links.All.SelectMany(l => l.Addresses6);

    public static bool HasIpv6(SimulatedLink link) => link.Mtu >= MtuMin;

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

    public void LinkUp(SimulatedLink link)
    {
        if (link.HasNoAddrconf)
        {
            return;
        }
        if (link.IsLoopback)
        {
            if (!link.Addresses6.Exists(a => a.Local == 1))
            {
                Insert(new() { Link = link, Local = 1, PrefixLength = 128, Flags = IFA_F_PERMANENT, Protocol = ProtocolLoopback }, Cause.Kernel);
            }
        }
        foreach (Address6 address in link.Addresses6)
        {
            AddPrefixRoute(address);
        }
        if (link is SitLink { HasCompatibleAddresses: true } sit)
        {
            AddCompatible(sit);
        }
        LinkReady(link);
    }

    /// <summary>add_v4_addrs: "IPv4-compatible" addresses (RFC 4291 section 2.5.5.1), of the tunnel's own end or, without one, of all links that are up.</summary>
    private void AddCompatible(SitLink sit)
    {
        if (sit.LocalEnd != 0)
        {
            AddCompatible(sit, sit.LocalEnd, isOfHost: false);
            return;
        }
        foreach (SimulatedLink link in ns.Links.All.Where(l => l.IsUp))
        {
            bool isOfHost = false;
            foreach (Address4 address in link.Addresses4.Where(a => a.Scope != RT_SCOPE_LINK))
            {
                isOfHost |= address.Scope >= RT_SCOPE_HOST;
                AddCompatible(sit, address.Local, isOfHost);
            }
        }
    }

    private void AddCompatible(SitLink sit, uint end, bool isOfHost)
    {
        const byte CompatiblePrefixLength = 96;
        if (!sit.Addresses6.Exists(a => a.Local == end))
        {
            Insert(new() { Link = sit, Local = end, PrefixLength = CompatiblePrefixLength, Flags = IFA_F_PERMANENT, IsOfHost = isOfHost }, Cause.Kernel);
        }
    }

    /// <summary>The link is up and has a carrier: it speaks multicast, and takes a link-local address if it shall.</summary>
    public void LinkReady(SimulatedLink link)
    {
        if (!IsReady(link) || link.HasNoAddrconf)
        {
            return;
        }
        foreach (Address6 address in link.Addresses6)
        {
            Activate(address);
        }
        if (link.IsLoopback)
        {
            return;
        }
        ns.Routes6.MulticastCame(link);
        if (!ns.Kernel.Ipv6LinkLocal || link is not { Master: null, AddressBytes: 6 } or VrfLink)
        {
            return;
        }
        UInt128 linkLocal = LinkLocalOf(link.Mac);
        if (!link.Addresses6.Exists(a => a.Local == linkLocal))
        {
            Insert(new() { Link = link, Local = linkLocal, PrefixLength = 64, Flags = IFA_F_PERMANENT, Protocol = ProtocolLinkLocal }, Cause.Kernel);
        }
    }

    /// <summary>Unlike IPv4's, the addresses go when the link goes down (keep_addr_on_down 0).</summary>
    public void LinkDown(SimulatedLink link)
    {
        ns.Neighbours.LinkDown(link, AF_INET6);
        foreach (Address6 address in link.Addresses6.ToList())
        {
            link.Addresses6.Remove(address);
            ns.Notify(RTNLGRP_IPV6_IFADDR, address.Write(RTM_DELADDR, Cause.Kernel), Cause.Kernel);
        }
    }

    public void LinkGone(SimulatedLink link) => LinkDown(link);

    /// <summary>The MTU is another: below 1280 bytes a link has no IPv6 (RFC 8200 section 5).</summary>
    public void MtuChanged(SimulatedLink link, uint before)
    {
        if (HasIpv6(link))
        {
            if (before < MtuMin && link is { IsUp: true, IsLoopback: false, HasNoAddrconf: false })
            {
                ns.Routes6.MulticastCame(link);
                LinkReady(link);
            }
            ns.Routes6.MtuChanged(link, before);
            return;
        }
        ns.Routes6.LinkDown(link);
        LinkDown(link);
    }

    /// <summary>addrconf_link_ready.</summary>
    private static bool IsReady(SimulatedLink link) => link.IsOperational && link.Carrier && HasIpv6(link);

    private void Add(Request request, Attributes attributes)
    {
        Message message = request.Message;
        byte[] told = attributes.Bytes(IFA_LOCAL) ?? attributes.Bytes(IFA_ADDRESS) ?? throw new RefusedException(Errno.EINVAL, "ipv6: Address is not supplied");
        if (message.U8(1) > 128)
        {
            throw new RefusedException(Errno.EINVAL, "ipv6: Invalid prefix length");
        }
        SimulatedLink link = ns.Links.Find(message.I32(4)) ?? throw new RefusedException(Errno.ENODEV, "ipv6: Unable to find the interface");
        if (!HasIpv6(link))
        {
            throw new RefusedException(Errno.EINVAL);
        }
        UInt128 local = Ip.Read6(told);
        UInt128? peer = attributes.Has(IFA_LOCAL) && attributes.Bytes(IFA_ADDRESS) is { } other && Ip.Read6(other) != local ? Ip.Read6(other) : null;
        if (link.Addresses6.Find(a => a.Local == local) is { } existing)
        {
            if (request.Has(NLM_F_EXCL) || !request.Has(NLM_F_REPLACE))
            {
                throw new RefusedException(Errno.EEXIST, "ipv6: address already assigned");
            }
            existing.Protocol = attributes.U8(IFA_PROTO) ?? 0;
            existing.Flags = (existing.Flags & ~IFA_F_NOPREFIXROUTE) | ((attributes.U32(IFA_FLAGS) ?? 0) & IFA_F_NOPREFIXROUTE);
            Replaced(existing);
            return;
        }
        if (link is { IsUp: true, IsLoopback: false })
        {
            ns.Routes6.MulticastCame(link);
        }
        if (local == 0 || Ip.IsMulticast(local) || (local == 1 && link is { IsLoopback: false } and not VrfLink))
        {
            throw new RefusedException(Errno.EADDRNOTAVAIL, "ipv6: Invalid address");
        }
        if (link.IsAddressBusy(Ip.Bytes(local)))
        {
            throw new RefusedException(Errno.EADDRINUSE);
        }
        Insert(new()
        {
            Link = link,
            Local = local,
            Peer = peer,
            PrefixLength = message.U8(1),
            Flags = (attributes.U32(IFA_FLAGS) ?? message.U8(2)) | IFA_F_PERMANENT,
            Protocol = attributes.U8(IFA_PROTO) ?? 0,
            Metric = attributes.U32(IFA_RT_PRIORITY) ?? 0,
        }, Cause.Kernel);
    }

    private void Replaced(Address6 address)
    {
        if ((address.Flags & IFA_F_NOPREFIXROUTE) != 0)
        {
            ns.Routes6.PrefixWent(address);
        }
        else if (address.Link.IsUp)
        {
            AddPrefixRoute(address);
        }
        ns.Notify(RTNLGRP_IPV6_IFADDR, address.Write(RTM_NEWADDR, Cause.Kernel), Cause.Kernel);
    }

    private void Insert(Address6 address, Cause cause)
    {
        address.Link.Addresses6.Insert(0, address);
        if (address.Link.IsUp)
        {
            AddPrefixRoute(address);
        }
        if (IsReady(address.Link))
        {
            Activate(address);
            return;
        }
        address.Flags |= IFA_F_TENTATIVE;
        ns.Notify(RTNLGRP_IPV6_IFADDR, address.Write(RTM_NEWADDR, cause), cause);
    }

    private void Activate(Address6 address)
    {
        if (ns.Routes6.HasLocal(address))
        {
            return;
        }
        address.Flags &= ~IFA_F_TENTATIVE;
        ns.Notify(RTNLGRP_IPV6_IFADDR, address.Write(RTM_NEWADDR, Cause.Kernel), Cause.Kernel);
        ns.Routes6.LocalCame(address);
    }

    private void AddPrefixRoute(Address6 address)
    {
        if ((address.Flags & IFA_F_NOPREFIXROUTE) == 0 && address.Protocol != ProtocolLoopback)
        {
            ns.Routes6.PrefixCame(address);
        }
    }

    private void Delete(Request request, Attributes attributes)
    {
        Message message = request.Message;
        byte[] told = attributes.Bytes(IFA_LOCAL) ?? attributes.Bytes(IFA_ADDRESS) ?? throw new RefusedException(Errno.EINVAL, "ipv6: address not provided");
        SimulatedLink link = ns.Links.Find(message.I32(4)) ?? throw new RefusedException(Errno.ENODEV, "ipv6: Unable to find the interface");
        if (!HasIpv6(link))
        {
            throw new RefusedException(Errno.ENXIO, "ipv6: IPv6 is disabled on this device");
        }
        UInt128 local = Ip.Read6(told);
        Address6 address = link.Addresses6.Find(a => a.Local == local && a.PrefixLength == message.U8(1))
            ?? throw new RefusedException(Errno.EADDRNOTAVAIL, "ipv6: address not found");
        link.Addresses6.Remove(address);
        ns.Notify(RTNLGRP_IPV6_IFADDR, address.Write(RTM_DELADDR, Cause.Kernel), Cause.Kernel);
        ns.Routes6.AddressWent(address);
    }

    /// <summary>RFC 4291 appendix A: fe80::/64 and the modified EUI-64 of the Ethernet address.</summary>
    private static UInt128 LinkLocalOf(byte[] mac) =>
        Ip.Read6([0xfe, 0x80, 0, 0, 0, 0, 0, 0, (byte)(mac[0] ^ 2), mac[1], mac[2], 0xff, 0xfe, mac[3], mac[4], mac[5]]);
}
