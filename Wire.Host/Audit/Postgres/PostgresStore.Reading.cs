using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;
using Npgsql;
using Wire.Journal.Central;

namespace Wire.Audit.Postgres;

internal sealed partial class PostgresStore
{
    /// <summary>Events that are read at once: few for who wants few, and up to some hundred kilobytes, as events are.</summary>
    private const int PageEventsFirst = 10, PageEventsMax = 1000;

    /// <summary>How often a subscription looks for what is new, ms.</summary>
    private const int PollMs = 200;

    /// <inheritdoc/>
    public IAsyncEnumerable<CentralEvent> ReadForwardAsync(NodeStream stream, long fromRevision = 0, CancellationToken cancellationToken = default) =>
        PagesAsync(
            (session, last) =>
            {
                var above = last?.Revision + 1 ?? fromRevision;
                return RowsOf(session, stream).Where(e => e.Version > above).OrderBy(e => e.Version);
            },
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<CentralEvent> ReadBackwardAsync(NodeStream stream, long fromRevision = long.MaxValue, CancellationToken cancellationToken = default) =>
        PagesAsync(
            (session, last) =>
            {
                var upTo = last?.Revision ?? (fromRevision == long.MaxValue ? fromRevision : fromRevision + 1);
                return RowsOf(session, stream).Where(e => e.Version <= upTo).OrderByDescending(e => e.Version);
            },
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<CentralEvent> ReadAllAsync(long afterGlobalPosition = 0, CancellationToken cancellationToken = default) =>
        PagesAsync(
            (session, last) =>
            {
                var after = last?.GlobalPosition ?? afterGlobalPosition;
                return session.Events.QueryAllRawEvents().Where(e => e.Sequence > after).OrderBy(e => e.Sequence);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CentralEvent> SubscribeAsync(long afterGlobalPosition = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await foreach (var e in ReadAllAsync(afterGlobalPosition, cancellationToken).ConfigureAwait(false))
            {
                afterGlobalPosition = e.GlobalPosition;
                yield return e;
            }

            await Task.Delay(PollMs, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<long?> LastRevisionAsync(NodeStream stream, CancellationToken cancellationToken = default) => PostgresErrors.GuardAsync(async () =>
    {
        await using var session = _marten.QuerySession();
        var state = await session.Events.FetchStreamStateAsync(stream.ToString(), cancellationToken).ConfigureAwait(false);
        return state?.Version - 1;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<CentralEvent>> LastEventsAsync(string node, CancellationToken cancellationToken = default) => PostgresErrors.GuardAsync(async () =>
    {
        List<CentralEvent> last = [];
        foreach (var stream in await StreamsOfAsync(node, cancellationToken).ConfigureAwait(false))
        {
            await foreach (var e in ReadBackwardAsync(stream, cancellationToken: cancellationToken).Take(1).ConfigureAwait(false))
            {
                last.Add(e);
            }
        }

        return (IReadOnlyList<CentralEvent>)last;
    });

    private async Task<List<NodeStream>> StreamsOfAsync(string node, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using NpgsqlCommand command = new($"select id from {MartenSchema.Name}.mt_streams where starts_with(id, $1)", connection);
        command.Parameters.Add(new() { Value = NodeStream.PrefixOf(node) });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        List<NodeStream> streams = [];
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            streams.Add(NodeStream.Parse(rows.GetString(0)));
        }

        return streams;
    }

    private static IQueryable<IEvent> RowsOf(IQuerySession session, NodeStream stream)
    {
        var key = stream.ToString();
        return session.Events.QueryAllRawEvents().Where(e => e.StreamKey == key);
    }

    /// <param name="query">What comes after the last one that was read; null at the beginning.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async IAsyncEnumerable<CentralEvent> PagesAsync(Func<IQuerySession, CentralEvent?, IQueryable<IEvent>> query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CentralEvent? last = null;
        for (var size = PageEventsFirst; ; size = Math.Min(10 * size, PageEventsMax))
        {
            var page = await PostgresErrors.GuardAsync(async () =>
            {
                await using var session = _marten.QuerySession();
                return await query(session, last).Take(size).ToListAsync(cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
            foreach (var row in page)
            {
                yield return last = StoredEvent.Of(row);
            }

            if (page.Count < size)
            {
                yield break;
            }
        }
    }
}
