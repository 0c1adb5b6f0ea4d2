using System.Buffers;
using System.Runtime.InteropServices;

namespace Wire.Kernel;

/// <summary>Operations of nf_tables: one transaction (nfnetlink_rcv_batch in net/netfilter/nfnetlink.c).</summary>
internal sealed partial class Execution
{
    private void RunAtomicBatch(AtomicBatch batch)
    {
        List<int> messages = [];
        for (int i = batch.Messages.First; i < batch.Messages.End; i++)
        {
            Request request = prepared.Requests[i];
            if (request.Refusal is { } refusal)
            {
                Fail(request.Operation, refusal);
                return;
            }
            messages.Add(i);
        }
        // Nothing between the frames is an end by itself: what was to be deleted is gone already.
        while (messages.Count > 2)
        {
            if (!ExchangeTogether(messages))
            {
                return;
            }
            if (_errors.Count == 0)
            {
                break;
            }
            int refused = messages.FindIndex(i => _errors.TryGetValue(prepared.Requests[i].Sequence, out NetlinkError e) && !MeansDone(prepared.Requests[i], e.Errno));
            if (refused >= 0)
            {
                Request request = prepared.Requests[messages[refused]];
                Fail(request.Operation, Refusal(request, _errors[request.Sequence]));
                return;
            }
            // Deletions of what is not there undo all of the others: those are asked again, without them.
            if (messages.RemoveAll(i => _errors.ContainsKey(prepared.Requests[i].Sequence)) == 0)
            {
                throw new NetlinkException(_errors.Values.First().Errno, "carry out a batch of netfilter requests");
            }
        }
        for (int i = 0; i < batch.OperationCount; i++)
        {
            Succeed(batch.FirstOperation + i);
        }
    }

    /// <summary>
    /// The end of the batch is acknowledged by newer kernels only (6.10), so the last request inside is what is waited for; what
    /// is wrong with all of it is told of its beginning.
    /// </summary>
    private bool ExchangeTogether(List<int> messages)
    {
        ArrayBufferWriter<byte> datagram = new();
        Request head = prepared.Requests[messages[0]], last = prepared.Requests[messages[^2]];
        foreach (int message in messages)
        {
            Request request = prepared.Requests[message];
            Span<byte> bytes = prepared.Bytes.Range(request.Start, request.Length);
            if (message == messages[^2])
            {
                AskForAcknowledgement(bytes);
            }
            datagram.Write(bytes);
        }
        return Exchange(head, MemoryMarshal.AsMemory(datagram.WrittenMemory).Span, last.Sequence, head.Sequence);
    }
}
