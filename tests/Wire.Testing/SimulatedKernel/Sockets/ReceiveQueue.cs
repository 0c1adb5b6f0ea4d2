namespace Wire.Testing.Simulation;

/// <summary>
/// What waits for one socket to be received, with the kernel's bound and its way of overrunning (af_netlink.c): past the bound
/// messages are dropped until the reader has emptied the queue, and the next receive says ENOBUFS, once.
/// </summary>
internal sealed class ReceiveQueue
{
    /// <summary>What the kernel charges for a datagram besides its bytes (<c>struct sk_buff</c> and its shared info).</summary>
    public const int OverheadBytes = 576;

    private readonly Queue<byte[]> _datagrams = new();
    private long _charged;
    private bool _congested;
    private bool _overrun;

    /// <summary>SO_RCVBUF as the kernel counts it, bytes.</summary>
    public long BoundBytes { get; set; }

    public bool IsEmpty => _datagrams.Count == 0 && !_overrun;

    public void Add(byte[] datagram)
    {
        if (_congested || _charged > BoundBytes)
        {
            Overrun();
            return;
        }
        _datagrams.Enqueue(datagram);
        _charged += datagram.Length + OverheadBytes;
    }

    public void Overrun()
    {
        if (!_congested)
        {
            _overrun = true;
        }
        _congested = _datagrams.Count > 0;
    }

    public bool TakeOverrun()
    {
        bool overrun = _overrun;
        _overrun = false;
        return overrun;
    }

    public byte[]? Take()
    {
        if (!_datagrams.TryDequeue(out byte[]? datagram))
        {
            return null;
        }
        _charged -= datagram.Length + OverheadBytes;
        _congested &= _datagrams.Count > 0;
        return datagram;
    }
}
