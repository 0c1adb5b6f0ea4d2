using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>NETLINK_NETFILTER with the subsystem of nf_tables alone: it is changed in batches (nfnetlink_rcv_batch), and read by the way.</summary>
internal sealed class NetfilterProtocol(SimulatedNamespace ns) : ProtocolHandler(ns)
{
    public override void Receive(SimulatedSocket socket, ReadOnlyMemory<byte> datagram)
    {
        List<Message> messages = [.. Message.Split(datagram)];
        if (messages is [{ Type: NFNL_MSG_BATCH_BEGIN } begin, ..])
        {
            Change(new(begin, socket), [.. messages.Skip(1).TakeWhile(m => m.Type != NFNL_MSG_BATCH_END).Select(m => new Request(m, socket))]);
            return;
        }
        base.Receive(socket, datagram);
    }

    protected override bool Reads(Message message) => (message.Type & 0xff) is NFT_MSG_GETTABLE or NFT_MSG_GETCHAIN or NFT_MSG_GETRULE or NFT_MSG_GETSET or NFT_MSG_GETSETELEM or NFT_MSG_GETGEN;

    protected override void Do(Request request)
    {
        NfReading reading = new(Namespace.Nft, request);
        request.Socket.Deliver((request.Message.Type & 0xff) switch
        {
            NFT_MSG_GETTABLE => reading.Table(),
            NFT_MSG_GETCHAIN => reading.Chain(),
            NFT_MSG_GETSET => reading.Set(),
            NFT_MSG_GETGEN => Namespace.Nft.WriteGeneration(request.Cause),
            _ => throw new RefusedException(Errno.EINVAL),
        });
    }

    protected override IEnumerable<byte[]> Dump(Request request) => new NfReading(Namespace.Nft, request).All();

    /// <summary>All of it or nothing. Each message is answered, also those after one that is refused.</summary>
    private void Change(Request begin, List<Request> requests)
    {
        SimulatedSocket socket = begin.Socket;
        uint? wanted = begin.Message.Attributes(FixedBytes).U32Be(NFNL_BATCH_GENID);
        Errno whole = !Kernel.Privileged ? Errno.EPERM : wanted is { } id && id != Namespace.Nft.Generation ? Errno.ERESTART : Errno.None;
        if (whole != Errno.None)
        {
            socket.Deliver(Acknowledgement.Of(begin, new(whole)));
            return;
        }
        List<Fault?> faults = [.. requests.Select(r => Kernel.Faults.Next(r.Message))];
        faults.ForEach(f => f?.Before());
        NfTransaction transaction = new(Namespace, validates: false);
        List<RefusedException?> refusals = CarryOut(transaction, requests, faults);
        if (refusals.TrueForAll(r => r is null))
        {
            if (transaction.HasUnboundSet)
            {
                socket.Deliver(Acknowledgement.Of(begin, new(Errno.EINVAL)));
            }
            else if (transaction.IsValid)
            {
                transaction.Commit();
            }
            else
            {
                // It is done once more, to find out which message it was (NFT_VALIDATE_DO).
                refusals = CarryOut(new(Namespace, validates: true), requests, faults);
            }
        }
        for (int i = 0; i < requests.Count; i++)
        {
            if (refusals[i] is not null || requests[i].Has(NLM_F_ACK))
            {
                socket.Deliver(Acknowledgement.Of(requests[i], refusals[i]));
            }
        }
        faults.ForEach(f => f?.After());
    }

    private static List<RefusedException?> CarryOut(NfTransaction transaction, List<Request> requests, List<Fault?> faults)
    {
        List<RefusedException?> refusals = [];
        for (int i = 0; i < requests.Count; i++)
        {
            try
            {
                faults[i]?.Refuse();
                transaction.Do(requests[i]);
                refusals.Add(null);
            }
            catch (RefusedException refused)
            {
                refusals.Add(refused);
            }
        }
        return refusals;
    }
}
