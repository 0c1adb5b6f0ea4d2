using System.Buffers.Binary;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>
/// An answer to NLM_F_DUMP under way: datagrams of bounded size, then NLMSG_DONE. What is told is the state at the request; when
/// the state changed before a later datagram was received, that one and all after it carry NLM_F_DUMP_INTR.
/// </summary>
internal sealed class Dump
{
    private readonly Queue<byte[]> _datagrams = new();
    private readonly Func<long> _generation;
    private readonly long _startedAt;
    private bool _interrupted;
    private bool _first = true;

    public Dump(IEnumerable<byte[]> messages, Message request, uint portId, int datagramBytes, Func<long> generation, bool interrupted)
    {
        _generation = generation;
        _startedAt = generation();
        _interrupted = interrupted;
        List<byte> datagram = [];
        foreach (byte[] message in messages)
        {
            if (datagram.Count > 0 && datagram.Count + message.Length > datagramBytes)
            {
                _datagrams.Enqueue([.. datagram]);
                datagram.Clear();
            }
            datagram.AddRange(message);
        }
        if (datagram.Count > 0)
        {
            _datagrams.Enqueue([.. datagram]);
        }
        _datagrams.Enqueue(new MessageWriter(NLMSG_DONE, NLM_F_MULTI, request.Sequence, portId).U32(0).ToArray());
    }

    public bool IsOver => _datagrams.Count == 0;

    public byte[] Next()
    {
        byte[] datagram = _datagrams.Dequeue();
        _interrupted |= !_first && _generation() != _startedAt;
        _first = false;
        if (_interrupted)
        {
            Mark(datagram);
        }
        return datagram;
    }

    private static void Mark(Span<byte> datagram)
    {
        while (datagram.Length >= HeaderBytes)
        {
            int length = (BinaryPrimitives.ReadInt32LittleEndian(datagram) + 3) & ~3;
            datagram[6] |= (byte)NLM_F_DUMP_INTR;
            datagram = datagram[length..];
        }
    }
}
