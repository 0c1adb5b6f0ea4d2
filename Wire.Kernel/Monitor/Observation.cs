using Wire.Domain;

namespace Wire.Kernel;

/// <summary>What the kernel said of one object.</summary>
/// <param name="Vanished">It is gone; otherwise it is there, new or changed.</param>
/// <param name="Resource">All that the kernel told of it; for one that is gone, as it was named.</param>
/// <param name="PortId">nlmsg_pid: the netlink port of the request that caused it; 0 for the kernel itself.</param>
/// <param name="Sequence">nlmsg_seq: that request's number.</param>
public readonly record struct Observation(bool Vanished, Resource Resource, uint PortId, uint Sequence);
