using static Wire.Testing.Simulation.GenericNetlink;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>A family of generic netlink in one namespace: what it does with its commands.</summary>
internal abstract class GenericFamilyHandler(SimulatedNamespace ns)
{
    /// <summary>CTRL_ATTR_FAMILY_NAME.</summary>
    public abstract string Name { get; }

    /// <summary>nlmsg_type of its messages: no type that rtnetlink has, so that nobody takes the one for the other.</summary>
    public abstract ushort Id { get; }

    public virtual byte Version => 1;

    protected SimulatedNamespace Namespace => ns;

    public abstract bool Reads(byte command);

    /// <exception cref="RefusedException">The kernel says no; EOPNOTSUPP for a command it does not have.</exception>
    public virtual void Do(byte command, Request request, Attributes attributes) => throw new RefusedException(Errno.EOPNOTSUPP);

    /// <exception cref="RefusedException">The kernel says no; EOPNOTSUPP for what cannot be listed.</exception>
    public virtual IEnumerable<byte[]> Dump(byte command, Request request, Attributes attributes) => throw new RefusedException(Errno.EOPNOTSUPP);

    /// <summary>The beginning of an answer.</summary>
    protected MessageWriter Answer(Request request, byte command, ushort flags = 0) =>
        new MessageWriter(Id, flags, request.Message.Sequence, request.Socket.PortId).U8(command).U8(Version).U16(0);

    protected MessageWriter Listed(Request request, byte command) => Answer(request, command, NLM_F_MULTI);
}
