using System.Text;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Changes to a link that is there (do_setlink), in the kernel's order, and what is told of them.</summary>
internal sealed class LinkChanges(SimulatedNamespace ns)
{
    /// <summary>IFF_* that a request may set (__dev_change_flags), besides IFF_UP.</summary>
    private const uint SettableFlags = IFF_NOARP | IFF_PROMISC | 0x4 | 0x20 | 0x2000 | 0x4000 | 0x8000 | 0x200;

    public void Handle(Request request)
    {
        request.RequireBody(LinkRequest.FixedBytes);
        LinkRequest wanted = new(request.Message);
        Apply(ns.Links.Named(wanted), wanted, notify: false);
    }

    /// <param name="notify">Something was changed already that is to be told.</param>
    public void Apply(SimulatedLink link, LinkRequest wanted, bool notify)
    {
        Attributes attributes = wanted.Attributes;
        try
        {
            LinkAttributes.CheckAddressLengths(link, attributes);
            if (!wanted.IsMoved && attributes.Has(IFLA_NET_NS_FD) && ns.Kernel.NamespaceOf((int)attributes.U32(IFLA_NET_NS_FD)!.Value) is { } target && target != ns)
            {
                LinkMove.Move(link, target, wanted.Name);
                target.LinkChanges.Apply(link, wanted.Moved(), notify: false);
                return;
            }
            ApplyAttributes(link, wanted, ref notify);
            if (wanted.AsksForFlags)
            {
                SetFlags(link, wanted.CombineWith(link.Flags));
            }
            if (attributes.U32(IFLA_MASTER) is { } master)
            {
                SetMaster(link, (int)master);
            }
            if (attributes.U32(IFLA_TXQLEN) is { } length && length != link.TxQueueLength)
            {
                link.TxQueueLength = length;
                notify = true;
            }
        }
        finally
        {
            if (notify)
            {
                StateChanged(link);
            }
        }
    }

    /// <summary>RTM_NEWLINK to the group; <paramref name="change"/> is the mask of flags that changed (all ones for a new link).</summary>
    public void Tell(SimulatedLink link, Cause cause, uint change, uint? trigger = null) =>
        ns.Notify(RTNLGRP_LINK, LinkMessages.Write(RTM_NEWLINK, link, cause, change, e: trigger), cause);

    /// <summary>netdev_state_change: told, and the others of the house look at the link again.</summary>
    public void StateChanged(SimulatedLink link)
    {
        if (link.IsUp)
        {
            ns.CarrierChanged(link);
            link.Master?.PortChanged(link);
        }
        Tell(link, Cause.Kernel, 0);
    }

    public void SetFlags(SimulatedLink link, uint flags)
    {
        uint before = link.Flags;
        SetFlagsSilently(link, flags);
        uint changed = before ^ link.Flags;
        if (changed == 0)
        {
            return;
        }
        Tell(link, Cause.Kernel, changed);
        if ((changed & IFF_NOARP) != 0 && link.IsUp)
        {
            ns.Neighbours.MacChanged(link);
        }
        if ((changed & IFF_UP) != 0)
        {
            if (link.IsUp)
            {
                ns.WentUp(link);
            }
            else
            {
                ns.WentDown(link);
            }
        }
    }

    /// <summary>Opens or closes it, tells nobody: the caller does.</summary>
    public void SetFlagsSilently(SimulatedLink link, uint flags)
    {
        uint kept = link.Flags & ~SettableFlags;
        bool up = (flags & IFF_UP) != 0;
        if (up && !link.IsUp)
        {
            link.Flags = kept | (flags & SettableFlags) | IFF_UP;
            try
            {
                link.Opening();
                link.Queues.Activate();
            }
            catch (RefusedException)
            {
                link.Flags &= ~IFF_UP;
                throw;
            }
        }
        else if (!up && link.IsUp)
        {
            link.Closing();
            link.Flags = (kept & ~IFF_UP) | (flags & SettableFlags);
        }
        else
        {
            link.Flags = kept | (flags & SettableFlags);
        }
    }

