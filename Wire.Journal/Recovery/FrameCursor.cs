using Wire.Journal.Disk;
using Wire.Journal.Format;

namespace Wire.Journal.Recovery;

/// <summary>What stands at a place in a segment.</summary>
internal enum FrameState
{
    /// <summary>A whole, valid frame at the expected position.</summary>
    Whole,

    /// <summary>The file ends here, or 64 zero bytes do.</summary>
    Nothing,

    /// <summary>Bytes that are no header of this place.</summary>
    HeaderBroken,

    /// <summary>A header, but the payload's CRC is wrong or the file is too short.</summary>
    PayloadBroken,

    /// <summary>A valid header with a position that does not follow the frame before.</summary>
    PositionBroken,
}

/// <summary>Walks the frames of one segment, in a window of memory that is read ahead. One thread at a time.</summary>
internal sealed class FrameCursor(IDiskFile file, SegmentHeader segment)
{
    private const int WindowBytesMin = 4 * 1024;
    private const int WindowBytesMax = 256 * 1024;

    private readonly uint _place = FrameHeader.Place(segment.JournalId, segment.Sequence);
    private byte[] _window = [];
    private long _windowStart;
    private int _windowLength;
    private int _readAhead = WindowBytesMin;
    private long _hashOffset; // of the last whole frame's hash; 0 before the first, -1 after a jump

    /// <summary>Where the next frame is looked for, bytes from the start of the file.</summary>
    public long Offset { get; private set; } = SegmentHeader.Bytes;

    /// <summary>The first position that the next frame must have.</summary>
    public long NextPosition { get; private set; } = segment.FirstPosition;

    /// <summary>The frame that <see cref="Next"/> found.</summary>
    public FrameHeader Header { get; private set; }

    /// <summary>Where that frame starts.</summary>
    public long FrameOffset { get; private set; }

    /// <summary>The whole frame, with header and padding. Valid until the next move.</summary>
    public ReadOnlySpan<byte> Frame => _window.AsSpan((int)(FrameOffset - _windowStart), Header.FrameBytes);

    public ReadOnlySpan<byte> Payload => Frame.Slice(FrameHeader.Bytes, Header.PayloadBytes);

    public ReadOnlySpan<byte> StoredHash => Frame.Slice(FrameHeader.Bytes + Header.PayloadBytes, ChainHash.Bytes);

    /// <summary>Looks at the frame at <see cref="Offset"/>, and moves past it when it is whole.</summary>
    public FrameState Next()
    {
        var state = Peek();
        if (state == FrameState.Whole)
        {
            FrameOffset = Offset;
            Offset += Header.FrameBytes;
            _hashOffset = FrameOffset + FrameHeader.Bytes + Header.PayloadBytes;
            NextPosition = Header.NextPosition;
        }

        return state;
    }

    /// <summary>Goes to a frame whose place is known.</summary>
    public void MoveTo(long offset, long position) => (Offset, NextPosition, _hashOffset) = (offset, position, -1);

    /// <summary>The chain hash that the frame at <see cref="Offset"/> follows; null when the cursor did not pass the frame before.</summary>
    public byte[]? HashBefore() => _hashOffset switch
    {
        0 => segment.PreviousHash.ToArray(),
        < 0 => null,
        _ => At(_hashOffset, ChainHash.Bytes).ToArray(),
    };

    /// <summary>What a header at an offset is bound to.</summary>
    public uint PlaceOf(long offset) => FrameHeader.AtOffset(_place, offset);

    /// <summary>What was read ahead may have been written since.</summary>
    public void Refresh() => (_windowLength, _readAhead) = (0, WindowBytesMin);

    /// <summary>Whether 64 zero bytes, or the end of the file, stand at <see cref="Offset"/> right now.</summary>
    public bool SeesNothing()
    {
        Span<byte> head = stackalloc byte[FrameHeader.Bytes];
        return !head[..file.Read(head, Offset)].ContainsAnyExcept((byte)0);
    }

    /// <summary>Whether a valid header stands at an offset, and which.</summary>
    public bool TryHeaderAt(long offset, out FrameHeader header) =>
        FrameHeader.TryDecode(At(offset, FrameHeader.Bytes), PlaceOf(offset), out header);

    /// <summary>Up to <paramref name="length"/> bytes from an offset; fewer at the end of the file.</summary>
    public ReadOnlySpan<byte> At(long offset, int length)
    {
        if (offset < _windowStart || offset + length > _windowStart + _windowLength)
        {
            var read = Math.Max(length, _readAhead);
            _readAhead = Math.Min(_readAhead * 2, WindowBytesMax);
            if (_window.Length < read)
            {
                _window = new byte[read];
            }

            _windowStart = offset;
            _windowLength = file.Read(_window.AsSpan(0, read), offset);
        }

        var start = (int)(offset - _windowStart);
        return _window.AsSpan(start, Math.Min(length, _windowLength - start));
    }

    /// <summary>Looks at the frame at <see cref="Offset"/> and stays.</summary>
    public FrameState Peek()
    {
        var head = At(Offset, FrameHeader.Bytes);
        if (!head.ContainsAnyExcept((byte)0))
        {
            return FrameState.Nothing;
        }

        if (!TryHeaderAt(Offset, out var header))
        {
            return FrameState.HeaderBroken;
        }

        Header = header;
        if (header.FirstPosition != NextPosition)
        {
            return FrameState.PositionBroken;
        }

        var frame = At(Offset, header.FrameBytes);
        return frame.Length == header.FrameBytes
            && Crc32C.Of(frame.Slice(FrameHeader.Bytes, header.PayloadBytes + ChainHash.Bytes)) == header.PayloadCrc
            && !frame[(FrameHeader.Bytes + header.PayloadBytes + ChainHash.Bytes)..].ContainsAnyExcept((byte)0)
                ? FrameState.Whole
                : FrameState.PayloadBroken;
    }
}
