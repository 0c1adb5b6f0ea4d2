using Wire.Testing.Simulation;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>What a family announces at once, before it acknowledges a request, and how it is compared.</summary>
/// <param name="Family">Its netlink family.</param>
/// <param name="Groups">Its multicast groups.</param>
/// <param name="Line">A message as a line; null for one that is not compared.</param>
internal sealed record DrawnEvents(NetlinkFamily Family, int[] Groups, Func<Message, string?> Line);

/// <summary>Sockets that hear what one kernel announces.</summary>
internal sealed class HeardEvents : IDisposable
{
    private readonly List<(INetlinkSocket Socket, Func<Message, string?> Line)> _ears = [];

    public HeardEvents(Func<NetlinkFamily, INetlinkSocket> open, IEnumerable<DrawnEvents> all)
    {
        foreach (DrawnEvents events in all)
        {
            INetlinkSocket socket = open(events.Family);
            Array.ForEach(events.Groups, socket.Join);
            _ears.Add((socket, events.Line));
        }
    }

    /// <summary>What was heard since it was asked last. Messages of one type that follow each other are sorted: the kernel walks through hashes.</summary>
    public IReadOnlyList<string> Take()
    {
        List<(int Run, string Line)> lines = [];
        int run = 0, last = 0;
        foreach ((INetlinkSocket socket, Func<Message, string?> line) in _ears)
        {
            while (socket.ReceiveMessages(0) is { } messages)
            {
                foreach (Message message in messages)
                {
                    run += message.Type == last ? 0 : 1;
                    last = message.Type;
                    if (line(message) is { } told)
                    {
                        lines.Add((run, told));
                    }
                }
            }
        }
        return [.. lines.OrderBy(l => l.Run).ThenBy(l => l.Line, StringComparer.Ordinal).Select(l => l.Line)];
    }

    public void Dispose() => _ears.ForEach(e => e.Socket.Dispose());
}
