namespace Wire.Testing.Simulation;

/// <summary>Which link stands on which (net/core/dev.c, netdev_adjacent): a link is below its master and below what rides on it.</summary>
internal static class LinkStack
{
    /// <summary>MAX_NEST_DEV.</summary>
    private const int DepthMax = 8;

    /// <summary>What rides on a link and dies with it: VLANs, MACVLANs, VXLANs with an underlay, …</summary>
    public static IEnumerable<SimulatedLink> RidersOf(SimulatedLink link) =>
        link.Namespace.Kernel.AllLinks.Where(l => l is not VethLink && l.Lower == link);

    /// <summary>__netdev_upper_dev_link: no loops, no towers.</summary>
    public static void CheckUpper(SimulatedLink link, SimulatedLink upper)
    {
        if (link == upper || IsAbove(upper: link, lower: upper))
        {
            throw new RefusedException(Errno.EBUSY);
        }
        if (Below(link) + Above(upper) > DepthMax)
        {
            throw new RefusedException(Errno.EMLINK);
        }
    }

    /// <summary>The new one is above the other, of which that is told (NETDEV_CHANGEUPPER).</summary>
    public static void Ride(SimulatedLink rider, SimulatedLink lower)
    {
        CheckUpper(lower, rider);
        TellLower(lower);
    }

    /// <summary>Something is above a link that was not, or not any more.</summary>
    public static void TellLower(SimulatedLink lower)
    {
        if (!lower.IsGone)
        {
            lower.Namespace.LinkChanges.Tell(lower, Cause.Kernel, 0);
        }
    }

    /// <summary>netdev_is_rx_handler_busy: a bridge, a bond, links that ride on it or a program take its packets already.</summary>
    public static bool HasRxHandler(SimulatedLink link) =>
        link.HasOwnRxHandler || link.Master is BridgeLink or BondLink || RidersOf(link).Any(r => r.TakesPacketsOfLower);

    /// <summary>netdev_rx_handler_register.</summary>
    public static void RequireRxHandler(SimulatedLink link)
    {
        if (HasRxHandler(link))
        {
            throw new RefusedException(Errno.EBUSY);
        }
        if (link.HasNoRxHandler)
        {
            throw new RefusedException(Errno.EINVAL);
        }
    }

    public static IEnumerable<SimulatedLink> UppersOf(SimulatedLink link) => link.Master is { } master ? RidersOf(link).Append(master) : RidersOf(link);

    private static bool IsAbove(SimulatedLink upper, SimulatedLink lower) =>
        UppersOf(lower).Any(u => u == upper || IsAbove(upper, u));

    private static IEnumerable<SimulatedLink> LowersOf(SimulatedLink link)
    {
        IEnumerable<SimulatedLink> ports = link.Namespace.Links.All.Where(l => l.Master == link);
        return link is not VethLink && link.Lower is { } lower ? ports.Append(lower) : ports;
    }

    private static int Above(SimulatedLink link) => 1 + UppersOf(link).Select(Above).DefaultIfEmpty(0).Max();

    private static int Below(SimulatedLink link) => 1 + LowersOf(link).Select(Below).DefaultIfEmpty(0).Max();
}
