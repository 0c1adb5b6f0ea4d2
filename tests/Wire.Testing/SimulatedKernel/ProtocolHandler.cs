using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>
/// What one netlink family does with requests in one namespace: faults first, then the tables it concerns, then the
/// acknowledgement.
/// </summary>
internal abstract class ProtocolHandler(SimulatedNamespace ns)
{
    /// <summary>linux/netlink.h NLMSG_MIN_TYPE: below are messages of netlink itself.</summary>
    private const ushort NLMSG_MIN_TYPE = 16;

    protected SimulatedNamespace Namespace => ns;

    protected SimulatedKernel Kernel => ns.Kernel;

    /// <summary>What one send brought.</summary>
    public virtual void Receive(SimulatedSocket socket, ReadOnlyMemory<byte> datagram)
    {
        foreach (Message message in Message.Split(datagram).Where(m => m.Has(NLM_F_REQUEST) && m.Type >= NLMSG_MIN_TYPE))
        {
            Handle(new(message, socket));
        }
    }

    /// <summary>It only reads: nobody is refused, and faults do not count it.</summary>
    protected abstract bool Reads(Message message);

    /// <summary>Carries out what is no dump.</summary>
    /// <exception cref="RefusedException">The kernel says no.</exception>
    protected abstract void Do(Request request);

    /// <summary>The messages of a listing.</summary>
    /// <exception cref="RefusedException">The kernel says no.</exception>
    protected abstract IEnumerable<byte[]> Dump(Request request);

    private void Handle(Request request)
    {
        Message message = request.Message;
        Fault? fault = Reads(message) ? null : Kernel.Faults.Next(message);
        fault?.Before();
        try
        {
            fault?.Refuse();
            if (Reads(message) && (message.Flags & NLM_F_DUMP) == NLM_F_DUMP)
            {
                StartDump(request);
                return;
            }
            if (!Reads(message) && !Kernel.Privileged)
            {
                throw new RefusedException(Errno.EPERM);
            }
            Do(request);
            ns.Settle();
            if (message.Has(NLM_F_ACK))
            {
                request.Socket.Deliver(Acknowledgement.Of(request, null));
            }
        }
        catch (RefusedException refused)
        {
            ns.Settle();
            request.Socket.Deliver(Acknowledgement.Of(request, refused));
        }
        fault?.After();
    }

    private void StartDump(Request request)
    {
        if (request.Socket.HasDump)
        {
            throw new RefusedException(Errno.EBUSY);
        }
        request.Socket.Start(new Dump(Dump(request), request.Message, request.Socket.PortId, Kernel.DumpDatagramBytes,
            () => ns.Generation, Kernel.Faults.TakeDumpInterruption()));
    }
}
