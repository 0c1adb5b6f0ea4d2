using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Writing;

namespace Wire.Journal;

public sealed partial class EventJournal
{
    /// <summary>A buffer takes no further frame past this; a group has several then. So bursts copy nothing, and memory is used again.</summary>
    private const int FullBufferBytes = 512 * 1024;

    /// <summary>For the single appends that a journal mostly sees.</summary>
    private const int SmallMemoryBytes = 16 * 1024;

    private const int SpareBuffersMax = 2;

    private readonly Stack<byte[]> _spareMemory = new();
    private SegmentWriter _onDisk; // the segment that the last commit ended in; owned by the committer
    private long _onDiskEnd;       // where its frames end

    /// <summary>Takes the pending group over if nobody is committing.</summary>
    private bool TryStartCommit()
    {
        if (_committing is not null || _pending.IsEmpty || _poison is not null)
        {
            return false;
        }

        _committing = _pending;
        _pending = new CommitGroup();
        return true;
    }

    /// <summary>Commits on this thread, giving the lock up meanwhile. False: somebody else is committing.</summary>
    private bool TryStartCommitHere()
    {
        if (!TryStartCommit())
        {
            return false;
        }

        var group = _committing!;
        Monitor.Exit(_gate);
        try
        {
            Commit(group);
        }
        finally
        {
            Monitor.Enter(_gate);
        }

        return true;
    }

    /// <summary>Brings the group that was taken over to the disk, and tells everybody who waits for it.</summary>
    private void Commit(CommitGroup group)
    {
        Exception? failure = null;
        try
        {
            Write(group);
        }
        catch (Exception error)
        {
            failure = error;
        }

        lock (_gate)
        {
            _committing = null;
            if (failure is null)
            {
                Volatile.Write(ref _durablePosition, Math.Max(_durablePosition, group.LastPosition));
                KeepMemory(group);
                WakeWriter();
            }
            else
            {
                group.Fail(Poison(failure));
            }

            if (_waitingForRoom > 0 || _disposed)
            {
                Monitor.PulseAll(_gate);
            }
        }

        if (failure is null)
        {
            group.Succeed();
        }
    }

    /// <summary>The disk failed: nothing more is recorded, and nobody is left waiting for it. Under the lock.</summary>
    private JournalPoisonedException Poison(Exception error)
    {
        var poison = new JournalPoisonedException(_directory, error);
        Volatile.Write(ref _poison, poison);
        _pending.Fail(poison);
        _pending = new CommitGroup();
        Monitor.PulseAll(_gate);
        return poison;
    }

    private void Write(CommitGroup group)
    {
        foreach (var buffer in group.Buffers)
        {
            if (buffer.Segment != _onDisk)
            {
                _onDisk.Close(_onDiskEnd);
                _onDisk = buffer.Segment;
            }

            var previousHash = buffer.Segment.IsNamed ? null : _chain.Head.ToArray();
            buffer.Seal(_chain, SyncedBefore(buffer));
            buffer.Segment.Write(buffer.Frames, buffer.Offset);
            _onDiskEnd = buffer.Offset + buffer.Length;
            if (previousHash is not null)
            {
                buffer.Segment.Name(new SegmentHeader(
                    JournalId, buffer.Segment.Sequence, buffer.Segment.FirstPosition, UnixTime.ToNs(_options.Time.GetUtcNow()), previousHash));
            }
        }

        _onDisk.Sync();
    }

    /// <summary>A new segment starts when everything before it is on the disk.</summary>
    private long SyncedBefore(FrameBuffer buffer) =>
        buffer.Segment.IsNamed ? Volatile.Read(ref _durablePosition) : buffer.Segment.FirstPosition - 1;

    private byte[] TakeMemory() => _spareMemory.TryPop(out var spare) ? spare : new byte[SmallMemoryBytes];

    private void KeepMemory(CommitGroup group)
    {
        foreach (var buffer in group.Buffers)
        {
            if (buffer.Memory.Length <= FullBufferBytes && _spareMemory.Count < SpareBuffersMax)
            {
                _spareMemory.Push(buffer.Memory);
            }
        }
    }
}
