using System.Runtime.CompilerServices;
using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Reading;
using Wire.Journal.Recovery;

namespace Wire.Journal;

/// <summary>
/// Reads a journal, without a lock, from any process. Opened by a directory it sees what is written (a loss of power could still take back the
/// last few events); opened by <see cref="EventJournal.OpenReader"/> it sees what is durable. Each read and each subscription walks
/// by itself, so one reader may serve many threads.
/// </summary>
public sealed class JournalReader : IDisposable
{
    /// <summary>How often a subscription looks for what another process wrote, ms.</summary>
    private const int PollMs = 5;

    private readonly IDisk _disk;
    private readonly string _directory;
    private readonly EventJournal? _journal;
    private readonly CancellationTokenSource _disposed = new();
    private SegmentWalker? _tail;

    private JournalReader(IDisk disk, string directory, EventJournal? journal, Guid journalId) =>
        (_disk, _directory, _journal, JournalId) = (disk, directory, journal, journalId);

    /// <summary>The journal's id.</summary>
    public Guid JournalId { get; }

    /// <summary>Where it is.</summary>
    public string DirectoryPath => _directory;

    /// <summary>The last position that can be read now; 0 in an empty journal.</summary>
    public long LastPosition
    {
        get
        {
            if (_journal is not null)
            {
                return _journal.DurablePosition;
            }

            lock (_disposed)
            {
                ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
                _tail ??= new SegmentWalker(_disk, _directory, long.MaxValue);
                while (_tail.MoveNext())
                {
                }

                return _tail.Cursor.NextPosition - 1;
            }
        }
    }

    /// <summary>Opens the journal in a directory for reading.</summary>
    /// <exception cref="JournalNotFoundException">There is none.</exception>
    public static JournalReader Open(string directory, IDisk? disk = null)
    {
        disk ??= LinuxDisk.Instance;
        using var walker = new SegmentWalker(disk, directory, 1);
        return new JournalReader(disk, directory, null, walker.Header.JournalId);
    }

    internal static JournalReader Of(EventJournal journal) =>
        new(journal.Options.Disk, journal.DirectoryPath, journal, journal.JournalId);

    /// <summary>The events of a range of positions, both ends included, as far as there are any. Read as they are asked for.</summary>
    /// <exception cref="JournalDamagedException">The journal is damaged in the range.</exception>
    public IEnumerable<RecordedEvent> Read(long fromPosition = 1, long toPosition = long.MaxValue)
    {
        toPosition = Math.Min(toPosition, _journal?.DurablePosition ?? long.MaxValue);
        if (toPosition < fromPosition)
        {
            yield break;
        }

        using var events = new EventWalker(_disk, _directory, fromPosition);
        var batch = new List<RecordedEvent>();
        while (events.TryNextBatch(toPosition, batch))
        {
            foreach (var e in batch)
            {
                yield return e;
            }

            if (batch is [.., var last] && last.Position >= toPosition)
            {
                yield break;
            }
        }
    }

    /// <summary>For reading single events, among those that can be read now.</summary>
    public EventLookup OpenLookup() => new(_disk, _directory, LastPosition);

    /// <summary>All events from a position on, first those that are there, then each as it comes, until cancelled.</summary>
    /// <exception cref="JournalDamagedException">The journal is damaged.</exception>
    /// <exception cref="JournalPoisonedException">The writer of this process failed: nothing more will come.</exception>
    public async IAsyncEnumerable<RecordedEvent> SubscribeAsync(
        long fromPosition = 1, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        using var events = new EventWalker(_disk, _directory, fromPosition);
        var batch = new List<RecordedEvent>();
        while (true)
        {
            either.Token.ThrowIfCancellationRequested();
            var limit = _journal?.DurablePosition ?? long.MaxValue;
            if (events.NextPosition <= limit && events.TryNextBatch(long.MaxValue, batch))
            {
                foreach (var e in batch)
                {
                    yield return e;
                }
            }
            else if (_journal is not null)
            {
                await _journal.WaitDurableAsync(events.NextPosition, either.Token).ConfigureAwait(false);
            }
            else
            {
                await Task.Delay(PollMs, either.Token).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Makes what could be read until now durable, which may be in the writer's memory only: who promises it to others, or gives it away, does this first.
    /// </summary>
    /// <exception cref="DiskException">The disk failed.</exception>
    public void Sync()
    {
        if (_journal is null)
        {
            using var file = _disk.Open(SegmentFiles.In(_disk, _directory)[^1].Path, DiskAccess.Read);
            file.Sync();
        }
    }

    /// <summary>The last position with a time at or before this; null when there is none. Where the clock stepped back, the later position counts.</summary>
    public long? PositionAt(DateTimeOffset time) =>
        TimeSearch.PositionAt(_disk, _directory, UnixTime.ToNs(time), LastPosition);

    /// <summary>Ends it, and every subscription.</summary>
    public void Dispose()
    {
        lock (_disposed)
        {
            if (!_disposed.IsCancellationRequested)
            {
                _disposed.Cancel();
                _tail?.Dispose();
                _disposed.Dispose();
            }
        }
    }
}
