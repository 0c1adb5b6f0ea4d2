using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests.Torture;

/// <summary>
/// Mistakes that a journal's author could make, each as a disk between the journal and the machine: what the journal asks for comes out as
/// if it had asked wrongly. So production code has no switch for any of them.
/// </summary>
internal static class Bugs
{
    public static IReadOnlyDictionary<string, Func<IDisk, IDisk>> All { get; } = new Dictionary<string, Func<IDisk, IDisk>>
    {
        ["a sync is forgotten"] = disk => new NoSync(disk),
        ["the directory is not synced"] = disk => new NoDirectorySync(disk),
        ["a new segment is named before its content is synced"] = disk => new NoSyncBeforeNaming(disk),
        ["acknowledged before the sync"] = disk => new LateSync(disk),
        ["a torn tail is not cut"] = disk => new WrongCut(disk, (_, _) => { }),
        ["too much is cut"] = disk => new WrongCut(disk, (file, length) => file.SetLength(length - FrameHeader.Alignment)),
        ["no checksum is checked"] = disk => new NoChecksum(disk),
        ["the chain is wrong where a new segment begins"] = disk => new WrongChain(disk),
        ["a copy is not known to be unfinished"] = disk => new NoSignOfACopy(disk),
    };

    private sealed class NoSync(IDisk disk) : DiskWrapper(disk)
    {
        protected override void Sync(string path, IDiskFile file)
        {
        }
    }

    private sealed class NoDirectorySync(IDisk disk) : DiskWrapper(disk)
    {
        public override void SyncDirectory(string directory)
        {
        }
    }

    private sealed class NoSyncBeforeNaming(IDisk disk) : DiskWrapper(disk)
    {
        protected override void Sync(string path, IDiskFile file)
        {
            if (!path.EndsWith(SegmentName.NewSuffix, StringComparison.Ordinal))
            {
                file.Sync();
            }
        }
    }

    /// <summary>The sync is done, but only when the caller, who was told that it is, comes back with more.</summary>
    private sealed class LateSync(IDisk disk) : DiskWrapper(disk)
    {
        private IDiskFile? _late;

        protected override void Sync(string path, IDiskFile file)
        {
            _late?.Sync();
            _late = file;
        }

        protected override void Write(string path, IDiskFile file, ReadOnlySpan<byte> bytes, long offset)
        {
            _late?.Sync();
            _late = null;
            file.Write(bytes, offset);
        }
    }

    /// <summary>What is cut before anything was written is a torn tail.</summary>
    private sealed class WrongCut(IDisk disk, Action<IDiskFile, long> cut) : DiskWrapper(disk)
    {
        private bool _wrote;

        protected override void Write(string path, IDiskFile file, ReadOnlySpan<byte> bytes, long offset)
        {
            _wrote = true;
            file.Write(bytes, offset);
        }

        protected override void SetLength(string path, IDiskFile file, long length)
        {
            if (_wrote)
            {
                file.SetLength(length);
            }
            else
            {
                cut(file, length);
            }
        }
    }

    /// <summary>The checksum that is read is always that of the content that is read.</summary>
    private sealed class NoChecksum(IDisk disk) : DiskWrapper(disk)
    {
        protected override int Read(string path, IDiskFile file, Span<byte> buffer, long offset)
        {
            var bytes = new byte[file.Length];
            file.Read(bytes, 0);
            if (SegmentHeader.TryDecode(bytes, path) is { } segment)
            {
                Fit(bytes, FrameHeader.Place(segment.JournalId, segment.Sequence));
            }

            var length = (int)Math.Clamp(bytes.Length - offset, 0, buffer.Length);
            bytes.AsSpan((int)Math.Min(offset, bytes.Length), length).CopyTo(buffer);
            return length;
        }

        private static void Fit(byte[] bytes, uint place)
        {
            for (var at = SegmentHeader.Bytes; at < bytes.Length; at += FrameHeader.Alignment)
            {
                if (FrameHeader.TryDecode(bytes.AsSpan(at), FrameHeader.AtOffset(place, at), out var header) && at + header.FrameBytes <= bytes.Length)
                {
                    var content = bytes.AsSpan(at + FrameHeader.Bytes, header.PayloadBytes + ChainHash.Bytes);
                    (header with { PayloadCrc = Crc32C.Of(content) }).Encode(bytes.AsSpan(at), FrameHeader.AtOffset(place, at));
                }
            }
        }
    }

    private sealed class WrongChain(IDisk disk) : DiskWrapper(disk)
    {
        protected override void Write(string path, IDiskFile file, ReadOnlySpan<byte> bytes, long offset) =>
            file.Write(offset == 0 && SegmentHeader.TryDecode(bytes, path) is { Sequence: > 1 } header ? (header with { PreviousHash = new byte[ChainHash.Bytes] }).Encode() : bytes, offset);
    }

    private sealed class NoSignOfACopy(IDisk disk) : DiskWrapper(disk)
    {
        public override IReadOnlyList<string> List(string directory) => [.. base.List(directory).Where(name => name != SegmentName.Unfinished)];
    }
}
