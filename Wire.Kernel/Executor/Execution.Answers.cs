using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;

namespace Wire.Kernel;

/// <summary>One exchange with the kernel: requests in one datagram, and what it answers to each.</summary>
internal sealed partial class Execution
{
    /// <summary>The kernel has answered before a send returns; a silence of this length means that it never will.</summary>
    private const int AnswerTimeoutMs = 10_000;

    /// <summary>Of nlmsg_flags in nlmsghdr.</summary>
    private const int FlagsOffset = 6;

    /// <summary>Of nlmsg_pid in nlmsghdr.</summary>
    private const int PortIdOffset = 12;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Dictionary<uint, NetlinkError> _errors = [];

    /// <summary>Sends a batch and reads until its last request is acknowledged. False when nothing of it was sent.</summary>
    private bool Exchange(int first, int end)
    {
        Request head = prepared.Requests[first], last = prepared.Requests[end - 1];
        Span<byte> datagram = prepared.Bytes.Range(head.Start, last.Start + last.Length - head.Start);
        AskForAcknowledgement(datagram[(last.Start - head.Start)..]);
        return Exchange(head, datagram, last.Sequence, last.Sequence);
    }

    private static void AskForAcknowledgement(Span<byte> message)
    {
        Span<byte> flags = message[FlagsOffset..];
        MemoryMarshal.Write(flags, (ushort)(MemoryMarshal.Read<ushort>(flags) | NLM_F_ACK));
    }

    /// <summary>Reads until one of two requests is answered. False when nothing was sent.</summary>
    private bool Exchange(Request head, Span<byte> datagram, uint lastSequence, uint otherSequence)
    {
        _errors.Clear();
        INetlinkSocket socket;
        try
        {
            socket = socketOf(head.Family, head.Netns);
            if (head.Family == NetlinkFamily.Xfrm)
            {
                NameThePort(datagram, socket.PortId);
            }
            socket.Send(datagram);
        }
        catch (NetnsMissingException missing)
        {
            Fail(head.Operation, RefusalAdvice.NetnsMissing(missing.Name));
            return false;
        }
        catch (NetlinkException e)
        {
            Fail(head.Operation, RefusalAdvice.Refuse(prepared.Operations[head.Operation], e.Errno, e.Message, null));
            return false;
        }
        while (!ReadAnswers(socket, lastSequence, otherSequence))
        {
        }
        return true;
    }

    /// <summary>xfrm's events name who caused them by what stood in the request (nlmsg_pid), not by its socket (net/xfrm/xfrm_user.c).</summary>
    private static void NameThePort(Span<byte> datagram, uint portId)
    {
        while (datagram.Length >= NetlinkHeader.Bytes)
        {
            MemoryMarshal.Write(datagram[PortIdOffset..], in portId);
            datagram = datagram[Math.Min(datagram.Length, NetlinkHeader.Align(MemoryMarshal.Read<int>(datagram)))..];
        }
    }

    /// <summary>Reads one datagram of answers; true when the one to <paramref name="lastSequence"/> or to <paramref name="otherSequence"/> was among them.</summary>
    private bool ReadAnswers(INetlinkSocket socket, uint lastSequence, uint otherSequence)
    {
        int length = socket.Receive(_buffer, AnswerTimeoutMs);
        if (length == 0)
        {
            throw new NetlinkException(Errno.ETIMEDOUT, "get the kernel's answer to a batch of requests");
        }
        NetlinkMessageReader messages = new(_buffer.AsSpan(0, length));
        bool last = false;
        while (messages.Read(out NetlinkMessage message))
        {
            if (message.Type == NLMSG_ERROR)
            {
                NetlinkError error = NetlinkError.Read(message);
                if (error.Errno != 0)
                {
                    _errors[error.Sequence] = error;
                }
                last |= error.Sequence == lastSequence || error.Sequence == otherSequence;
            }
        }
        return last;
    }

    private bool MeansDone(Request request, int errno)
    {
        Operation operation = prepared.Operations[request.Operation];
        return operation.Verb == OperationVerb.Delete && ResourceCodecs.Of(operation.Subject.Kind).MeansGone(errno);
    }

    private KernelRefusal Refusal(Request request, NetlinkError error)
    {
        Operation operation = prepared.Operations[request.Operation];
        string? attribute = error.AttributeOffset is { } offset
            ? AttributeNames.At(prepared.Bytes.Range(request.Start, request.Length), request.Family, operation.Subject.Kind, offset)
            : null;
        return RefusalAdvice.Refuse(operation, error.Errno, error.Message, attribute);
    }
}
