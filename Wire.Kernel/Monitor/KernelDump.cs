using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;

namespace Wire.Kernel;

/// <summary>Lists objects of one namespace through sockets of its own, so that events and answers never mix.</summary>
internal sealed class KernelDump : IDisposable
{
    /// <summary>The kernel fills 32 KiB per message at most.</summary>
    private const int BufferBytes = 64 * 1024;

    /// <summary>A listing that changes under the kernel's hands this often in a row is given up.</summary>
    private const int InterruptionsMax = 200;

    private const int AnswerTimeoutMs = 30_000;

    private readonly NetlinkMessageWriter _writer = new();
    private readonly Dictionary<NetlinkFamily, INetlinkSocket> _sockets = [];
    private readonly INetlinkProvider _provider;
    private readonly string? _netns;
    private uint _sequence;

    /// <summary>Opens what will be needed now: later the name may mean another namespace.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public KernelDump(INetlinkProvider provider, string? netns)
    {
        (_provider, _netns) = (provider, netns);
        try
        {
            foreach (NetlinkFamily family in ObjectSources.Of(netns).Sources.Select(s => s.Family).Distinct())
            {
                Socket(family);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>
    /// Receives all messages of a listing into <paramref name="into"/>, from one consistent look. A family that the kernel does not
    /// have lists nothing.
    /// </summary>
    /// <param name="request">What to list.</param>
    /// <param name="into">Cleared first.</param>
    /// <param name="interruptions">Counts the looks that the kernel marked as inconsistent (NLM_F_DUMP_INTR) and that were repeated.</param>
    /// <returns>How many messages they are.</returns>
    /// <exception cref="NetlinkException">The kernel refused, or never came to a consistent look (EINTR).</exception>
    public int Read(DumpRequest request, ArrayBufferWriter<byte> into, ref int interruptions)
    {
        into.ResetWrittenCount();
        // What is to be forgotten may have keys in it.
        return Read(request, into, into.Clear, ref interruptions);
    }

    /// <summary>As the other, decoded as it comes.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or never came to a consistent look (EINTR).</exception>
    /// <exception cref="NetlinkFormatException">A message is cut short or contradicts itself.</exception>
    public List<Resource> Read(DumpRequest request, ObjectSource source, ObjectContext context, ref int interruptions)
    {
        using ListingDecoder decoder = new(source, context);
        Read(request, decoder, decoder.Forget, ref interruptions);
        return decoder.Finish();
    }

    private int Read(DumpRequest request, IBufferWriter<byte> into, Action forget, ref int interruptions)
    {
        if (!TryOpen(request, out INetlinkSocket? socket, out ushort id))
        {
            return 0;
        }
        for (int i = 0; i < InterruptionsMax; i++)
        {
            if (ReadOnce(socket, id, request, into, out int messages))
            {
                return messages;
            }
            forget();
            interruptions++;
        }
        throw new NetlinkException(Errno.EINTR, $"get a consistent list of {request.What}");
    }

    /// <summary>The socket to ask by, and the number of a family of generic netlink. False when the kernel does not have it.</summary>
    private bool TryOpen(DumpRequest request, [NotNullWhen(true)] out INetlinkSocket? socket, out ushort id)
    {
        id = 0;
        socket = null;
        if (request.GenericName is { } name)
        {
            if (Find(name) is not { } family)
            {
                return false;
            }
            id = family.Id;
        }
        socket = Socket(request.Family);
        return socket is not null;
    }

    /// <summary>Null also when the name of the namespace is gone meanwhile: its end is noticed elsewhere.</summary>
    private GenericFamily? Find(string name)
    {
        try
        {
            return _provider.Generic.Find(_netns, name);
        }
        catch (NetnsMissingException)
        {
            return null;
        }
    }

    /// <summary>Null when the kernel does not have the family, also when the name of the namespace is gone since it was asked first.</summary>
    private INetlinkSocket? Socket(NetlinkFamily family)
    {
        if (!_sockets.TryGetValue(family, out INetlinkSocket? socket))
        {
            try
            {
                _sockets[family] = socket = _provider.Open(family, _netns);
            }
            catch (Exception e) when (e is NetlinkFamilyMissingException or NetnsMissingException && family != NetlinkFamily.Route)
            {
                return null;
            }
        }
        return socket;
    }

    private bool ReadOnce(INetlinkSocket socket, ushort id, DumpRequest request, IBufferWriter<byte> into, out int messages)
    {
        _writer.Clear();
        request.Write(_writer, ++_sequence, id);
        ushort answer = request.GenericName is null ? request.Answer : id;
        socket.Send(_writer.Written);
        messages = 0;
        bool consistent = true, done = false;
        while (!done)
        {
            Span<byte> datagram = into.GetSpan(BufferBytes)[..BufferBytes];
            int length = socket.Receive(datagram, AnswerTimeoutMs);
            if (length == 0)
            {
                throw new NetlinkException(Errno.ETIMEDOUT, $"list {request.What}");
            }
            datagram = datagram[..length];
            int kept = 0;
            NetlinkMessageReader reader = new(datagram);
            while (!done && reader.Read(out NetlinkMessage message))
            {
                if (message.Header.Sequence != _sequence)
                {
                    // The rest of a listing that was given up.
                    continue;
                }
                consistent &= (message.Header.Flags & NLM_F_DUMP_INTR) == 0;
                done = message.Type is NLMSG_DONE or NLMSG_ERROR;
                if (done)
                {
                    Check(message.Type == NLMSG_ERROR ? NetlinkError.Read(message).Errno : message.Payload.Length >= sizeof(int) ? -message.Fixed<int>() : 0, request);
                }
                else if (message.Type == answer)
                {
                    kept = Keep(datagram, message, kept);
                    messages++;
                }
            }
            datagram[kept..].Clear();
            into.Advance(kept);
        }
        return consistent;
    }

    /// <summary>Moves a message to the end of those that are kept; nearly always it is there. Returns where it ends.</summary>
    private static int Keep(Span<byte> datagram, scoped in NetlinkMessage message, int kept)
    {
        int length = Math.Min(NetlinkHeader.Align((int)message.Header.Length), datagram.Length - message.Offset);
        if (message.Offset != kept)
        {
            datagram.Slice(message.Offset, length).CopyTo(datagram[kept..]);
        }
        return kept + length;
    }

    /// <summary>
    /// A kernel without a family or without policy rules has none of them: that is an empty list. So is that of a link or a table
    /// which is gone since it was seen.
    /// </summary>
    private static void Check(int errno, DumpRequest request)
    {
        if (errno is not (0 or Errno.EOPNOTSUPP or Errno.EAFNOSUPPORT or Errno.ENODEV or Errno.ENOENT) && !(errno == Errno.EPERM && (request.HasSecrets || request.Family != NetlinkFamily.Route)))
        {
            throw new NetlinkException(errno, $"list {request.What}");
        }
    }

    public void Dispose()
    {
        foreach (INetlinkSocket socket in _sockets.Values)
        {
            socket.Dispose();
        }
        _sockets.Clear();
    }
}
