using Wire.Journal.Disk;

namespace Wire.Journal.Tests.Disk;

/// <summary>A file of a <see cref="SimulatedDisk"/>: what programs see, what is on the disk, and every version between.</summary>
internal sealed class SimulatedFile(SimulatedDisk disk, string path)
{
    private const int SectorBytes = 512;
    private const int PageBytes = 4096;

    private readonly Dictionary<int, List<byte[]>> _unsynced = [];
    private readonly HashSet<int> _cut = [];
    private readonly List<long> _unsyncedLengths = [];
    private byte[] _seen = [];
    private byte[] _durable = [];

    public long Length => _seen.Length;

    /// <summary>What programs see; a change here is damage that is on the disk too.</summary>
    public byte this[int offset]
    {
        get => _seen[offset];
        set => (_seen[offset], _durable[offset]) = (value, value);
    }

    public byte[] ToArray() => (byte[])_seen.Clone();

    public int Read(Span<byte> buffer, long offset)
    {
        lock (disk.Gate)
        {
            disk.ThrowIfStopped();
            var length = (int)Math.Clamp(_seen.Length - offset, 0, buffer.Length);
            _seen.AsSpan((int)Math.Min(offset, _seen.Length), length).CopyTo(buffer);
            return length;
        }
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        lock (disk.Gate)
        {
            if (disk.Operate("pwrite"))
            {
                bytes = bytes[..PartBeforeTheKill(bytes.Length, offset)];
            }

            if (offset + bytes.Length > _seen.Length)
            {
                Grow(offset + bytes.Length, "pwrite");
            }

            bytes.CopyTo(_seen.AsSpan((int)offset));
            Touch(offset, bytes.Length);
            disk.ThrowIfStopped();
        }
    }

    public void Reserve(long offset, long length)
    {
        lock (disk.Gate)
        {
            if (!disk.Operate("fallocate") && offset + length > _seen.Length)
            {
                Grow(offset + length, "fallocate");
            }

            disk.ThrowIfStopped();
        }
    }

    public void SetLength(long length)
    {
        lock (disk.Gate)
        {
            if (!disk.Operate("ftruncate"))
            {
                var before = _seen.Length;
                Resize(length);
                Touch(length, before - length);
                _cut.UnionWith(Enumerable.Range((int)(length / SectorBytes), (int)((before - length + SectorBytes - 1) / SectorBytes) + 1));
            }

            disk.ThrowIfStopped();
        }
    }

    public void Sync()
    {
        lock (disk.Gate)
        {
            var stops = disk.Operate("fdatasync");
            if (++disk.Syncs == disk.FailSync)
            {
                // Some bytes do not reach the disk, their pages' dirty marks go, and the file still reads as if they had.
                // Lengths are the file system's own: it does not forget a cut.
                foreach (var sector in _unsynced.Keys.Where(sector => !_cut.Contains(sector)).Order().ToList())
                {
                    if (disk.Random.Next(4) == 0 && (sector + 1) * SectorBytes <= _durable.Length)
                    {
                        CopySector(_seen, _durable, sector);
                    }

                    _unsynced.Remove(sector);
                }

                throw new DiskException("fdatasync", path, 5, "Input/output error");
            }

            if (!stops)
            {
                _durable = _durable.Length == _seen.Length ? _durable : Resized(_durable, _seen.Length);
                foreach (var sector in _unsynced.Keys)
                {
                    CopySector(_seen, _durable, sector);
                }

                Forget();
            }

            disk.ThrowIfStopped();
        }
    }

    /// <summary>What was not synced becomes what the loss makes of it.</summary>
    public void LosePower(PowerLoss loss, Random random)
    {
        long[] lengths = [_durable.Length, .. _unsyncedLengths];
        var length = loss switch
        {
            PowerLoss.Drops => lengths[0],
            PowerLoss.Keeps => lengths[^1],
            _ => lengths[random.Next(lengths.Length)],
        };
        var survived = Resized(_durable, Math.Max(length, _seen.Length));
        var all = random.Next(4) == 0;
        foreach (var (sector, images) in _unsynced.OrderBy(entry => entry.Key))
        {
            var start = sector * SectorBytes;
            if (loss != PowerLoss.Drops && start < survived.Length)
            {
                Survive(survived.AsSpan(start, Math.Min(SectorBytes, survived.Length - start)), images, all ? PowerLoss.Keeps : loss, random);
            }
        }

        _durable = Resized(survived, length);
        _seen = (byte[])_durable.Clone();
        Forget();
    }

