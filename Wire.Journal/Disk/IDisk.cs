namespace Wire.Journal.Disk;

/// <summary>
/// All that a journal does with files. The real one is <see cref="LinuxDisk"/>; tests have one that loses, tears and reorders what was
/// not synced. Failures are <see cref="DiskException"/>.
/// </summary>
public interface IDisk
{
    /// <summary>Makes the directory and missing parents, for the owner only (0700), and syncs where it was made. Does nothing when it exists.</summary>
    void CreateDirectory(string directory);

    /// <summary>The names (not paths) of the files in a directory, in no order; empty when there is no such directory.</summary>
    IReadOnlyList<string> List(string directory);

    /// <summary>Opens a file.</summary>
    IDiskFile Open(string path, DiskAccess access);

    /// <summary>Renames a file within its directory, replacing any other of that name. Durable after <see cref="SyncDirectory"/>.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file. Durable after <see cref="SyncDirectory"/>.</summary>
    void Delete(string path);

    /// <summary>Names of files made, renamed and removed in the directory are on the disk after it.</summary>
    void SyncDirectory(string directory);

    /// <summary>Takes the writer's lock and leaves this process's id in the file; the lock ends with the process, however that ends.</summary>
    /// <exception cref="JournalLockedException">Somebody has it.</exception>
    IDisposable Lock(string path);
}

/// <summary>What a file is opened for.</summary>
public enum DiskAccess
{
    /// <summary>Only to be read.</summary>
    Read,
    /// <summary>To be read and written; it exists.</summary>
    ReadWrite,

    /// <summary>Made anew, for the owner only (0600); an error when it exists.</summary>
    Create,
}
