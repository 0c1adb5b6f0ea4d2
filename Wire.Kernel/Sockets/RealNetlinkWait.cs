using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Wire.Kernel;

/// <summary>
/// poll(2) on sockets, on an eventfd(2) that wakes it, and on the list of mounts, among which the names of network namespaces are: a
/// mount that comes or goes is an exceptional condition of its file (proc(5), <c>mounts_poll</c> in fs/namespace.c).
/// </summary>
internal sealed unsafe class RealNetlinkWait : INetlinkWait
{
    /// <summary>What is waited for besides the sockets.</summary>
    private const int Others = 2;

    private readonly List<RealNetlinkSocket> _sockets = [];
    private readonly List<bool> _hadData = [];
    private int _wake;
    private int _mounts = -1;
    private bool _namesChanged;

    public RealNetlinkWait()
    {
        _wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (_wake < 0)
        {
            throw new NetlinkException(errno, "make an eventfd");
        }
    }

    public void Add(INetlinkSocket socket)
    {
        _sockets.Add((RealNetlinkSocket)socket);
        _hadData.Add(false);
    }

    public bool HadData(int socket) => _hadData[socket];

    public void AddNames()
    {
        fixed (byte* path = "/proc/thread-self/mountinfo\0"u8)
        {
            _mounts = open(path, O_RDONLY | O_CLOEXEC);
        }
        if (_mounts < 0)
        {
            throw new NetlinkException(errno, "look at the mounts of this process");
        }
    }

    public bool TakeNamesChanged()
    {
        bool changed = _namesChanged;
        _namesChanged = false;
        return changed;
    }

    public bool Wait(int timeoutMs)
    {
        int count = _sockets.Count + Others;
        pollfd* waiting = stackalloc pollfd[count];
        waiting[0] = new() { fd = _wake, events = POLLIN };
        waiting[1] = new() { fd = _mounts, events = POLLPRI }; // -1 is left out
        for (int i = Others; i < count; i++)
        {
            waiting[i] = new() { fd = _sockets[i - Others].Descriptor, events = POLLIN };
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
        _namesChanged |= waiting[1].revents != 0;
        bool any = false;
        for (int i = Others; i < count; i++)
        {
            _hadData[i - Others] = waiting[i].revents != 0;
            any |= waiting[i].revents != 0;
        }
        return any;
    }

    public void Wake()
    {
        ulong once = 1;
        _ = write(_wake, &once, sizeof(ulong));
    }

    public void Dispose()
    {
        Close(ref _wake);
        Close(ref _mounts);
    }

    private static void Close(ref int descriptor)
    {
        int fd = Interlocked.Exchange(ref descriptor, -1);
        if (fd >= 0)
        {
            _ = close(fd);
        }
    }
}