    /// <summary>One sector; its images are what it was after each write.</summary>
    private static void Survive(Span<byte> sector, List<byte[]> images, PowerLoss loss, Random random)
    {
        switch (loss == PowerLoss.Keeps ? 1 : random.Next(loss == PowerLoss.Garbles ? 5 : 4))
        {
            case 0:
                break;
            case 1:
                images[^1].AsSpan(0, sector.Length).CopyTo(sector);
                break;
            case 2:
                images[random.Next(images.Count)].AsSpan(0, sector.Length).CopyTo(sector);
                break;
            case 3:
                AnyOfTheWrites(sector, images, random);
                break;
            default:
                Garble(sector, images[^1].AsSpan(0, sector.Length), random);
                break;
        }
    }

    /// <summary>From the first byte that the writes changed to the last.</summary>
    private static void Garble(Span<byte> sector, ReadOnlySpan<byte> image, Random random)
    {
        var from = sector.CommonPrefixLength(image);
        if (from < sector.Length)
        {
            var to = sector.Length;
            while (sector[to - 1] == image[to - 1])
            {
                to--;
            }

            random.NextBytes(sector[from..to]);
        }
    }

    /// <summary>Some of the writes into the sector, in any order.</summary>
    private static void AnyOfTheWrites(Span<byte> sector, List<byte[]> images, Random random)
    {
        var before = sector.ToArray();
        var order = Enumerable.Range(0, images.Count).ToArray();
        random.Shuffle(order);
        foreach (var write in order.Take(random.Next(images.Count + 1)))
        {
            var (old, image) = (write == 0 ? before : images[write - 1], images[write]);
            for (var i = 0; i < sector.Length; i++)
            {
                sector[i] = old[i] == image[i] ? sector[i] : image[i];
            }
        }
    }

    private void Forget()
    {
        _unsynced.Clear();
        _cut.Clear();
        _unsyncedLengths.Clear();
    }

    private static byte[] Resized(byte[] bytes, long length)
    {
        var resized = new byte[length];
        bytes.AsSpan(0, (int)Math.Min(bytes.Length, length)).CopyTo(resized);
        return resized;
    }

    private static void CopySector(byte[] from, byte[] to, int sector)
    {
        var start = sector * SectorBytes;
        if (start < to.Length)
        {
            from.AsSpan(start, Math.Min(SectorBytes, to.Length - start)).CopyTo(to.AsSpan(start));
        }
    }

    /// <summary>A killed process may leave a write half done, at the end of a page of the file.</summary>
    private int PartBeforeTheKill(int length, long offset)
    {
        var end = (offset + disk.Random.Next(length + 1)) / PageBytes * PageBytes;
        return (int)Math.Clamp(end - offset, 0, length);
    }

    private void Grow(long length, string operation)
    {
        if (disk.Used + length - _seen.Length > disk.Capacity)
        {
            throw new DiskException(operation, path, 28, "No space left on device");
        }

        Resize(length);
    }

    private void Resize(long length)
    {
        _seen = Resized(_seen, length);
        _unsyncedLengths.Add(length);
    }

    private void Touch(long offset, long length)
    {
        for (var sector = (int)(offset / SectorBytes); sector * (long)SectorBytes < offset + length; sector++)
        {
            if (!_unsynced.TryGetValue(sector, out var versions))
            {
                _unsynced[sector] = versions = [];
            }

            var start = sector * SectorBytes;
            var version = new byte[SectorBytes];
            if (start < _seen.Length)
            {
                _seen.AsSpan(start, Math.Min(SectorBytes, _seen.Length - start)).CopyTo(version);
            }

            versions.Add(version);
        }
    }
}

/// <summary>An open file.</summary>
internal sealed class SimulatedHandle(SimulatedFile file) : IDiskFile
{
    public long Length => file.Length;

    public int Read(Span<byte> buffer, long offset) => file.Read(buffer, offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset) => file.Write(bytes, offset);

    public void Reserve(long offset, long length) => file.Reserve(offset, length);

    public void SetLength(long length) => file.SetLength(length);

    public void Sync() => file.Sync();

    public void Dispose()
    {
    }
}
