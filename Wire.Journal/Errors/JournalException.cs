namespace Wire.Journal;

/// <summary>What can go wrong with a journal; the subclasses are the whole set.</summary>
public abstract class JournalException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another live process writes this journal. Ask that process, or end it.</summary>
public sealed class JournalLockedException(string directory, int pid) : JournalException(
    $"{directory} is in use by {(pid > 0 ? $"process {pid}" : "another process")}: a journal has one writer")
{
    /// <summary>The process id that the writer left in the lock file; 0 when it is not known.</summary>
    public int Pid { get; } = pid;
}

/// <summary>
/// Bytes that were written are not there as they were written. Nothing is skipped: look with <c>wire journal verify</c>, and save
/// the rest with <c>wire journal repair SOURCE DESTINATION</c>.
/// </summary>
public sealed class JournalDamagedException(string file, long offset, long position, string what) : JournalException(
    $"{file} is damaged at offset {offset} (position {position}): {what}. Nothing was changed. "
    + "See all of it with `wire journal verify`; `wire journal repair SOURCE DESTINATION` saves what is whole into a copy")
{
    /// <summary>The damaged file.</summary>
    public string File { get; } = file;

    /// <summary>The offset of the damaged frame in the file (0: the header), bytes.</summary>
    public long Offset { get; } = offset;

    /// <summary>The position of the first event that is not readable.</summary>
    public long Position { get; } = position;

    /// <summary>What is wrong there.</summary>
    public string What { get; } = what;
}

/// <summary>The disk is full (or a quota is used up). Nothing was written or changed; the same append works once there is room.</summary>
public sealed class JournalFullException(string directory, Exception inner) : JournalException(
    $"the disk of {directory} is full: nothing was recorded. Make room; nothing else is needed ({inner.Message})", inner);

/// <summary>
/// A write or a sync failed: what was not acknowledged may be on the disk or not, and this writer records nothing more. Look at the disk
/// (kernel log), then open the journal again.
/// </summary>
public sealed class JournalPoisonedException(string directory, Exception inner) : JournalException(
    $"the journal in {directory} stopped because the disk failed: {inner.Message}. Look at the disk, then start again", inner);

/// <summary>Not a journal, or one of a newer format.</summary>
public sealed class JournalFormatException(string message) : JournalException(message);

/// <summary>The batch breaks a limit of the format (FORMAT.md, Limits). Nothing was recorded.</summary>
public sealed class JournalLimitException(string message) : JournalException(message);

/// <summary>Some events of the batch were recorded before under their ids, and others were not: it is another batch than it was then. Nothing was recorded.</summary>
public sealed class JournalIdConflictException(Guid batch, int events, Guid known, long knownPosition, int knownEvents) : JournalException(
    $"batch {batch} of {events} events has ids in common with batch {known} of {knownEvents} events at position {knownPosition}, and is not part of it: nothing was recorded")
{
    /// <summary>The batch that was to be recorded.</summary>
    public Guid Batch { get; } = batch;

    /// <summary>The recorded batch that has some of its events' ids.</summary>
    public Guid Known { get; } = known;

    /// <summary>The position of that batch's first event.</summary>
    public long KnownPosition { get; } = knownPosition;
}

/// <summary>A stream is not where the batch expected it: somebody else appended to it. Nothing was recorded; read it, and decide again.</summary>
public sealed class JournalRevisionConflictException(string stream, long expected, long actual) : JournalException(
    $"the next event of stream {stream} gets revision {actual}, and {expected} was expected: nothing was recorded")
{
    /// <summary>The stream.</summary>
    public string Stream { get; } = stream;

    /// <summary>The revision that its next event was expected to get.</summary>
    public long Expected { get; } = expected;

    /// <summary>The revision that its next event gets.</summary>
    public long Actual { get; } = actual;
}

/// <summary>There is no journal in the directory, or not the position asked for.</summary>
public sealed class JournalNotFoundException(string message) : JournalException(message);

/// <summary>
/// A copy or a repair into this directory died before it was done: what is there is a beginning, and nothing tells of what. Delete the
/// directory and make the copy again.
/// </summary>
public sealed class JournalUnfinishedException(string directory) : JournalException(
    $"{directory} holds a copy of a journal that was not finished, or still is being made: if nobody is making it, delete the directory and copy again");

/// <summary>There is a journal where a new one was to be made.</summary>
public sealed class JournalExistsException(string message) : JournalException(message);
