using System.Globalization;
using Wire.Journal.Disk;
using Wire.Journal.Format;

namespace Wire.Journal.Recovery;

/// <summary>What a segment is that stands where another belongs, told from all headers of the directory.</summary>
internal sealed class Misplaced
{
    private readonly Dictionary<long, SegmentHeader?> _byName = [];
    private readonly IReadOnlyList<SegmentFile> _segments;

    public Misplaced(IDisk disk, IReadOnlyList<SegmentFile> segments)
    {
        _segments = segments;
        var bytes = new byte[SegmentHeader.Bytes];
        foreach (var segment in segments)
        {
            using var file = SegmentFiles.Open(disk, segment, damaged: _ => { }); // told again by who reads on
            _byName[segment.FirstPosition] = SegmentHeader.TryDecode(bytes.AsSpan(0, file.Read(bytes, 0)), segment.Path);
        }

        JournalId = _byName.Values.OfType<SegmentHeader>().GroupBy(header => header.JournalId).MaxBy(headers => headers.Count())?.Key;
    }

    /// <summary>The id that most segments have, of equally many the first; null: no header is whole.</summary>
    public Guid? JournalId { get; }

    /// <summary>A segment's header; null: it is not whole.</summary>
    public SegmentHeader? HeaderOf(SegmentFile segment) => _byName[segment.FirstPosition];

    /// <summary>Why a segment is not the one that its file's name promises; null: it is, or its header tells nothing.</summary>
    public string? WhatIs(SegmentFile segment)
    {
        if (HeaderOf(segment) is not { } header)
        {
            return null;
        }

        if (header.JournalId != JournalId)
        {
            return $"the segment is of another journal, {header.JournalId}; this is {JournalId}";
        }

        if (header.FirstPosition == segment.FirstPosition)
        {
            return null;
        }

        var itself = string.Create(CultureInfo.InvariantCulture, $"the file holds segment {header.Sequence}, which begins at position {header.FirstPosition}");
        var own = SegmentName.Of(header.FirstPosition);
        return _byName.GetValueOrDefault(header.FirstPosition) switch
        {
            { } other when other.FirstPosition == segment.FirstPosition => $"{itself}: it is swapped with {own}",
            { } other when other.FirstPosition == header.FirstPosition => $"{itself}: it is a double of {own}",
            _ => $"{itself}: its name should be {own}",
        };
    }

    /// <summary>What is missing between a segment and the one that comes next.</summary>
    public static string Missing(long sequence, long lastPosition, SegmentHeader next) => next.FirstPosition > lastPosition + 1
        ? $"segment {next.Sequence} follows segment {sequence}: a segment is missing, with positions {lastPosition + 1} to {next.FirstPosition - 1}"
        : $"segment {next.Sequence} stands where segment {sequence + 1} belongs: a segment is missing";

    /// <summary>A segment that there is once more, under the name that is its own or under an earlier one.</summary>
    public bool IsDouble(SegmentFile segment) =>
        HeaderOf(segment) is { } header && header.FirstPosition != segment.FirstPosition
        && _segments.Any(other => other != segment && HeaderOf(other) is { } same && same.JournalId == header.JournalId && same.FirstPosition == header.FirstPosition
            && (other.FirstPosition == same.FirstPosition || other.FirstPosition < segment.FirstPosition));
}
