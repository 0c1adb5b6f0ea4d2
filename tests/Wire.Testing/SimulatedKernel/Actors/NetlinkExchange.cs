using Wire.Kernel;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>One request and its answer on a socket that nothing else uses: as simple as can be, for tests and foreign actors.</summary>
public static class NetlinkExchange
{
    private const int TimeoutMs = 5000;

    [ThreadStatic]
    private static byte[]? _buffer;

    /// <summary>Sends a request with NLM_F_ACK and gives the errno of the answer, positive, 0 for done; and the kernel's words.</summary>
    public static (int Errno, string? Text) Ask(this INetlinkSocket socket, byte[] request)
    {
        socket.Send(request);
        while (true)
        {
            foreach (Message message in socket.ReceiveMessages(TimeoutMs) ?? throw new TimeoutException("no acknowledgement"))
            {
                if (message.Type == NLMSG_ERROR)
                {
                    return (-message.I32(0), TextOf(message));
                }
            }
        }
    }

    /// <summary>
    /// Sends a datagram and gives the answers to those of its messages that have NLM_F_ACK, and any refusal of another, in the order
    /// in which they come.
    /// </summary>
    public static IReadOnlyList<(int Errno, string? Text)> AskAll(this INetlinkSocket socket, byte[] datagram)
    {
        List<(int Errno, string? Text)> answers = [];
        HashSet<uint> open = [.. Message.Split(datagram).Where(m => m.Has(NLM_F_ACK)).Select(m => m.Sequence)];
        socket.Send(datagram);
        while (open.Count > 0)
        {
            foreach (Message message in socket.ReceiveMessages(TimeoutMs) ?? throw new TimeoutException("no acknowledgement"))
            {
                if (message.Type == NLMSG_ERROR)
                {
                    answers.Add((-message.I32(0), TextOf(message)));
                    open.Remove(message.Sequence);
                }
            }
        }
        return answers;
    }

    /// <summary>All messages of a dump.</summary>
    public static IReadOnlyList<Message> Dump(this INetlinkSocket socket, byte[] request)
    {
        List<Message> all = [];
        socket.Send(request);
        while (true)
        {
            foreach (Message message in socket.ReceiveMessages(TimeoutMs) ?? throw new TimeoutException("the dump does not end"))
            {
                if (message.Type == NLMSG_DONE)
                {
                    return all;
                }
                if (message.Type == NLMSG_ERROR)
                {
                    throw new RefusedException((Errno)(-message.I32(0)), TextOf(message));
                }
                all.Add(message);
            }
        }
    }

    /// <summary>The messages of the next datagram; null when there was none in time.</summary>
    public static IReadOnlyList<Message>? ReceiveMessages(this INetlinkSocket socket, int timeoutMs)
    {
        byte[] buffer = _buffer ??= new byte[1 << 17];
        int length = socket.Receive(buffer, timeoutMs);
        return length == 0 ? null : [.. Message.Split(buffer.AsSpan(0, length).ToArray())];
    }

    private static string? TextOf(Message error)
    {
        int echoed = error.Has(NLM_F_CAPPED) ? HeaderBytes : (error.I32(4) + 3) & ~3;
        return error.Has(NLM_F_ACK_TLVS) ? error.Attributes(4 + echoed).Text(NLMSGERR_ATTR_MSG) : null;
    }
}
