using System.Diagnostics;
using Wire.Kernel;

namespace Wire.Testing.Simulation;

/// <summary>A socket on a simulated kernel. The thread that sends carries the requests out, as in Linux.</summary>
internal sealed class SimulatedSocket : INetlinkSocket
{
    private readonly SimulatedKernel _kernel;
    private readonly SimulatedNamespace _namespace;
    private readonly HashSet<int> _groups = [];
    private readonly ReceiveQueue _queue = new();
    private readonly Queue<Dump> _dumps = new();
    private bool _closed;

    public SimulatedSocket(SimulatedKernel kernel, SimulatedNamespace ns, NetlinkFamily family, uint portId)
    {
        _kernel = kernel;
        _namespace = ns;
        Family = family;
        PortId = portId;
        _queue.BoundBytes = kernel.DefaultReceiveBufferBytes;
    }

    public NetlinkFamily Family { get; }

    public uint PortId { get; }

    /// <summary>There is something to receive, or an error to be told.</summary>
    public bool HasData => !_queue.IsEmpty || _dumps.Count > 0;

    public bool HasDump => _dumps.Count > 0;

    public bool IsIn(NetlinkFamily family, int group) => Family == family && _groups.Contains(group);

    public void Send(ReadOnlySpan<byte> datagram)
    {
        byte[] copy = datagram.ToArray();
        lock (_kernel.Gate)
        {
            ThrowIfClosed();
            _namespace.Protocols[Family].Receive(this, copy);
            Monitor.PulseAll(_kernel.Gate);
        }
    }

    public int Receive(Span<byte> buffer, int timeoutMs)
    {
        lock (_kernel.Gate)
        {
            if (!WaitForData(timeoutMs))
            {
                return 0;
            }
            if (_queue.TakeOverrun())
            {
                throw new NetlinkException((int)Errno.ENOBUFS, "receive from the simulated kernel");
            }
            byte[] datagram = _queue.Take() ?? NextOfDump();
            if (datagram.Length > buffer.Length)
            {
                throw new NetlinkException(90, $"receive a datagram of {datagram.Length} bytes into a buffer of {buffer.Length}");
            }
            datagram.CopyTo(buffer);
            return datagram.Length;
        }
    }

    public void Join(int group)
    {
        lock (_kernel.Gate)
        {
            ThrowIfClosed();
            _groups.Add(group);
        }
    }

    public void SetReceiveBuffer(int bytes)
    {
        lock (_kernel.Gate)
        {
            // socket(7): the kernel doubles what is asked for, to have room for its own bookkeeping.
            _queue.BoundBytes = Math.Min(2L * bytes, _kernel.ReceiveBufferBytesMax);
        }
    }

    public void Dispose()
    {
        lock (_kernel.Gate)
        {
            _closed = true;
            _namespace.Sockets.Remove(this);
            Monitor.PulseAll(_kernel.Gate);
        }
    }

    public void Deliver(byte[] datagram) => _queue.Add(datagram);

    public void Overrun() => _queue.Overrun();

    public void Start(Dump dump) => _dumps.Enqueue(dump);

    private byte[] NextOfDump()
    {
        Dump dump = _dumps.Peek();
        byte[] datagram = dump.Next();
        if (dump.IsOver)
        {
            _dumps.Dequeue();
        }
        return datagram;
    }

    private bool WaitForData(int timeoutMs)
    {
        long started = Stopwatch.GetTimestamp();
        while (_queue.IsEmpty && _dumps.Count == 0)
        {
            ThrowIfClosed();
            int left = timeoutMs < 0 ? Timeout.Infinite : timeoutMs - (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if ((timeoutMs >= 0 && left <= 0) || !Monitor.Wait(_kernel.Gate, left))
            {
                return !_queue.IsEmpty || _dumps.Count > 0;
            }
        }
        return true;
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_closed, this);
}
