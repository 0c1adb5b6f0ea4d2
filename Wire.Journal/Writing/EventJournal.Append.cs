using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Writing;

namespace Wire.Journal;

public sealed partial class EventJournal
{
    private int _waitingForRoom;

    /// <summary>
    /// Records a batch; completes when it is on the disk. On an idle journal the write and the sync are done by the caller's own thread, before
    /// this returns.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting; the batch is recorded all the same once this was called.</param>
    /// <exception cref="JournalFullException">No room. Nothing changed.</exception>
    /// <exception cref="JournalLimitException">The batch breaks a limit. Nothing changed.</exception>
    /// <exception cref="JournalIdConflictException">Some of its events were recorded before, and not all. Nothing changed.</exception>
    /// <exception cref="JournalRevisionConflictException">A stream is not where <see cref="NewBatch.Expects"/> has it. Nothing changed.</exception>
    /// <exception cref="JournalPoisonedException">The disk failed: the batch is on the disk or not; the next opening tells.</exception>
    public ValueTask<AppendResult> AppendAsync(NewBatch batch, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AppendResult result;
        CommitGroup group;
        bool leads;
        lock (_gate)
        {
            result = Add(batch);
            if (result.LastPosition <= _durablePosition)
            {
                return ValueTask.FromResult(result);
            }

            leads = TryStartCommit();
            group = _committing is { } committing && result.LastPosition <= committing.LastPosition ? committing : _pending;
        }

        if (leads)
        {
            Commit(group);
        }

        return group.Committed.IsCompletedSuccessfully ? ValueTask.FromResult(result) : Wait(group, result, cancellationToken);
    }

    /// <summary>
    /// Records a batch without waiting for the disk: positions are given and kept, in order with all other appends, and it is written and synced
    /// as soon as the disk is free (<see cref="DurablePosition"/> tells). Waits only while more than
    /// <see cref="JournalOptions.PendingBytesMax"/> bytes wait to be written.
    /// </summary>
    /// <exception cref="JournalFullException">No room. Nothing changed.</exception>
    /// <exception cref="JournalLimitException">The batch breaks a limit. Nothing changed.</exception>
    /// <exception cref="JournalIdConflictException">Some of its events were recorded before, and not all. Nothing changed.</exception>
    /// <exception cref="JournalRevisionConflictException">A stream is not where <see cref="NewBatch.Expects"/> has it. Nothing changed.</exception>
    /// <exception cref="JournalPoisonedException">The disk failed.</exception>
    public AppendResult Enqueue(NewBatch batch)
    {
        lock (_gate)
        {
            var result = Add(batch);
            WakeWriter();
            return result;
        }
    }

    private static async ValueTask<AppendResult> Wait(CommitGroup group, AppendResult result, CancellationToken cancellationToken)
    {
        await group.Committed.WaitAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    private AppendResult Add(NewBatch batch)
    {
        WaitForRoomInMemory();
        ThrowIfUnusable();
        var idIsGiven = batch.Id != Guid.Empty;
        if (idIsGiven && batch.Events.Count > 0 && _ids.Find(batch.Id, batch.Events.Count) is { } recorded)
        {
            return recorded;
        }

        var payloadBytes = _encoder.Measure(batch);
        CheckExpected(batch.Expects);
        MakeRoom(FrameHeader.FrameBytesFor(payloadBytes));

        var count = batch.Events.Count;
        var now = _options.Time.GetUtcNow();
        var head = new BatchHead
        {
            FirstPosition = _lastPosition + 1,
            Batch = idIsGiven ? batch.Id : Guid.CreateVersion7(now),
            Boot = _boot,
            TimeNs = UnixTime.ToNs(now),
            MonotonicNs = MonotonicNs(),
            Change = batch.Change ?? Guid.Empty,
            Cause = batch.Cause ?? 0,
            Events = count,
            IdWasGiven = idIsGiven,
        };
        _encoder.Encode(batch, head, AddFrame(FrameKind.Batch, payloadBytes, head.FirstPosition, count));
        _sums.Add(head);
        _batches++;
        if (idIsGiven)
        {
            _ids.Add(new GivenId(head.Batch, head.FirstPosition, count));
        }

        Volatile.Write(ref _lastPosition, head.FirstPosition + count - 1);
        _pending.LastPosition = _lastPosition;
        return new AppendResult(head.FirstPosition, _lastPosition, Duplicate: false);
    }

    /// <summary>After the ids: who asks again for what was recorded has what it expected behind it.</summary>
    private void CheckExpected(IReadOnlyList<ExpectedRevision> all)
    {
        for (var i = 0; i < all.Count; i++)
        {
            var expected = all[i];
            var actual = _encoder.Streams.NextRevisionOf(expected.Stream);
            if (actual != expected.NextRevision)
            {
                throw new JournalRevisionConflictException(expected.Stream, expected.NextRevision, actual);
            }
        }
    }

    private void WaitForRoomInMemory()
    {
        while (_pending.Bytes > _options.PendingBytesMax && _poison is null && !_disposed)
        {
            if (TryStartCommitHere())
            {
                continue;
            }

            _waitingForRoom++;
            Monitor.Wait(_gate);
            _waitingForRoom--;
        }
    }

    /// <summary>Makes sure that a frame, and a seal after it, find room in the segment and on the disk.</summary>
    private void MakeRoom(int frameBytes)
    {
        try
        {
            var end = _segmentEnd + frameBytes + Mark.FrameBytes;
            if (end > _options.SegmentBytes)
            {
                Roll(frameBytes);
            }
            else
            {
                _segment.Reserve(end, Math.Min(Math.Max(end, _segmentEnd + _options.ReservedBytes), _options.SegmentBytes));
            }
        }
        catch (DiskException error)
        {
            // Besides a full disk nothing gets better by waiting: a file system that went read-only, a disk that answers no more.
            throw error.IsFull ? new JournalFullException(_directory, error) : Poison(error);
        }
    }

    private Span<byte> AddFrame(FrameKind kind, int payloadBytes, long firstPosition, int events)
    {
        var frameBytes = FrameHeader.FrameBytesFor(payloadBytes);
        if (_pending.Buffers is not [.., var buffer] || buffer.Segment != _segment || buffer.Length + frameBytes > FullBufferBytes)
        {
            _pending.Buffers.Add(buffer = new FrameBuffer(_segment, _segmentEnd, TakeMemory()));
        }

        var payload = buffer.Add(kind, payloadBytes, firstPosition, events);
        _segmentEnd += frameBytes;
        _pending.Bytes += frameBytes;
        _lastFrame = kind;
        return payload;
    }

    private void AddMark() => _sums.ToMark(_lastPosition).Encode(AddFrame(FrameKind.Mark, Mark.Bytes, _lastPosition + 1, 0));

    private long MonotonicNs() =>
        (long)((Int128)_options.Time.GetTimestamp() * 1_000_000_000 / _options.Time.TimestampFrequency);
}
