using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>A link goes to another namespace (__dev_change_net_namespace): down, stripped of what hangs on it, told as deleted here and new there.</summary>
internal static class LinkMove
{
    public static void Move(SimulatedLink link, SimulatedNamespace target, string? name)
    {
        SimulatedNamespace source = link.Namespace;
        if (link is LoopbackLink or BridgeLink or BondLink or VrfLink)
        {
            throw new RefusedException(Errno.EINVAL, "The interface is local to its network namespace");
        }
        if (target.Links.Find(name ?? link.Name) is not null)
        {
            throw new RefusedException(Errno.EEXIST);
        }
        source.LinkChanges.SetFlags(link, link.Flags & ~IFF_UP);
        source.LinkChanges.ReleasePort(link);
        source.Gone(link);
        source.Links.Unregister(link);
        source.Notify(RTNLGRP_LINK, LinkMessages.Write(RTM_DELLINK, link, Cause.Kernel, uint.MaxValue), Cause.Kernel);
        int index = target.Links.Find(link.Index) is null ? link.Index : 0;
        target.Links.Register(link, index, name ?? link.Name);
        target.LinkChanges.Tell(link, Cause.Kernel, uint.MaxValue);
    }
}
