using System.Diagnostics;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxNetNamespace;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>
/// Gives a named namespace the number by which the namespace of the request knows it (rtnetlink's RTM_NEWNSID). The number of a
/// namespace that was removed is free only when the kernel has cleared that away, which it does later (<c>cleanup_net</c>,
/// net/core/net_namespace.c) and announces: it is waited for.
/// </summary>
public sealed record NumberNetns(string Name, int Nsid) : KernelCall
{
    /// <summary>A namespace that is let go of is cleared away within some 100 ms; a number that another one keeps is not worth more.</summary>
    private const int WaitMs = 3000;

    private const int BufferBytes = 8192;

    internal override void CarryOut()
    {
        using RealNetns target = RealNetns.Open(Name);
        using INetlinkSocket requests = RealNetlinkSocket.Open(NetlinkFamily.Route);
        using INetlinkSocket events = RealNetlinkSocket.Open(NetlinkFamily.Route);
        events.Join(RTNLGRP_NSID);
        long started = Stopwatch.GetTimestamp();
        while (Ask(requests, target.Descriptor) is { Errno: not 0 } refused)
        {
            if (refused.Errno != Errno.EEXIST || refused.Message is null || !WaitForEnd(events, started))
            {
                throw new NetlinkException(refused.Errno, refused.Message ?? $"give the network namespace '{Name}' the number {Nsid}");
            }
        }
    }

    private NetlinkError Ask(INetlinkSocket socket, int descriptor)
    {
        NetlinkMessageWriter writer = new(64);
        writer.Begin(RTM_NEWNSID, NLM_F_REQUEST | NLM_F_ACK, 1, default(RtGenMsg));
        writer.WriteU32(NETNSA_FD, (uint)descriptor);
        writer.WriteU32(NETNSA_NSID, (uint)Nsid);
        writer.End();
        socket.Send(writer.Written);
        byte[] buffer = new byte[BufferBytes];
        NetlinkMessageReader messages = new(buffer.AsSpan(0, socket.Receive(buffer, WaitMs)));
        while (messages.Read(out NetlinkMessage message))
        {
            if (message.Type == NLMSG_ERROR)
            {
                return NetlinkError.Read(message);
            }
        }
        throw new NetlinkException(Errno.ETIMEDOUT, $"give the network namespace '{Name}' a number");
    }

    /// <summary>False when the time is over before any namespace lost its number.</summary>
    private static bool WaitForEnd(INetlinkSocket events, long started)
    {
        byte[] buffer = new byte[BufferBytes];
        while (WaitMs - (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds is > 0 and var left)
        {
            NetlinkMessageReader messages = new(buffer.AsSpan(0, events.Receive(buffer, left)));
            while (messages.Read(out NetlinkMessage message))
            {
                if (message.Type == RTM_DELNSID)
                {
                    return true;
                }
            }
        }
        return false;
    }
}
