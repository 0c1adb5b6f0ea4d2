using Wire.Journal;
using Wire.Journal.Central;
using Wire.Journal.Proofs;

namespace Wire.Audit.Following;

/// <summary>Holds what a store has of a node against the node's journal.</summary>
internal static class Comparison
{
    /// <summary>How far the store is. Compared is the last event of each stream, in every byte: two histories that parted once do not meet again.</summary>
    /// <exception cref="HistoryDiffersException">It is not the beginning of this journal.</exception>
    public static async Task<StoreProgress> ProgressAsync(ICentralStore store, string node, JournalReader journal, CancellationToken cancellationToken)
    {
        StoreProgress progress = new(node, journal.JournalId);
        var stored = await store.LastEventsAsync(node, cancellationToken).ConfigureAwait(false);
        using var lookup = journal.OpenLookup();
        foreach (var last in stored.OrderByDescending(e => e.Event.Position))
        {
            ThrowIfDiffers(last, journal.JournalId, lookup);
            progress.Has(last);
        }

        return progress;
    }

    private static void ThrowIfDiffers(CentralEvent stored, Guid journal, EventLookup lookup)
    {
        var position = stored.Event.Position;
        if (stored.Journal != journal)
        {
            throw new HistoryDiffersException(
                $"the store has the history of another journal under the name {stored.Stream.Node}: {stored.Journal}, and this is {journal}. If this is another node, or a new "
                + "journal of the same one, give it another name with --node");
        }

        if (position > lookup.LastPosition)
        {
            throw new HistoryDiffersException(
                $"the store has {stored.Stream.Node}'s events up to position {position}, and the journal ends at {lookup.LastPosition}: it lost its end, or is an older copy");
        }

        // Null: a repair could not save it (FORMAT.md, Gap), and the store has more than the journal.
        if (lookup.Find(position) is { } own && !EventLeaf.Encode(own).AsSpan().SequenceEqual(EventLeaf.Encode(stored.Event)))
        {
            throw new HistoryDiffersException(
                $"at position {position} the store has the event {stored.Event.Id} ({stored.Event.Name}, {stored.Event.Time:O}), and the journal has {own.Id} ({own.Name}, {own.Time:O}): "
                + "the journal went on from an older copy, or one of the two was changed");
        }
    }
}
