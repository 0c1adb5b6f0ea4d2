using static Wire.Testing.Simulation.NextHops;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Next hops that have numbers, and groups of them (net/ipv4/nexthop.c). Resilient groups and those of an fdb are not modelled.</summary>
internal sealed class NextHopTable(SimulatedNamespace ns)
{
    private readonly SortedDictionary<uint, NextHop> _all = [];
    private readonly RouteResolver4 _resolver4 = new(ns);
    private readonly RouteResolver6 _resolver6 = new(ns);

    public void Handle(Request request)
    {
        request.RequireBody(FixedBytes);
        Attributes attributes = request.Message.Attributes(FixedBytes);
        uint id = attributes.U32(NHA_ID) ?? 0;
        if (request.Message.Type == RTM_NEWNEXTHOP)
        {
            Require(id != 0, Errno.EINVAL, "the simulated kernel does not choose numbers of next hops");
            Insert(Read(request.Message, attributes, id), request);
            return;
        }
        Require(id != 0, Errno.EINVAL, "Invalid nexthop id");
        Require(_all.ContainsKey(id), Errno.ENOENT);
        Remove(id, request);
    }

    public NextHop this[uint id] => _all[id];

    /// <summary>The next hop object that a route is to go by, or went by; null when it names none.</summary>
    public NumberedPath? PathOf(RouteRequest wanted)
    {
        Require(wanted.NumberedHop == 0 || _all.ContainsKey(wanted.NumberedHop), Errno.EINVAL, "Nexthop id does not exist");
        return wanted.NumberedHop == 0 ? null : new(this, wanted.NumberedHop);
    }

    public IEnumerable<byte[]> Dump(Request request)
    {
        Cause cause = request.DumpCause;
        return _all.Values.Select(n => n.Write(RTM_NEWNEXTHOP, cause, NLM_F_MULTI));
    }

    /// <summary>nexthop_flush_dev: nobody is told. A black hole goes only with lo itself.</summary>
    public void LinkDown(SimulatedLink link)
    {
        foreach (NextHop gone in _all.Values.Where(n => n.Link == link && !n.IsBlackhole).ToList())
        {
            Remove(gone.Id, null);
        }
    }

    /// <summary>rtm_to_nh_config, nexthop_create.</summary>
    private NextHop Read(Message message, Attributes attributes, uint id)
    {
        byte family = message.U8(0);
        uint flags = message.U32(4);
        Require((flags & ~RTNH_F_ONLINK) == 0, Errno.EINVAL, "Invalid nexthop flags in ancillary header");
        Require(family is AF_INET or AF_INET6 || (family == AF_UNSPEC && attributes.Has(NHA_GROUP)), Errno.EINVAL, "Invalid address family");
        NextHop read = new(id) { Family = family, Protocol = message.U8(2), Flags = flags };
        if (attributes.Find(NHA_GROUP) is { } group)
        {
            Require(family == AF_UNSPEC, Errno.EINVAL, "Invalid family for group");
            return read with { Group = Members(group), Flags = 0 };
        }
        if (attributes.Has(NHA_BLACKHOLE))
        {
            Require(!attributes.Has(NHA_GATEWAY) && !attributes.Has(NHA_OIF), Errno.EINVAL, "Blackhole attribute can not be used with gateway, oif, encap or fdb");
            Require(ns.Links.Find(1)!.IsUp, Errno.ENETDOWN);
            return read with { IsBlackhole = true, Link = ns.Links.Find(1) };
        }
        return OneWay(read, attributes);
    }

    private NextHop OneWay(NextHop read, Attributes attributes)
    {
        Require(attributes.Has(NHA_OIF), Errno.EINVAL, "Device attribute required for non-blackhole and non-fdb nexthops");
        SimulatedLink link = ns.Links.Find((int)attributes.U32(NHA_OIF)!.Value) ?? throw new RefusedException(Errno.EINVAL, "Invalid device index");
        Require(link.IsUp, Errno.ENETDOWN, "Nexthop device is not up");
        Require(link.Carrier, Errno.ENETDOWN, "Carrier for nexthop device is down");
        byte[]? gateway = attributes.Bytes(NHA_GATEWAY);
        Require(gateway is null || gateway.Length == (read.Family == AF_INET ? 4 : 16), Errno.EINVAL, "Invalid gateway");
        Require(gateway is not null || read.Flags == 0, Errno.EINVAL, "ONLINK flag can not be set for nexthop without a gateway");
        RouteRequest.Hop asked = new(gateway, link.Index, 0, read.Flags);
        uint table = VrfLink.TableOf(link) ?? RT_TABLE_UNSPEC;
        RouteHop hop = read.Family == AF_INET ? _resolver4.NumberedHop(asked, table) : _resolver6.NumberedHop(asked, table);
        return read with { Link = hop.Link, Gateway = hop.Gateway };
    }

