using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>AF_BRIDGE neighbours (rtnl_fdb_add, _del, _dump): hands a request to the bridge of the port, or to the device itself.</summary>
internal sealed class FdbTable(SimulatedNamespace ns)
{
    private readonly Dictionary<SimulatedLink, List<byte[]>> _own = [];

    public void Handle(Request request)
    {
        FdbRequest wanted = new(request);
        if (wanted.Index == 0)
        {
            throw new RefusedException(Errno.EINVAL, "invalid ifindex");
        }
        SimulatedLink link = ns.Links.Find(wanted.Index) ?? throw new RefusedException(Errno.ENODEV, "unknown ifindex");
        if (wanted.Mac.Length != 6)
        {
            throw new RefusedException(Errno.EINVAL, "invalid address");
        }
        if (link.Type != ARPHRD_ETHER)
        {
            throw new RefusedException(Errno.EINVAL, "FDB add only supported for Ethernet devices");
        }
        bool add = request.Message.Type == RTM_NEWNEIGH;
        bool done = false;
        if ((wanted.NdmFlags == 0 || (wanted.NdmFlags & NTF_MASTER) != 0) && link.Master is BridgeLink bridge)
        {
            bridge.Fdb.Handle(add, link, wanted);
            done = true;
        }
        if ((wanted.NdmFlags & NTF_SELF) != 0)
        {
            HandleSelf(add, link, wanted);
            done = true;
        }
        if (!done)
        {
            throw new RefusedException(Errno.EOPNOTSUPP);
        }
    }

    public IEnumerable<byte[]> Dump(Request request)
    {
        Cause cause = request.DumpCause;
        (int index, uint? master) = Filter(request.Message);
        foreach (SimulatedLink link in ns.Links.All.Where(l => (index == 0 || l.Index == index) && (master is null || l.Master?.Index == master || l.Index == master)))
        {
            IEnumerable<byte[]> asPort = link.Master is BridgeLink bridge ? bridge.Fdb.Dump(link, cause) : [];
            IEnumerable<byte[]> self = link switch
            {
                BridgeLink own => own.Fdb.Dump(null, cause).Concat(Heard(link, cause)),
                VxlanLink vxlan => vxlan.Fdb.Dump(cause),
                _ => Heard(link, cause),
            };
            foreach (byte[] message in asPort.Concat(self))
            {
                yield return message;
            }
        }
    }

    public void LinkGone(SimulatedLink link) => _own.Remove(link);

    private void HandleSelf(bool add, SimulatedLink link, FdbRequest wanted)
    {
        switch (link)
        {
            case BridgeLink bridge:
                bridge.Fdb.Handle(add, null, wanted);
                break;
            case VxlanLink vxlan:
                vxlan.Fdb.Handle(add, wanted);
                break;
            default:
                HandleOwn(add, link, wanted);
                break;
        }
    }

    /// <summary>ndo_dflt_fdb_add and _del: the addresses a link listens to.</summary>
    private void HandleOwn(bool add, SimulatedLink link, FdbRequest wanted)
    {
        if (add && wanted.Vlan != 0 && !link.HasStrictFdb)
        {
            throw new RefusedException(Errno.EINVAL, "vlans aren't supported yet for dev_uc|mc_add()");
        }
        if (link.FdbRefusal(wanted.Mac, add && wanted.Asks(NLM_F_REPLACE)) is { } refusal)
        {
            throw new RefusedException(refusal);
        }
        if (!link.HasStrictFdb && (wanted.State == 0 ? !add : (wanted.State & NUD_PERMANENT) == 0))
        {
            throw new RefusedException(Errno.EINVAL, "FDB only supports static addresses");
        }
        List<byte[]> own = OwnOf(link);
        int at = own.FindIndex(mac => mac.AsSpan().SequenceEqual(wanted.Mac));
        if (add && ListensTo(link).Any(mac => mac.AsSpan().SequenceEqual(wanted.Mac)))
        {
            if (link.HasStrictFdb || wanted.Asks(NLM_F_EXCL))
            {
                throw new RefusedException(Errno.EEXIST);
            }
            return;
        }
        if (!add && at < 0)
        {
            throw new RefusedException(Errno.ENOENT);
        }
        if (add)
        {
            own.Add(wanted.Mac);
        }
        else
        {
            own.RemoveAt(at);
        }
        ns.Notify(RTNLGRP_NEIGH, FdbMessages.OfLink(add ? RTM_NEWNEIGH : RTM_DELNEIGH, link, wanted.Mac, Cause.Kernel), Cause.Kernel);
    }

    private IEnumerable<byte[]> Heard(SimulatedLink link, Cause cause) =>
        ListensTo(link).DistinctBy(Convert.ToHexString).Select(mac => FdbMessages.OfLink(RTM_NEWNEIGH, link, mac, cause, NLM_F_MULTI));

    /// <summary>Its own entries, and what the links above it have it listen to besides (dev_uc_sync).</summary>
    private IEnumerable<byte[]> ListensTo(SimulatedLink link) =>
        OwnOf(link).Concat(LinkStack.UppersOf(link).Where(u => u.IsUp && u.IsHeardBy(link))
            .SelectMany(u => u.Namespace.Fdb.ListensTo(u).Concat(u.HeardFor(link))));

    private List<byte[]> OwnOf(SimulatedLink link)
    {
        if (!_own.TryGetValue(link, out List<byte[]>? own))
        {
            _own[link] = own = [];
        }
        return own;
    }

    /// <summary>ndmsg with ndm_ifindex and NDA_MASTER (strict), or the older ifinfomsg with IFLA_MASTER.</summary>
    private static (int Index, uint? Master) Filter(Message message) => message.Body.Length switch
    {
        < 12 => (0, null),
        >= 16 when message.Attributes(12).Find(NDA_MASTER) is null => (message.I32(4), message.Attributes(16).U32(IFLA_MASTER)),
        _ => (message.I32(4), message.Attributes(12).U32(NDA_MASTER)),
    };
}
