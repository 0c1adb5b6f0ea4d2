using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Takes one request of one socket: faults first, then the table it concerns, then the acknowledgement.</summary>
internal sealed class RequestHandler(SimulatedKernel kernel, SimulatedNamespace ns, SimulatedSocket socket)
{
    public void Handle(Message message)
    {
        if (!message.Has(NLM_F_REQUEST) || message.Type < RTM_NEWLINK)
        {
            return;
        }
        Request request = new(message, socket);
        Fault? fault = kernel.Faults.Next(message);
        fault?.Before();
        try
        {
            fault?.Refuse();
            if (IsDump(message))
            {
                StartDump(request);
                return;
            }
            Dispatch(request);
            ns.Settle();
            if (message.Has(NLM_F_ACK))
            {
                socket.Deliver(Acknowledgement.Of(request, null));
            }
        }
        catch (RefusedException refused)
        {
            ns.Settle();
            socket.Deliver(Acknowledgement.Of(request, refused));
        }
        fault?.After();
    }

    private static bool IsDump(Message message) => message.Type % 4 == 2 && (message.Flags & NLM_F_DUMP) == NLM_F_DUMP;

    private void StartDump(Request request)
    {
        if (socket.HasDump)
        {
            throw new RefusedException(Errno.EBUSY);
        }
        socket.Start(new Dump(ns.Dump(request), request.Message, socket.PortId, kernel.DumpDatagramBytes,
            () => ns.Generation, kernel.Faults.TakeDumpInterruption()));
    }

    private void Dispatch(Request request)
    {
        bool reads = request.Message.Type % 4 == 2;
        if (!reads && !kernel.Privileged)
        {
            throw new RefusedException(Errno.EPERM);
        }
        ns.Handle(request);
    }
}
