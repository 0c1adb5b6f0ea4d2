using JasperFx.Events;
using Marten;

namespace Wire.Audit.Postgres;

/// <summary>
/// Marten numbers the events of one session stream by stream. The order here is the journal's: the numbers stay, and change hands before they are written.
/// </summary>
/// <param name="rows">What the session appends, in the journal's order.</param>
internal sealed class JournalOrder(IReadOnlyList<IEvent> rows) : DocumentSessionListenerBase
{
    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        long[] numbers = [.. rows.Select(row => row.Sequence).Order()];
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Sequence = numbers[i];
        }

        return Task.CompletedTask;
    }
}
