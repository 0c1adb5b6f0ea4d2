using Wire.Domain;

namespace Wire.Kernel;

/// <summary>What the kernel said of one object.</summary>
/// <param name="Vanished">It is gone; otherwise it is there, new or changed.</param>
/// <param name="Resource">All that the kernel told of it; for one that is gone, as it was named.</param>
/// <param name="Family">Which sockets it was told by: port ids are a family's own.</param>
/// <param name="PortId">nlmsg_pid: the netlink port of the request that caused it; 0 for the kernel itself, and for what nobody announced.</param>
/// <param name="Sequence">nlmsg_seq: that request's number.</param>
/// <param name="FoundAfterOwn">Nobody announced it: it was found by a look right after a plan of Wire's own was carried out here.</param>
public readonly record struct Observation(
    bool Vanished, Resource Resource, NetlinkFamily Family, uint PortId, uint Sequence, bool FoundAfterOwn = false);
