using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>RTM_DELLINK (rtnl_dellink, unregister_netdevice_many): a link, or a group of them, and all that hangs on it.</summary>
internal sealed class LinkDeletion(SimulatedNamespace ns)
{
    public void Handle(Request request)
    {
        request.RequireBody(LinkRequest.FixedBytes);
        LinkRequest wanted = new(request.Message);
        if (wanted.Index == 0 && wanted.Name is null && wanted.Attributes.U32(IFLA_GROUP) is { } group)
        {
            DeleteGroup(group);
            return;
        }
        SimulatedLink link = ns.Links.Named(wanted);
        RequireDeletable(link);
        Delete([link], request.Cause.OnlyIfEchoed);
    }

    /// <param name="cause">Named in the notification of the links asked for, not in those of what goes with them.</param>
    public void Delete(IReadOnlyList<SimulatedLink> asked, Cause cause)
    {
        List<SimulatedLink> going = [];
        foreach (SimulatedLink link in asked)
        {
            if (!going.Contains(link))
            {
                going.Add(link);
                link.Deleting(going);
            }
        }
        Close(going);
        foreach (SimulatedLink link in going)
        {
            link.IsGone = true;
            link.Namespace.Links.Unregister(link);
        }
        foreach (SimulatedLink link in going)
        {
            Remove(link, cause);
        }
    }

    private static void Close(List<SimulatedLink> links)
    {
        List<SimulatedLink> closed = [.. links.Where(l => l.IsUp)];
        foreach (SimulatedLink link in closed)
        {
            link.Closing();
        }
        foreach (SimulatedLink link in closed)
        {
            uint before = link.ToldFlags;
            link.Flags &= ~IFF_UP;
            link.Namespace.LinkChanges.Tell(link, Cause.Kernel, (before ^ link.ToldFlags) & (IFF_UP | IFF_RUNNING));
            link.Namespace.WentDown(link);
        }
    }

    private static void Remove(SimulatedLink link, Cause cause)
    {
        SimulatedNamespace home = link.Namespace;
        List<SimulatedLink> riders = [.. LinkStack.RidersOf(link)];
        if (riders.Count > 0)
        {
            home.LinkDeletion.Delete(riders, Cause.Kernel);
        }
        home.LinkChanges.ReleasePort(link);
        home.Gone(link);
        home.Notify(RTNLGRP_LINK, LinkMessages.Write(RTM_DELLINK, link, cause, uint.MaxValue), cause);
        link.Deleted();
    }

    private void DeleteGroup(uint group)
    {
        if (group == 0)
        {
            throw new RefusedException(Errno.EPERM);
        }
        List<SimulatedLink> links = [.. ns.Links.All.Where(l => l.Group == group)];
        if (links.Count == 0)
        {
            throw new RefusedException(Errno.ENODEV);
        }
        links.ForEach(RequireDeletable);
        Delete(links, Cause.Kernel);
    }

    private static void RequireDeletable(SimulatedLink link)
    {
        if (link.Kind is null)
        {
            throw new RefusedException(Errno.EOPNOTSUPP);
        }
    }
}
