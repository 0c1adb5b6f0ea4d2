using JasperFx.Events;
using Marten;
using Marten.Services;
using Npgsql;
using Wire.Journal;
using Wire.Journal.Central;

namespace Wire.Audit.Postgres;

internal sealed partial class PostgresStore
{
    /// <summary>
    /// Appends take turns: a sequence's numbers are given out before their rows are seen, and a reader that went on from the higher of two would never see
    /// the lower one. The number is anything that no other user of the database takes.
    /// </summary>
    private const string Turn = "select pg_advisory_xact_lock(7617384216492108114)";

    /// <inheritdoc/>
    public Task AppendAsync(IReadOnlyList<CentralAppend> appends, CancellationToken cancellationToken = default) => PostgresErrors.GuardAsync(async () =>
    {
        foreach (var e in appends.SelectMany(append => append.Events))
        {
            StoredEvent.ThrowIfZeroCharacter(e);
        }

        await using var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, Turn, cancellationToken).ConfigureAwait(false);
        var nextOf = await NextRevisionsAsync(connection, appends, cancellationToken).ConfigureAwait(false);
        var options = SessionOptions.ForTransaction(transaction);
        List<IEvent> rows = [];
        options.Listeners.Add(new JournalOrder(rows));
        await using var session = _marten.LightweightSession(options);
        foreach (var append in appends)
        {
            var next = nextOf.GetValueOrDefault(append.Stream);
            var known = await KnownAsync(append, next, session, cancellationToken).ConfigureAwait(false);
            IEvent[] fresh = [.. append.Events.Skip(known).Select(e => StoredEvent.RowOf(append.Journal, e))];
            if (fresh.Length > 0)
            {
                session.Events.Append(append.Stream.ToString(), fresh.ToArray<object>());
            }

            rows.AddRange(fresh);
            nextOf[append.Stream] = Math.Max(next, append.NextRevision + append.Events.Count);
        }

        await session.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    });

    /// <summary>How many of its first events are stored already.</summary>
    private static async Task<int> KnownAsync(CentralAppend append, long next, IDocumentSession session, CancellationToken cancellationToken)
    {
        if (append.NextRevision == next)
        {
            return 0;
        }

        if (append.NextRevision > next)
        {
            throw new CentralRevisionConflictException(append.Stream, append.NextRevision, next);
        }

        var count = (int)Math.Min(next - append.NextRevision, append.Events.Count);
        var stored = await RowsOf(session, append.Stream).Where(e => e.Version > append.NextRevision && e.Version <= append.NextRevision + count)
            .OrderBy(e => e.Version).Select(e => e.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        return stored.SequenceEqual(append.Events.Take(count).Select(e => e.Id))
            ? count
            : throw new CentralRevisionConflictException(append.Stream, append.NextRevision, next);
    }

    private static async Task<Dictionary<NodeStream, long>> NextRevisionsAsync(NpgsqlConnection connection, IReadOnlyList<CentralAppend> appends, CancellationToken cancellationToken)
    {
        Dictionary<NodeStream, long> found = [];
        await using NpgsqlCommand command = new($"select id, version from {MartenSchema.Name}.mt_streams where id = any($1)", connection);
        command.Parameters.Add(new() { Value = appends.Select(a => a.Stream.ToString()).Distinct().ToArray() });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            found.Add(NodeStream.Parse(rows.GetString(0)), rows.GetInt64(1));
        }

        return found;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(text, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
