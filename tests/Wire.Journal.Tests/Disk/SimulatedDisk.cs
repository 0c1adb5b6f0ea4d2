using Wire.Journal.Disk;

namespace Wire.Journal.Tests.Disk;

/// <summary>The simulated machine stopped: every call fails until it is started again.</summary>
internal sealed class SimulatedCrashException() : IOException("the simulated machine stopped");

/// <summary>
/// A disk in memory with the freedom that a real one has: at a loss of power each sector written since the last sync is there or not, by
/// itself, in any of its versions; file lengths and names likewise, as far as they were not synced. A failed sync drops what it
/// should have written and calls it clean, as Linux does.
/// </summary>
internal sealed class SimulatedDisk(int seed) : IDisk
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, SimulatedFile> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal);
    private readonly HashSet<string> _locks = new(StringComparer.Ordinal);
    private readonly List<Dictionary<string, SimulatedFile>> _nameHistory = [];
    private Dictionary<string, SimulatedFile> _durableNames = new(StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public Random Random => _random;

    /// <summary>Bytes that all files together may have.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    public long Used => _files.Values.Sum(file => file.Length);

    /// <summary>Calls that changed something, so far.</summary>
    public int Operations { get; private set; }

    /// <summary>fdatasync calls so far.</summary>
    public int Syncs { get; set; }

    /// <summary>The machine stops in the middle of this operation.</summary>
    public int CrashAtOperation { get; set; } = int.MaxValue;

    /// <summary>This fdatasync, counted as <see cref="Syncs"/>, fails with EIO.</summary>
    public int FailSync { get; set; } = int.MaxValue;

    public bool Stopped { get; private set; }

    /// <summary>Counts an operation. True: the machine stops in it, and the caller does a part of it at most.</summary>
    public bool Operate()
    {
        ThrowIfStopped();
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
    public void StartAfterKill()
    {
        Stopped = false;
        CrashAtOperation = FailSync = int.MaxValue;
        _locks.Clear();
    }

    /// <summary>The power failed: what was not synced is there or not.</summary>
    public void StartAfterPowerLoss()
    {
        StartAfterKill();
        var names = _nameHistory.Count == 0 ? _durableNames : Pick([_durableNames, .. _nameHistory]);
        _files.Clear();
        foreach (var (path, file) in names)
        {
            file.LosePower(_random);
            _files[path] = file;
        }

        _durableNames = new(_files, StringComparer.Ordinal);
        _nameHistory.Clear();
    }

    /// <summary>The bytes of a file, to look at or to damage.</summary>
    public SimulatedFile FileOf(string path) => _files[path];

    public IEnumerable<string> Paths => _files.Keys;

    public void CreateDirectory(string directory)
    {
        lock (Gate)
        {
            ThrowIfStopped();
            _directories.Add(directory);
        }
    }

    public IReadOnlyList<string> List(string directory)
    {
        lock (Gate)
        {
            ThrowIfStopped();
            return [.. _files.Keys.Where(path => Path.GetDirectoryName(path) == directory).Select(path => Path.GetFileName(path))];
        }
    }

    public IDiskFile Open(string path, DiskAccess access)
    {
        lock (Gate)
        {
            ThrowIfStopped();
            if (access == DiskAccess.Create)
            {
                if (_files.ContainsKey(path))
                {
                    throw new DiskException("open", path, 17, "File exists");
                }

                if (!Operate())
                {
                    _files[path] = new SimulatedFile(this, path);
                    NamesChanged();
                }

                ThrowIfStopped();
            }

            return _files.TryGetValue(path, out var file) ? new SimulatedHandle(file) : throw new DiskException("open", path, 2, "No such file or directory");
        }
    }

    public void Rename(string from, string to)
    {
        lock (Gate)
        {
            if (!Operate())
            {
                _files.Remove(from, out var file);
                _files[to] = file!;
                NamesChanged();
            }

            ThrowIfStopped();
        }
    }

    public void Delete(string path)
    {
        lock (Gate)
        {
            if (!Operate())
            {
                _files.Remove(path);
                NamesChanged();
            }

            ThrowIfStopped();
        }
    }

    public void SyncDirectory(string directory)
    {
        lock (Gate)
        {
            if (!Operate())
            {
                _durableNames = new(_files, StringComparer.Ordinal);
                _nameHistory.Clear();
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

    private void NamesChanged() => _nameHistory.Add(new(_files, StringComparer.Ordinal));

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

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
