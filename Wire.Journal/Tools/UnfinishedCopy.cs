using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Recovery;

namespace Wire.Journal.Tools;

/// <summary>
/// A journal that is being made from another one. Its segments come one after the other, and the first of them alone would open like a journal
/// that ends there; so a file says that it is not finished, from before the first of them until all are on the disk.
/// </summary>
internal sealed class UnfinishedCopy
{
    private readonly IDisk _disk;
    private readonly string _directory;

    private UnfinishedCopy(IDisk disk, string directory) => (_disk, _directory) = (disk, directory);

    /// <exception cref="JournalExistsException">The directory holds a journal.</exception>
    /// <exception cref="JournalUnfinishedException">It holds what an earlier copy left.</exception>
    /// <exception cref="JournalFullException">There is no room for even that.</exception>
    public static UnfinishedCopy Begin(IDisk disk, string directory)
    {
        if (SegmentFiles.In(disk, directory).Count > 0)
        {
            throw new JournalExistsException($"{directory} holds a journal already: give a directory that is new or empty");
        }

        try
        {
            disk.CreateDirectory(directory);
            disk.Open(Path.Combine(directory, SegmentName.Unfinished), DiskAccess.Create).Dispose();
            disk.SyncDirectory(directory);
            return new UnfinishedCopy(disk, directory);
        }
        catch (DiskException error) when (error.IsFull)
        {
            throw new JournalFullException(directory, error);
        }
    }

    /// <summary>Everything of the copy is on the disk: from now on it is a journal.</summary>
    public void Finish()
    {
        _disk.SyncDirectory(_directory); // the names of its segments, before the one that says that some may be missing goes
        _disk.Delete(Path.Combine(_directory, SegmentName.Unfinished));
        _disk.SyncDirectory(_directory);
    }
}
