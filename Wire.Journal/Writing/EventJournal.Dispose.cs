using Wire.Journal.Format;
using Wire.Journal.Writing;

namespace Wire.Journal;

public sealed partial class EventJournal
{
    /// <summary>Writes what waits, marks the end as synced, and lets the next writer in. A journal that failed is only let go.</summary>
    public void Dispose()
    {
        CommitGroup closing;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            while (_committing is not null || (_poison is null && !_pending.IsEmpty))
            {
                if (!TryStartCommitHere())
                {
                    _waitingForRoom++;
                    Monitor.Wait(_gate);
                    _waitingForRoom--;
                }
            }

            _disposed = true;
            if (_poison is null && _lastFrame is FrameKind.Batch or FrameKind.Gap)
            {
                AddMark();
                TryStartCommitHere();
            }

            closing = _pending;
            Monitor.PulseAll(_gate);
        }

        _writer?.Join();
        closing.Fail(_poison as Exception ?? new ObjectDisposedException(nameof(EventJournal)));
        _segment.Dispose();
        _onDisk.Dispose();
        _chain.Dispose();
        _writerLock.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
