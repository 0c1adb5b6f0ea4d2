using Wire.Journal.Disk;

namespace Wire.Journal.Tests.Disk;

/// <summary>The simulated machine stopped: every call fails until it is started again.</summary>
internal sealed class SimulatedCrashException() : IOException("the simulated machine stopped");

/// <summary>
/// A disk in memory with the freedom that a real one has (<see cref="PowerLoss"/>): what happens at a loss of power to each sector, length and
/// name that was not synced is its own affair. A failed sync drops some of what it should have written and calls it clean, as Linux does.
/// </summary>
internal sealed class SimulatedDisk(int seed) : IDisk
{
    private readonly Random _random = new(seed);
    private readonly SimulatedNames _names = new();
    private readonly HashSet<string> _locks = new(StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public Random Random => _random;

    /// <summary>Bytes that all files together may have.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    public long Used => _names.Seen.Values.Sum(file => file.Length);

    /// <summary>Calls that changed something, so far.</summary>
    public int Operations { get; private set; }

    /// <summary>Which calls they were.</summary>
    public HashSet<string> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>fdatasync calls so far.</summary>
    public int Syncs { get; set; }

    /// <summary>The machine stops in the middle of this operation.</summary>
    public int CrashAtOperation { get; set; } = int.MaxValue;

    /// <summary>This fdatasync, counted as <see cref="Syncs"/>, fails with EIO.</summary>
    public int FailSync { get; set; } = int.MaxValue;

    public bool Stopped { get; private set; }

    /// <summary>Counts an operation. True: the machine stops in it, and the caller does a part of it at most.</summary>
    public bool Operate(string call)
    {
        ThrowIfStopped();
        Calls.Add(call);
        Stopped = ++Operations >= CrashAtOperation;
        return Stopped;
    }

    public void ThrowIfStopped()
    {
        if (Stopped)
        {
            throw new SimulatedCrashException();
        }
    }

    /// <summary>The process died; the kernel lives on with all that was written.</summary>
    /// <param name="keepCrash">The machine still stops where it was to stop.</param>
    public void StartAfterKill(bool keepCrash = false)
    {
        Stopped = false;
        CrashAtOperation = keepCrash ? CrashAtOperation : int.MaxValue;
        FailSync = int.MaxValue;
        _locks.Clear();
    }

    /// <summary>The power failed: what was not synced is there or not.</summary>
    public void StartAfterPowerLoss(PowerLoss loss = PowerLoss.Tears)
    {
        StartAfterKill();
        _names.LosePower(loss, _random);
    }

    /// <summary>The bytes of a file, to look at or to damage.</summary>
    public SimulatedFile FileOf(string path) => _names.Seen[path];

    public IEnumerable<string> Paths => _names.Seen.Keys;

    public void CreateDirectory(string directory)
    {
        lock (Gate)
        {
            ThrowIfStopped(); // directories are not simulated: LinuxDisk makes and syncs one in a single call
        }
    }

    public IReadOnlyList<string> List(string directory)
    {
        lock (Gate)
        {
            ThrowIfStopped();
            return [.. _names.Seen.Keys.Where(path => Path.GetDirectoryName(path) == directory).Select(path => Path.GetFileName(path))];
        }
    }

    public IDiskFile Open(string path, DiskAccess access)
    {
        lock (Gate)
        {
            ThrowIfStopped();
            if (access == DiskAccess.Create)
            {
                if (_names.Seen.ContainsKey(path))
                {
                    throw new DiskException("open", path, 17, "File exists");
                }

                if (!Operate("open"))
                {
                    _names.Add(path, new SimulatedFile(this, path));
                }

                ThrowIfStopped();
            }

            return _names.Seen.TryGetValue(path, out var file) ? new SimulatedHandle(file) : throw new DiskException("open", path, 2, "No such file or directory");
        }
    }

    public void Rename(string from, string to)
    {
        lock (Gate)
        {
            if (!Operate("rename"))
            {
                _names.Rename(from, to);
            }

            ThrowIfStopped();
        }
    }

    public void Delete(string path)
    {
        lock (Gate)
        {
            if (!Operate("unlink"))
            {
                _names.Remove(path);
            }

            ThrowIfStopped();
        }
    }

    public void SyncDirectory(string directory)
    {
        lock (Gate)
        {
            if (!Operate("fsync"))
            {
                _names.Sync(directory);
            }

            ThrowIfStopped();
        }
    }

    public IDisposable Lock(string path)
    {
        lock (Gate)
        {
            ThrowIfStopped();
            return _locks.Add(path) ? new Release(this, path) : throw new JournalLockedException(Path.GetDirectoryName(path)!, 1);
        }
    }

    private sealed class Release(SimulatedDisk disk, string path) : IDisposable
    {
        public void Dispose()
        {
            lock (disk.Gate)
            {
                disk._locks.Remove(path);
            }
        }
    }
}
