namespace Wire.Journal.Tests.Disk;

/// <summary>
/// The names of files: what programs see, what is on the disk, and every change between. At a loss of power a change that was not synced is
/// there or not, by itself; a rename may also have come only as far as the new name, beside the old one.
/// </summary>
internal sealed class SimulatedNames
{
    private readonly Dictionary<string, SimulatedFile> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedFile> _durable = new(StringComparer.Ordinal);
    private readonly List<Change> _unsynced = [];

    private sealed record Change(string? Removed, string? Added, SimulatedFile File);

    public IReadOnlyDictionary<string, SimulatedFile> Seen => _seen;

    public void Add(string path, SimulatedFile file) => Do(new Change(null, path, file));

    public void Rename(string from, string to) => Do(new Change(from, to, _seen[from]));

    public void Remove(string path) => Do(new Change(path, null, _seen[path]));

    public void Sync(string directory)
    {
        foreach (var change in _unsynced.Where(change => Path.GetDirectoryName(change.Added ?? change.Removed) == directory).ToList())
        {
            Apply(change, _durable);
            _unsynced.Remove(change);
        }
    }

    public void LosePower(PowerLoss loss, Random random)
    {
        foreach (var change in _unsynced)
        {
            switch (loss == PowerLoss.Drops ? 0 : loss == PowerLoss.Keeps ? 1 : random.Next(3))
            {
                case 1:
                    Apply(change, _durable);
                    break;
                case 2:
                    Apply(change with { Removed = null }, _durable);
                    break;
            }
        }

        _unsynced.Clear();
        _seen.Clear();
        foreach (var (path, file) in _durable)
        {
            _seen[path] = file;
        }

        foreach (var file in _seen.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value).Distinct())
        {
            file.LosePower(loss, random);
        }
    }

    private void Do(Change change)
    {
        Apply(change, _seen);
        _unsynced.Add(change);
    }

    private static void Apply(Change change, Dictionary<string, SimulatedFile> names)
    {
        if (change.Removed is { } removed && names.TryGetValue(removed, out var file) && file == change.File)
        {
            names.Remove(removed);
        }

        if (change.Added is { } added)
        {
            names[added] = change.File;
        }
    }
}
