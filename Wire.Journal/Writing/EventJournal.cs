using Wire.Journal.Format;
using Wire.Journal.Writing;

namespace Wire.Journal;

/// <summary>
/// The one writer of a journal. Appends from many threads are put in order under a lock and share writes and syncs (group commit): the first
/// caller that finds the disk idle writes for itself, on its own thread; what comes meanwhile goes out together, on the writer's thread.
/// All members may be called from any thread.
/// </summary>
public sealed partial class EventJournal : IAsyncDisposable, IDisposable
{
    // Everything below without another word is guarded by _gate. Who has set _committing owns the segment's file and the chain.
    private readonly object _gate = new();
    private readonly string _directory;
    private readonly JournalOptions _options;
    private readonly IDisposable _writerLock;
    private readonly Guid _boot;
    private readonly BatchEncoder _encoder = new();
    private readonly GivenIds _ids;
    private readonly ChainHash _chain = new();

    private SegmentWriter _segment; // the one that new frames go to
    private long _segmentEnd;       // where the next frame goes in it
    private SegmentSums _sums;      // of that segment
    private long _batches;          // in all segments
    private FrameKind _lastFrame;
    private long _lastPosition;
    private long _durablePosition;
    private CommitGroup _pending = new();
    private CommitGroup? _committing;
    private JournalPoisonedException? _poison;
    private bool _disposed;

    /// <summary>The journal's id, made with it: also the id of the node.</summary>
    public Guid JournalId { get; }

    /// <summary>What opening found; worth a line in the host's log when it cut something.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>The last position given out; 0 in an empty journal.</summary>
    public long LastPosition => Volatile.Read(ref _lastPosition);

    /// <summary>Everything up to here survives a loss of power.</summary>
    public long DurablePosition => Volatile.Read(ref _durablePosition);

    /// <summary>Not null: the disk failed, and every append throws this.</summary>
    public JournalPoisonedException? Failure => Volatile.Read(ref _poison);

    /// <summary>The directory it lies in.</summary>
    public string DirectoryPath => _directory;

    internal JournalOptions Options => _options;

    /// <summary>The revision that the next event of a stream gets; 0 for a stream without events.</summary>
    public long NextRevision(string stream)
    {
        lock (_gate)
        {
            return _encoder.Streams.NextRevisionOf(stream);
        }
    }

    /// <summary>A reader that sees what is durable, the moment it is.</summary>
    public JournalReader OpenReader() => JournalReader.Of(this);

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_poison is { } poison)
        {
            throw new JournalPoisonedException(_directory, poison.InnerException!);
        }
    }
}
