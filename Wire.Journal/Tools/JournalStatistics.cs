using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Recovery;
using Wire.Journal.Tools;

namespace Wire.Journal;

/// <summary>Size and counts of a journal, from its seals and its last segment.</summary>
public sealed record JournalStatistics
{
    /// <summary>The journal's id.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>How many files.</summary>
    public required int Segments { get; init; }

    /// <summary>How many of them are archived.</summary>
    public required int Archived { get; init; }

    /// <summary>Of all files, with reserved room.</summary>
    public required long Bytes { get; init; }

    /// <summary>How many batches.</summary>
    public required long Batches { get; init; }

    /// <summary>How many events.</summary>
    public required long Events { get; init; }

    /// <summary>The last position; 0 in an empty journal.</summary>
    public required long LastPosition { get; init; }

    /// <summary>Of the first batch; null in an empty journal.</summary>
    public required DateTimeOffset? FirstTime { get; init; }

    /// <summary>Of the last batch; null in an empty journal.</summary>
    public required DateTimeOffset? LastTime { get; init; }

    /// <summary>The last chain hash, hexadecimal.</summary>
    public required string LastHash { get; init; }

    /// <summary>Events by stream, in order of the streams' names.</summary>
    public required IReadOnlyList<(string Name, long Events)> Streams { get; init; }

    /// <summary>Reads them, also while the journal is being written.</summary>
    /// <exception cref="JournalNotFoundException">There is no journal.</exception>
    /// <exception cref="JournalDamagedException">A header, a seal or the last segment is damaged.</exception>
    public static JournalStatistics Of(string directory, IDisk? disk = null)
    {
        disk ??= LinuxDisk.Instance;
        var segments = SegmentFiles.In(disk, directory);
        if (segments.Count == 0)
        {
            throw new JournalNotFoundException($"{directory} holds no journal");
        }

        var header = SealedSegments.Check(disk, segments, framesBytesMax: 0);
        using var last = disk.Open(segments[^1].Path, DiskAccess.Read);
        var scan = LiveScan.Read(last, segments[^1], header);
        long bytes = 0, events = scan.Sums.Events;
        for (var i = 0; i < segments.Count; i++)
        {
            using var file = SegmentFiles.Open(disk, segments[i]);
            using var stored = disk.Open(segments[i].Path, DiskAccess.Read);
            bytes += stored.Length;
            events += i < segments.Count - 1 ? Seal.Read(file, segments[i].Path, SegmentFiles.ReadHeader(file, segments[i]), out _).Events : 0;
        }

        var lastPosition = scan.NextPosition - 1;
        using var reader = JournalReader.Open(directory, disk);
        return new JournalStatistics
        {
            JournalId = header.JournalId,
            Segments = segments.Count,
            Archived = segments.Count(segment => segment.IsArchived),
            Bytes = bytes,
            Batches = scan.BatchesBefore + scan.Sums.Batches,
            Events = events,
            LastPosition = lastPosition,
            FirstTime = reader.Read().FirstOrDefault()?.Time,
            LastTime = reader.Read(lastPosition).FirstOrDefault()?.Time,
            LastHash = Convert.ToHexStringLower(scan.LastHash),
            Streams = [.. scan.Streams.OrderBy(stream => stream.Key, StringComparer.Ordinal).Select(stream => (stream.Key, stream.Value))],
        };
    }
}
