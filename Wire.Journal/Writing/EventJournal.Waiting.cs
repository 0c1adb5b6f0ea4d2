using Wire.Journal.Writing;

namespace Wire.Journal;

public sealed partial class EventJournal
{
    private Thread? _writer;
    private bool _writerWaits;

    /// <summary>Ends when everything up to a position, also a future one, survives a loss of power.</summary>
    /// <exception cref="JournalPoisonedException">The disk failed before.</exception>
    /// <exception cref="ObjectDisposedException">The journal was closed before.</exception>
    public async Task WaitDurableAsync(long position, CancellationToken cancellationToken = default)
    {
        while (position > DurablePosition)
        {
            Task committed;
            lock (_gate)
            {
                if (position <= _durablePosition)
                {
                    return;
                }

                ThrowIfUnusable();
                committed = (_committing is { } committing && (position <= committing.LastPosition || _pending.IsEmpty) ? committing : _pending).Committed;
            }

            await committed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sees to it that pending frames are written although nobody waits for them.</summary>
    private void WakeWriter()
    {
        if (_pending.IsEmpty || _committing is not null || !_options.WritesInBackground)
        {
            return;
        }

        if (_writer is null)
        {
            _writer = new Thread(WriteInBackground) { Name = "journal writer", IsBackground = true };
            _writer.Start();
        }
        else if (_writerWaits)
        {
            Monitor.PulseAll(_gate);
        }
    }

    private void WriteInBackground()
    {
        lock (_gate)
        {
            while (!_disposed && _poison is null)
            {
                if (!TryStartCommitHere())
                {
                    _writerWaits = true;
                    Monitor.Wait(_gate);
                    _writerWaits = false;
                }
            }
        }
    }
}
