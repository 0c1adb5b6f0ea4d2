using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Wire.Kernel;

/// <summary>poll(2) on sockets and on an eventfd(2) that wakes it.</summary>
internal sealed unsafe class RealNetlinkWait : INetlinkWait
{
    private readonly List<RealNetlinkSocket> _sockets = [];
    private int _wake;

    public RealNetlinkWait()
    {
        _wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (_wake < 0)
        {
            throw new NetlinkException(errno, "make an eventfd");
        }
    }

    public void Add(INetlinkSocket socket) => _sockets.Add((RealNetlinkSocket)socket);

    public bool Wait(int timeoutMs)
    {
        int count = _sockets.Count + 1;
        pollfd* waiting = stackalloc pollfd[count];
        waiting[0] = new() { fd = _wake, events = POLLIN };
        for (int i = 1; i < count; i++)
        {
            waiting[i] = new() { fd = _sockets[i - 1].Descriptor, events = POLLIN };
        }
        // An interrupted wait ends early, as a wake does: the caller looks and waits again.
        if (poll(waiting, (uint)count, timeoutMs) <= 0)
        {
            return false;
        }
        if (waiting[0].revents != 0)
        {
            ulong times;
            _ = read(_wake, &times, sizeof(ulong));
        }
        for (int i = 1; i < count; i++)
        {
            if (waiting[i].revents != 0)
            {
                return true;
            }
        }
        return false;
    }

    public void Wake()
    {
        ulong once = 1;
        _ = write(_wake, &once, sizeof(ulong));
    }

    public void Dispose()
    {
        int fd = Interlocked.Exchange(ref _wake, -1);
        if (fd >= 0)
        {
            _ = close(fd);
        }
    }
}