    public void SetMaster(SimulatedLink link, int index)
    {
        if (link.Master is { } old)
        {
            if (old.Index == index)
            {
                return;
            }
            ReleasePort(link);
        }
        if (index == 0)
        {
            return;
        }
        if (ns.Links.Find(index) is not { } master)
        {
            throw new RefusedException(Errno.EINVAL);
        }
        master.AddPort(link);
    }

    /// <summary>The link is nobody's port any more.</summary>
    public void ReleasePort(SimulatedLink link)
    {
        if (link.Master is { } master)
        {
            master.RemovePort(link);
        }
    }

    public void SetMtu(SimulatedLink link, uint mtu)
    {
        LinkAttributes.CheckMtu(link, mtu);
        if (mtu == link.Mtu)
        {
            return;
        }
        link.MtuChosen(mtu);
        FollowMtu(link, mtu);
    }

    /// <summary>Nobody chose it: a bridge takes the smallest of its ports'.</summary>
    public void FollowMtu(SimulatedLink link, uint mtu)
    {
        if (mtu == link.Mtu)
        {
            return;
        }
        uint before = link.Mtu;
        link.Mtu = mtu;
        Tell(link, Cause.Kernel, 0);
        ns.Addresses6.MtuChanged(link, before);
        foreach (SimulatedLink rider in LinkStack.RidersOf(link).ToList())
        {
            rider.LowerMtuChanged();
        }
        link.Master?.PortMtuChanged(link);
    }

    public void SetMac(SimulatedLink link, byte[] mac)
    {
        byte[] before = link.Mac;
        link.Mac = mac;
        link.MacChanged(before);
        ns.Neighbours.MacChanged(link);
        Tell(link, Cause.Kernel, 0);
        foreach (SimulatedLink rider in LinkStack.RidersOf(link).ToList())
        {
            rider.LowerMacChanged();
        }
        link.Master?.PortMacChanged(link);
        link.Master?.PortChanged(link);
    }

    /// <summary>dev_set_mac_address.</summary>
    public void ChangeMac(SimulatedLink link, ReadOnlyMemory<byte> mac)
    {
        if (!link.MacChanges)
        {
            throw new RefusedException(Errno.EOPNOTSUPP);
        }
        LinkAttributes.CheckMac(mac);
        byte[] chosen = link.MacChosen(mac.ToArray());
        link.MacIsSet = true;
        SetMac(link, chosen);
    }

    private void ApplyAttributes(SimulatedLink link, LinkRequest wanted, ref bool notify)
    {
        Attributes attributes = wanted.Attributes;
        if (attributes.Find(IFLA_ADDRESS) is { } mac)
        {
            ChangeMac(link, mac);
        }
        if (attributes.U32(IFLA_MTU) is { } mtu)
        {
            SetMtu(link, mtu);
        }
        if (attributes.U32(IFLA_GROUP) is { } group)
        {
            link.Group = group;
            notify = true;
        }
        if (wanted.Index > 0 && wanted.Name is { Length: > 0 } name && name != link.Name)
        {
            ns.Links.Rename(link, name);
            ns.Addresses4.LinkRenamed(link);
            Tell(link, Cause.Kernel, 0);
        }
        if (attributes.Find(IFLA_IFALIAS) is { } alias)
        {
            string text = Encoding.UTF8.GetString(alias.Span).TrimEnd('\0');
            link.Alias = text.Length == 0 ? null : text;
            notify = true;
        }
    }
}

/// <summary>IFLA_EVENT_* (linux/if_link.h).</summary>
internal static class LinkEvent
{
    /// <summary>IFLA_EVENT_FEATURES: a bridge works out again what its ports can do.</summary>
    public const uint Features = 2;
}
