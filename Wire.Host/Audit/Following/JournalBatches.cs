using System.Runtime.CompilerServices;
using Wire.Journal;

namespace Wire.Audit.Following;

/// <summary>
/// The events of a journal in pieces that a store takes at once. They are read as they are asked for: a store that is slow keeps one piece in memory, and the
/// rest where it is safe.
/// </summary>
internal static class JournalBatches
{
    /// <summary>Past it the cost of a transaction is no more seen beside that of the events.</summary>
    public const int EventsMax = 1000;

    /// <summary>Payloads of one piece; a larger one is a piece by itself.</summary>
    public const int PayloadBytesMax = 4 << 20;

    /// <summary>From a position on, without end. An empty piece says that there is nothing new for now.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<RecordedEvent>> FollowAsync(
        JournalReader journal, long fromPosition, int pollMs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            if (journal.LastPosition >= fromPosition)
            {
                foreach (var batch in Cut(journal.Read(fromPosition)))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return batch;
                    fromPosition = batch[^1].Position + 1;
                }
            }
            else
            {
                yield return [];
            }

            await Task.Delay(pollMs, cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<IReadOnlyList<RecordedEvent>> Cut(IEnumerable<RecordedEvent> events)
    {
        List<RecordedEvent> batch = [];
        long bytes = 0;
        foreach (var e in events)
        {
            if (batch.Count == EventsMax || (batch.Count > 0 && bytes + e.Payload.Length > PayloadBytesMax))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(e);
            bytes += e.Payload.Length;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
