using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>A message from a socket that wants something.</summary>
internal sealed record Request(Message Message, SimulatedSocket Socket)
{
    public ushort Flags => Message.Flags;

    public bool Has(ushort flag) => Message.Has(flag);

    public Cause Cause => new(Socket.PortId, Message.Sequence, Has(NLM_F_ECHO) ? Socket : null);

    /// <summary>For the messages of a listing, which are nobody else's.</summary>
    public Cause DumpCause => new(Socket.PortId, Message.Sequence, null);

    /// <summary>Refuses a body shorter than the fixed part of its type.</summary>
    public void RequireBody(int bytes) => Require(Message.Body.Length >= bytes, Errno.EINVAL, "Invalid header for request");
}

/// <summary>Who a notification is about to name (nlmsg_pid, nlmsg_seq), and the socket that asked for an echo of it.</summary>
internal readonly record struct Cause(uint PortId, uint Sequence, SimulatedSocket? Echo)
{
    /// <summary>The kernel itself: port 0, sequence 0.</summary>
    public static Cause Kernel => default;

    /// <summary>Link events name their cause only when the request asked for an echo (seen on Linux 6.18).</summary>
    public Cause OnlyIfEchoed => Echo is null ? Kernel : this;
}
