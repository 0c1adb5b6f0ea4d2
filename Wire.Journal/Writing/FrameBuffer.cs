using Wire.Journal.Format;

namespace Wire.Journal.Writing;

/// <summary>
/// Frames of one segment that wait to be written together, at consecutive offsets. Filled under the journal's lock; then owned by whoever
/// commits, who adds what depends on the order on the disk: checksums, chain, synced position.
/// </summary>
internal sealed class FrameBuffer(SegmentWriter segment, long offset, byte[] bytes)
{
    private byte[] _bytes = bytes;

    public SegmentWriter Segment { get; } = segment;

    /// <summary>Where the first frame goes in the segment's file.</summary>
    public long Offset { get; } = offset;

    /// <summary>Bytes of all frames.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Frames => _bytes.AsSpan(0, Length);

    /// <summary>The memory, to be used again.</summary>
    public byte[] Memory => _bytes;

    /// <summary>Adds a frame and returns where its payload goes.</summary>
    public Span<byte> Add(FrameKind kind, int payloadBytes, long firstPosition, int events)
    {
        var frameBytes = FrameHeader.FrameBytesFor(payloadBytes);
        if (_bytes.Length - Length < frameBytes)
        {
            Array.Resize(ref _bytes, (int)Math.Max((long)Length + frameBytes, Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        }

        var frame = _bytes.AsSpan(Length, frameBytes);
        frame[(FrameHeader.Bytes + payloadBytes)..].Clear();
        new FrameHeader(kind, payloadBytes, 0, firstPosition, 0, events, 0).Encode(frame, 0);
        Length += frameBytes;
        return frame.Slice(FrameHeader.Bytes, payloadBytes);
    }

    /// <summary>Completes all frames.</summary>
    /// <param name="chain">Moves past them.</param>
    /// <param name="syncedPosition">What is known to be on the disk.</param>
    public void Seal(ChainHash chain, long syncedPosition)
    {
        for (var at = 0; at < Length;)
        {
            FrameHeader.TryDecode(_bytes.AsSpan(at), 0, out var header);
            var frame = _bytes.AsSpan(at, header.FrameBytes);
            var content = frame[FrameHeader.Bytes..];
            chain.Add(content[..header.PayloadBytes]).CopyTo(content[header.PayloadBytes..]);
            (header with
            {
                PayloadCrc = Crc32C.Of(content[..(header.PayloadBytes + ChainHash.Bytes)]),
                SyncedPosition = syncedPosition,
                ZeroPieces = Pieces.CountZero(frame, Offset + at),
            }).Encode(frame, FrameHeader.AtOffset(Segment.Place, Offset + at));
            at += frame.Length;
        }
    }
}
