using Tmds.Linux;
using Wire.Kernel.Interop;
using static Tmds.Linux.LibC;

namespace Wire.Kernel;

/// <summary>A netlink socket of the namespace in which it was opened; it stays there whoever uses it.</summary>
internal sealed unsafe class RealNetlinkSocket : INetlinkSocket
{
    private int _fd;

    private RealNetlinkSocket(int fd) => _fd = fd;

    public uint PortId { get; private set; }

    /// <summary>For poll(2), valid until this is disposed.</summary>
    public int Descriptor => _fd;

    public static INetlinkSocket Open(NetlinkFamily family)
    {
        int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, (int)family);
        if (fd < 0)
        {
            throw errno is Errno.EPROTONOSUPPORT or Errno.EAFNOSUPPORT
                ? new NetlinkFamilyMissingException(family)
                : new NetlinkException(errno, "open a netlink socket");
        }
        RealNetlinkSocket opened = new(fd);
        try
        {
            opened.Bind();
            opened.SetOption(LinuxNetlink.SOL_NETLINK, LinuxNetlink.NETLINK_EXT_ACK, 1, "ask for extended acknowledgements");
            opened.SetOption(LinuxNetlink.SOL_NETLINK, LinuxNetlink.NETLINK_CAP_ACK, 1, "ask for short acknowledgements");
            if (family == NetlinkFamily.Route)
            {
                // Only rtnetlink looks at it.
                opened.SetOption(LinuxNetlink.SOL_NETLINK, LinuxNetlink.NETLINK_GET_STRICT_CHK, 1, "ask for strict checking");
            }
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private void Bind()
    {
        SockaddrNl address = new() { nl_family = (ushort)LinuxNetlink.AF_NETLINK };
        socklen_t length = sizeof(SockaddrNl);
        if (bind(_fd, (sockaddr*)&address, length) < 0 || getsockname(_fd, (sockaddr*)&address, &length) < 0)
        {
            throw new NetlinkException(errno, "bind a netlink socket");
        }
        PortId = address.nl_pid;
    }

    public void Send(ReadOnlySpan<byte> datagram)
    {
        bool enlarged = false;
        fixed (byte* p = datagram)
        {
            while (send(_fd, p, datagram.Length, 0) < 0)
            {
                switch (errno)
                {
                    case Errno.EINTR:
                        continue;
                    case Errno.EMSGSIZE when !enlarged:
                        // More than the send buffer takes at once: a batch that has to go as one.
                        enlarged = true;
                        SetSendBuffer(2 * datagram.Length);
                        continue;
                    default:
                        throw new NetlinkException(errno, "send a netlink request");
                }
            }
        }
    }

    public int Receive(Span<byte> buffer, int timeoutMs)
    {
        long deadline = timeoutMs > 0 ? Environment.TickCount64 + timeoutMs : 0;
        while (true)
        {
            long received;
            fixed (byte* p = buffer)
            {
                // MSG_TRUNC: the datagram's true length, so that one that does not fit is noticed.
                received = recv(_fd, p, buffer.Length, MSG_DONTWAIT | MSG_TRUNC);
            }
            if (received > buffer.Length)
            {
                throw new NetlinkFormatException($"a netlink datagram of {received} bytes does not fit {buffer.Length}", buffer.Length);
            }
            if (received >= 0)
            {
                return (int)received;
            }
            switch (errno)
            {
                case Errno.EINTR:
                    continue;
                case Errno.EAGAIN when timeoutMs == 0:
                    return 0;
                case Errno.EAGAIN:
                    int left = timeoutMs < 0 ? -1 : (int)Math.Max(0, deadline - Environment.TickCount64);
                    if (left == 0 || !WaitReadable(left))
                    {
                        return 0;
                    }
                    continue;
                default:
                    throw new NetlinkException(errno, "receive from netlink");
            }
        }
    }

    /// <summary>False when the time is over.</summary>
    private bool WaitReadable(int timeoutMs)
    {
        pollfd waiting = new() { fd = _fd, events = POLLIN };
        int ready = poll(&waiting, 1, timeoutMs);
        // An interrupted wait is taken up again by the caller, which knows the deadline.
        return ready != 0;
    }

    public void Join(int group) =>
        SetOption(LinuxNetlink.SOL_NETLINK, LinuxNetlink.NETLINK_ADD_MEMBERSHIP, group, $"join multicast group {group}");

    public void SetReceiveBuffer(int bytes)
    {
        if (!TrySetOption(SOL_SOCKET, SO_RCVBUFFORCE, bytes))
        {
            SetOption(SOL_SOCKET, SO_RCVBUF, bytes, "set the receive buffer");
        }
    }

    private void SetSendBuffer(int bytes)
    {
        if (!TrySetOption(SOL_SOCKET, SO_SNDBUFFORCE, bytes))
        {
            SetOption(SOL_SOCKET, SO_SNDBUF, bytes, "set the send buffer");
        }
    }

    private void SetOption(int level, int option, int value, string doing)
    {
        if (!TrySetOption(level, option, value))
        {
            throw new NetlinkException(errno, doing);
        }
    }

    private bool TrySetOption(int level, int option, int value) => setsockopt(_fd, level, option, &value, sizeof(int)) == 0;

    public void Dispose()
    {
        int fd = Interlocked.Exchange(ref _fd, -1);
        if (fd >= 0)
        {
            _ = close(fd);
        }
    }
}
