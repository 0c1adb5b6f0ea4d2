using System.Diagnostics;
using System.Globalization;
using Wire.Domain;
using Wire.Journal;
using Wire.Journal.Proofs;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>
/// The node as it was at any position: the fold of the journal from the nearest checkpoint before it. What was long to fold leaves checkpoints behind,
/// so that it is short the next time. They are disposable files; without them, or where they may not be written, all is as it is, only slower.
/// </summary>
/// <param name="directory">Where the checkpoints are: POSITION.checkpoint, 20 decimal digits, mode 0600.</param>
internal sealed class PastStates(string directory)
{
    private const string Suffix = ".checkpoint";

    /// <summary>What an event takes in the journal besides its payload, about.</summary>
    private const int EventBytes = 32;

    /// <summary>Folding so long is worth a checkpoint, milliseconds: about what a person does not notice.</summary>
    public int FoldMs { get; init; } = 40;

    /// <summary>Folding between two checkpoints takes so many times what writing one takes.</summary>
    public int FoldPerWriting { get; init; } = 4;

    /// <summary>The journal between two checkpoints is so many times the size of one, so that they all are a small part of it.</summary>
    public int BytesPerCheckpointByte { get; init; } = 8;

    /// <summary>How often the clock is read, in events.</summary>
    public int LookEvery { get; init; } = 256;

    /// <summary>The state at a position, or at the journal's end.</summary>
    /// <exception cref="JournalException">The journal is damaged where it is read.</exception>
    /// <exception cref="UnreadableEventException">A newer version wrote one of the events, or it is broken.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public KnownState At(JournalReader journal, long position = long.MaxValue, CancellationToken cancel = default)
    {
        foreach ((string path, long at) in Files().Where(f => f.Position <= position))
        {
            if (Open(path, at, journal) is { } checkpoint)
            {
                using IEnumerator<RecordedEvent> events = journal.Read(at, position).GetEnumerator();
                if (events.MoveNext() && events.Current.Position == at && new EventLeaf().HashOf(events.Current).Equals(checkpoint.Leaf))
                {
                    return Fold(checkpoint.State(), events, journal.JournalId, new(checkpoint.Bytes, 0), cancel);
                }
            }
            Discard(path);
        }
        using IEnumerator<RecordedEvent> all = journal.Read(1, position).GetEnumerator();
        return Fold(new(), all, journal.JournalId, new(0, 0), cancel);
    }

    private KnownState Fold(KnownState state, IEnumerator<RecordedEvent> events, Guid journal, Cost cost, CancellationToken cancel)
    {
        RecordedEvent? last = null;
        while (events.MoveNext())
        {
            last = events.Current;
            state.Fold(last);
            cost.Add(last);
            if (cost.Events % LookEvery == 0)
            {
                cancel.ThrowIfCancellationRequested();
                cost = IsDue(cost) ? Keep(state, journal, last) : cost;
            }
        }
        if (last is not null && IsDue(cost))
        {
            Keep(state, journal, last);
        }
        return state;
    }

    private static Checkpoint? Open(string path, long position, JournalReader journal)
    {
        try
        {
            return Checkpoint.Decode(File.ReadAllBytes(path), journal.JournalId) is { } checkpoint && checkpoint.Position == position ? checkpoint : null;
        }
        catch (IOException)
        {
            return null; // somebody took it away meanwhile, or the disk has lost it
        }
    }

    private Cost Keep(KnownState state, Guid journal, RecordedEvent last)
    {
        long started = Stopwatch.GetTimestamp();
        byte[] bytes = Checkpoint.Encode(state, journal, last);
        try
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            string path = Path.Combine(directory, $"{last.Position:D20}{Suffix}"), made = $"{path}.{Guid.NewGuid():N}";
            DurableFiles.Write(made, bytes);
            File.Move(made, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, or a person who may only read: it costs the next one the same time again.
        }
        return new(bytes.Length, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is passed over each time.
        }
    }

    /// <summary>The position of the newest checkpoint; 0 when there is none.</summary>
    public long Newest => Files().FirstOrDefault().Position;

    /// <summary>The newest first.</summary>
    private IEnumerable<(string Path, long Position)> Files()
    {
        string[] paths;
        try
        {
            paths = Directory.GetFiles(directory, "*" + Suffix);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return [];
        }
        return paths
            .Select(path => (path, long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long position) ? position : 0))
            .Where(f => f.Item2 > 0)
            .OrderByDescending(f => f.Item2);
    }

    private bool IsDue(Cost cost) => cost.Bytes > cost.CheckpointBytes * BytesPerCheckpointByte && cost.Ms > Math.Max(FoldMs, cost.WritingMs * FoldPerWriting);

    /// <summary>What was spent since the last checkpoint, beside what that one cost.</summary>
    private sealed class Cost(long checkpointBytes, double writingMs)
    {
        private readonly long _started = Stopwatch.GetTimestamp();

        public long CheckpointBytes => checkpointBytes;

        public double WritingMs => writingMs;

        public double Ms => Stopwatch.GetElapsedTime(_started).TotalMilliseconds;

        public int Events { get; private set; }

        public long Bytes { get; private set; }

        public void Add(RecordedEvent recorded)
        {
            Bytes += recorded.Payload.Length + EventBytes;
            Events++;
        }
    }
}
