namespace Wire.Kernel;

/// <summary>
/// A bound netlink socket of one family (netlink(7)): datagrams of <c>nlmsghdr</c> messages, both ways. Bytes are the
/// seam between Wire and a kernel, real or simulated. One thread at a time may send, and one may receive.
/// </summary>
public interface INetlinkSocket : IDisposable
{
    /// <summary>nl_pid of the bound address: what the kernel puts in <c>nlmsg_pid</c> of everything this socket causes.</summary>
    uint PortId { get; }

    /// <summary>Sends one datagram of one or many requests; the kernel has carried all of them out when this returns.</summary>
    /// <exception cref="NetlinkException">The kernel did not take the datagram.</exception>
    void Send(ReadOnlySpan<byte> datagram);

    /// <summary>Receives one datagram.</summary>
    /// <param name="buffer">Where it goes; one that is longer is an error, never cut in silence.</param>
    /// <param name="timeoutMs">0 looks and does not wait, -1 waits for ever.</param>
    /// <returns>Its length in bytes; 0 when there was none in time.</returns>
    /// <exception cref="NetlinkException">ENOBUFS when the kernel had to drop messages for this socket; the socket works on.</exception>
    int Receive(Span<byte> buffer, int timeoutMs);

    /// <summary>NETLINK_ADD_MEMBERSHIP: from now on the events of a group (RTNLGRP_*, or the number of a generic family's group) arrive here.</summary>
    void Join(int group);

    /// <summary>Room for messages not yet received, in bytes: SO_RCVBUFFORCE where allowed, otherwise as much as SO_RCVBUF gives.</summary>
    void SetReceiveBuffer(int bytes);
}
