using System.Buffers;
using System.Runtime.InteropServices;
using static Wire.Kernel.LinuxNetlink;

namespace Wire.Kernel;

/// <summary>Lists objects through a socket of its own, so that events and answers never mix.</summary>
internal sealed class KernelDump(INetlinkSocket socket) : IDisposable
{
    /// <summary>The kernel fills 32 KiB per message at most.</summary>
    private const int BufferBytes = 64 * 1024;

    /// <summary>A listing that changes under the kernel's hands this often in a row is given up.</summary>
    private const int InterruptionsMax = 200;

    private const int AnswerTimeoutMs = 30_000;

    private readonly NetlinkMessageWriter _writer = new();
    private readonly byte[] _buffer = new byte[BufferBytes];
    private uint _sequence;

    /// <summary>Appends all messages of a listing to <paramref name="into"/>, from one consistent look.</summary>
    /// <param name="request">What to list.</param>
    /// <param name="into">Cleared first.</param>
    /// <param name="interruptions">Counts the looks that the kernel marked as inconsistent (NLM_F_DUMP_INTR) and that were repeated.</param>
    /// <exception cref="NetlinkException">The kernel refused, or never came to a consistent look (EINTR).</exception>
    public void Read(DumpRequest request, ArrayBufferWriter<byte> into, ref int interruptions)
    {
        for (int i = 0; i < InterruptionsMax; i++)
        {
            into.ResetWrittenCount();
            if (ReadOnce(request, into))
            {
                return;
            }
            interruptions++;
        }
        throw new NetlinkException(Errno.EINTR, $"get a consistent list of {request.What}");
    }

    private bool ReadOnce(DumpRequest request, ArrayBufferWriter<byte> into)
    {
        _writer.Clear();
        request.Write(_writer, ++_sequence);
        socket.Send(_writer.Written);
        bool consistent = true;
        while (true)
        {
            int length = socket.Receive(_buffer, AnswerTimeoutMs);
            if (length == 0)
            {
                throw new NetlinkException(Errno.ETIMEDOUT, $"list {request.What}");
            }
            NetlinkMessageReader messages = new(_buffer.AsSpan(0, length));
            while (messages.Read(out NetlinkMessage message))
            {
                if (message.Header.Sequence != _sequence)
                {
                    // The rest of a listing that was given up.
                    continue;
                }
                consistent &= (message.Header.Flags & NLM_F_DUMP_INTR) == 0;
                switch (message.Type)
                {
                    case NLMSG_DONE:
                        Check(message.Payload.Length >= sizeof(int) ? -message.Fixed<int>() : 0, request);
                        return consistent;
                    case NLMSG_ERROR:
                        Check(NetlinkError.Read(message).Errno, request);
                        return consistent;
                }
                if (message.Type == request.Answer)
                {
                    Append(message, into);
                }
            }
        }
    }

    private static void Append(scoped in NetlinkMessage message, ArrayBufferWriter<byte> into)
    {
        int length = (int)message.Header.Length;
        Span<byte> room = into.GetSpan(NetlinkHeader.Align(length));
        NetlinkHeader header = message.Header;
        MemoryMarshal.Write(room, in header);
        message.Payload.CopyTo(room[NetlinkHeader.Bytes..]);
        room[length..NetlinkHeader.Align(length)].Clear();
        into.Advance(NetlinkHeader.Align(length));
    }

    /// <summary>A kernel without a family or without policy rules has none of them: that is an empty list.</summary>
    private static void Check(int errno, DumpRequest request)
    {
        if (errno is not (0 or Errno.EOPNOTSUPP or Errno.EAFNOSUPPORT))
        {
            throw new NetlinkException(errno, $"list {request.What}");
        }
    }

    public void Dispose() => socket.Dispose();
}
