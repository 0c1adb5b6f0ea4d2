using System.Buffers;
using System.Collections.Concurrent;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// Decodes a listing while it is received: the kernel takes longer to tell objects than they take to decode, and here that happens at
/// the same time, on two threads. A short listing is decoded when it is through, by the thread that received it.
/// </summary>
/// <param name="source">One that <see cref="ObjectSource.IsSelfContained"/>.</param>
/// <param name="context">Nobody else uses it until the end.</param>
internal sealed class ListingDecoder(ObjectSource source, ObjectContext context) : IBufferWriter<byte>, IDisposable
{
    /// <summary>What is handed over at once: waking a thread costs as much as decoding some datagrams.</summary>
    private const int PieceBytes = 256 * 1024;

    private BlockingCollection<ArraySegment<byte>> _received = [];
    private List<Resource> _decoded = [];
    private byte[]? _piece;
    private int _length;
    private Task? _decoding;

    /// <param name="sizeHint">Room for a datagram, in bytes: no message is ever in two pieces.</param>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        sizeHint = Math.Max(sizeHint, 1);
        if (_piece is not null && _piece.Length - _length < sizeHint)
        {
            HandOver();
            _decoding ??= Task.Run(DecodeAll);
        }
        _piece ??= ArrayPool<byte>.Shared.Rent(Math.Max(PieceBytes, sizeHint));
        return _piece.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Takes in whole messages.</summary>
    /// <param name="count">Their length in bytes.</param>
    public void Advance(int count) => _length += count;

    /// <summary>The objects, when all messages have been taken in.</summary>
    /// <exception cref="NetlinkFormatException">A message is cut short or contradicts itself.</exception>
    public List<Resource> Finish()
    {
        HandOver();
        _received.CompleteAdding();
        if (_decoding is null)
        {
            DecodeAll();
        }
        else
        {
            _decoding.GetAwaiter().GetResult();
        }
        return _decoded;
    }

    /// <summary>What was taken in is to be taken in anew.</summary>
    /// <exception cref="NetlinkFormatException">A message is cut short or contradicts itself.</exception>
    public void Forget()
    {
        Finish();
        _received.Dispose();
        (_received, _decoded, _decoding) = ([], [], null);
    }

    private void HandOver()
    {
        if (_piece is not null)
        {
            _received.Add(new(_piece, 0, _length));
        }
        (_piece, _length) = (null, 0);
    }

    private void DecodeAll()
    {
        foreach (ArraySegment<byte> piece in _received.GetConsumingEnumerable())
        {
            NetlinkMessageReader messages = new(piece);
            while (messages.Read(out NetlinkMessage message))
            {
                source.Decode(message, context, _decoded);
            }
            ArrayPool<byte>.Shared.Return(piece.Array!);
        }
    }

    public void Dispose()
    {
        _received.CompleteAdding();
        // Its failure was told by Finish, or another one ended the listing before.
        _decoding?.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        _received.Dispose();
    }
}