    /// <summary>nh_check_attr_group.</summary>
    private List<(uint Id, ushort Weight)> Members(ReadOnlyMemory<byte> bytes)
    {
        const int MemberBytes = 8;
        Require(bytes.Length > 0 && bytes.Length % MemberBytes == 0, Errno.EINVAL, "Invalid length for nexthop group attribute");
        List<(uint Id, ushort Weight)> members = [];
        for (int at = 0; at < bytes.Length; at += MemberBytes)
        {
            members.Add((BitConverter.ToUInt32(bytes.Span[at..]), BitConverter.ToUInt16(bytes.Span[(at + 4)..])));
        }
        Require(members.DistinctBy(m => m.Id).Count() == members.Count, Errno.EINVAL, "Nexthop id can not be used twice in a group");
        foreach ((uint id, _) in members)
        {
            NextHop member = _all.GetValueOrDefault(id) ?? throw new RefusedException(Errno.EINVAL, "Invalid nexthop id");
            Require(member.Group is null, Errno.EINVAL, "Hash-threshold group can not be a nexthop within a group");
            Require(!member.IsBlackhole || members.Count == 1, Errno.EINVAL, "Blackhole nexthop can not be used in a group with more than 1 path");
        }
        return members;
    }

    private void Insert(NextHop made, Request request)
    {
        NextHop? old = _all.GetValueOrDefault(made.Id);
        bool replaces = request.Has(NLM_F_REPLACE);
        if (old is not null)
        {
            Require(replaces, Errno.EEXIST);
            Require(!made.IsBlackhole || GroupsOf(made.Id).All(g => g.Group!.Count == 1), Errno.EINVAL, "Blackhole nexthop can not be a member of a group with more than one path");
            Require((old.Group is null) == (made.Group is null), Errno.EINVAL);
            CheckRoutes(made);
        }
        Require(old is not null || !replaces || request.Has(NLM_F_CREATE), Errno.ENOENT);
        _all[made.Id] = made;
        Tell(RTM_NEWNEXTHOP, made, request);
        if (old is not null)
        {
            foreach (uint told in GroupsOf(made.Id).Select(g => g.Id).Prepend(made.Id))
            {
                ns.Routes4.NumberedHopReplaced(told, request.Cause);
                ns.Routes6.NumberedHopReplaced(told, request.Cause);
            }
        }
    }

    /// <summary>Every route by it, or by a group with it, could be made by what takes its place (fib_check_nh_list, fib6_check_nh_list).</summary>
    private void CheckRoutes(NextHop made)
    {
        NumberedPath path = new(this, made.Group is { } members ? members[0].Id : made.Id) { Instead = made.Group is null ? made : null };
        foreach (uint id in GroupsOf(made.Id).Select(g => g.Id).Prepend(made.Id))
        {
            ns.Routes4.NumberedBy(id).ForEach(r => path.CheckScope(r.Scope));
            bool hasIpv4 = made.Group?.Any(m => _all[m.Id].Family == AF_INET) ?? made.Family == AF_INET;
            Require(!hasIpv4 || ns.Routes6.NumberedBy(id).Count == 0, Errno.EINVAL, "IPv6 routes can not use an IPv4 nexthop");
        }
    }

    /// <summary>remove_nexthop: groups lose the member, and go with their last one. Told only of what somebody asked for.</summary>
    private void Remove(uint id, Request? request)
    {
        NextHop gone = _all[id];
        Tell(RTM_DELNEXTHOP, gone, request);
        ns.Routes4.NumberedHopGone(id);
        ns.Routes6.NumberedHopGone(id);
        _all.Remove(id);
        foreach (NextHop group in GroupsOf(id).ToList())
        {
            NextHop smaller = group with { Group = [.. group.Group!.Where(m => m.Id != id)] };
            if (smaller.Group!.Count == 0)
            {
                Remove(group.Id, request);
                continue;
            }
            _all[group.Id] = smaller;
            Tell(RTM_NEWNEXTHOP, smaller, request);
        }
    }

    private IEnumerable<NextHop> GroupsOf(uint id) => _all.Values.Where(n => n.Group?.Any(m => m.Id == id) == true);

    /// <summary>With the flags of the request (nexthop_notify).</summary>
    private void Tell(ushort type, NextHop hop, Request? request)
    {
        if (request is not null)
        {
            ns.Notify(RTNLGRP_NEXTHOP, hop.Write(type, request.Cause, request.Flags), request.Cause);
        }
    }
}
