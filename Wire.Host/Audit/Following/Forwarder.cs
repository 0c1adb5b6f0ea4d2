using System.Diagnostics;
using Wire.Journal;
using Wire.Journal.Central;

namespace Wire.Audit.Following;

/// <summary>
/// Sends the events of a journal to a central store, in order, for ever. It keeps nothing of its own: where it goes on is what the store has. An event may be
/// sent twice, and is stored once.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="node">The node's name in the store.</param>
/// <param name="open">Opens the store; anew each time it was away.</param>
/// <param name="times">When it looks again.</param>
/// <param name="tell">Takes what a person should know, a line at a time.</param>
internal sealed class Forwarder(
    JournalReader journal, string node, Func<CancellationToken, Task<ICentralStore>> open, ForwarderTimes times, Action<string> tell)
{
    private readonly Outage _outage = new(times, tell);

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="HistoryDiffersException">The store has another history than the journal.</exception>
    /// <exception cref="CentralRefusedException">The store can never take one of the events.</exception>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var store = await open(cancellationToken).ConfigureAwait(false);
                await using (store.ConfigureAwait(false))
                {
                    await FollowAsync(store, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (CentralUnavailableException away)
            {
                await _outage.WaitAsync(away.Message, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task FollowAsync(ICentralStore store, CancellationToken cancellationToken)
    {
        var isWhole = true;
        while (true)
        {
            var progress = await Comparison.ProgressAsync(store, node, journal, cancellationToken).ConfigureAwait(false);
            progress = isWhole ? progress : new StoreProgress(node, journal.JournalId);
            _outage.Over();
            tell($"{node}: {journal.DirectoryPath} is sent from position {progress.NextPosition} on");
            try
            {
                await ForwardAsync(store, progress, cancellationToken).ConfigureAwait(false);
                isWhole = true;
            }
            catch (CentralRevisionConflictException conflict) when (conflict.Actual < conflict.Expected)
            {
                // What is left of the store may have holes: what it has is passed over, from the beginning.
                tell($"the store lost events: {conflict.Message}. It gets all of them once more");
                isWhole = false;
            }
            catch (CentralRevisionConflictException conflict)
            {
                throw new HistoryDiffersException($"the store has another history than the journal: {conflict.Message}", conflict);
            }
        }
    }

    /// <summary>Ends when the store is not as it was left.</summary>
    private async Task ForwardAsync(ICentralStore store, StoreProgress progress, CancellationToken cancellationToken)
    {
        var seen = Stopwatch.GetTimestamp();
        await foreach (var batch in JournalBatches.FollowAsync(journal, progress.NextPosition, times.PollMs, cancellationToken).ConfigureAwait(false))
        {
            if (batch.Count > 0)
            {
                // What the node's disk could still lose must not be in the store.
                journal.Sync();
                await store.AppendAsync(progress.Take(batch), cancellationToken).ConfigureAwait(false);
            }
            else if (Stopwatch.GetElapsedTime(seen).TotalMilliseconds < times.CheckMs)
            {
                continue;
            }
            else if ((await Comparison.ProgressAsync(store, node, journal, cancellationToken).ConfigureAwait(false)).NextPosition != progress.NextPosition)
            {
                return;
            }

            seen = Stopwatch.GetTimestamp();
        }
    }
}
