using System.Buffers.Binary;
using Wire.Journal.Format;

namespace Wire.Journal.Writing;

/// <summary>
/// The batch ids that callers gave, the last so many of them, each with the range of event ids that it stands for (<see cref="EventId"/>):
/// ranges lie on the last 32 bits, so only those that share the other 96 can meet.
/// </summary>
internal sealed class GivenIds(int kept)
{
    private readonly Dictionary<Guid, GivenId[]> _byPrefix = []; // nearly always one each
    private readonly Queue<GivenId> _oldestFirst = new();

    public void Add(GivenId given)
    {
        if (kept == 0)
        {
            return;
        }

        if (_oldestFirst.Count == kept)
        {
            Remove(_oldestFirst.Dequeue());
        }

        _oldestFirst.Enqueue(given);
        var prefix = Split(given.Batch, out _);
        _byPrefix[prefix] = _byPrefix.TryGetValue(prefix, out var others) ? [.. others, given] : [given];
    }

    /// <summary>Where events of these ids were recorded before; null: none of them was.</summary>
    /// <exception cref="JournalIdConflictException">Some were, and not all of them together.</exception>
    public AppendResult? Find(Guid batch, int events)
    {
        if (!_byPrefix.TryGetValue(Split(batch, out var first), out var candidates))
        {
            return null;
        }

        foreach (var given in candidates)
        {
            Split(given.Batch, out var known);
            var offset = unchecked(first - known); // both wrap, as event ids do
            if (offset < given.Events && events <= given.Events - offset)
            {
                return new AppendResult(given.FirstPosition + offset, given.FirstPosition + offset + events - 1, Duplicate: true);
            }

            if (offset < given.Events || unchecked(known - first) < events)
            {
                throw new JournalIdConflictException(batch, events, given.Batch, given.FirstPosition, given.Events);
            }
        }

        return null;
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<GivenId> All() => [.. _oldestFirst];

    private void Remove(GivenId given)
    {
        var prefix = Split(given.Batch, out _);
        var others = Array.FindAll(_byPrefix[prefix], other => other != given);
        if (others.Length == 0)
        {
            _byPrefix.Remove(prefix);
        }
        else
        {
            _byPrefix[prefix] = others;
        }
    }

    private static Guid Split(Guid id, out uint low)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        low = BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
        bytes[12..].Clear();
        return new Guid(bytes);
    }
}
