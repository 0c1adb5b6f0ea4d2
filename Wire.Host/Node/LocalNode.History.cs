using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>What was: answered from the journal, on the asker's thread, whatever the node is doing meanwhile.</summary>
internal sealed partial class LocalNode
{
    /// <summary>Entries of one answer; a request for more gets so many.</summary>
    private const int LogEntriesMax = 10_000;

    public Task<LogReply> LogAsync(LogQuery query, CancellationToken cancel) => TravelAsync(journal =>
    {
        ChangeHistory history = new(query.All ? HistoryScope.Everything : HistoryScope.Changes);
        journal.Read().Fold(history);
        HistoryFilter filter = new(query.Object);
        if (query.Since is { } since)
        {
            filter = Point.Parse(since, DateTimeOffset.Now) is Point.AtTime { Time: var time }
                ? filter with { SinceTime = time }
                : filter with { SincePosition = Points.PositionOf(journal, _past, since) };
        }
        int limit = Math.Clamp(query.Limit, 1, LogEntriesMax);
        HistoryEntry[] entries = [.. history.Entries(filter).Take(limit + 1)];
        return new LogReply([.. entries.Take(limit).Select(e => HistoryViews.Entry(e, query.Patch))], entries.Length > limit);
    }, cancel);

    public Task<DiffReply> DiffAsync(DiffQuery query, CancellationToken cancel) => TravelAsync(journal =>
    {
        long from = Points.PositionOf(journal, _past, query.From);
        long to = Points.PositionOf(journal, _past, query.To);
        KnownState first = _past.At(journal, from, cancel);
        KnownState second = _past.At(journal, to, cancel);
        return new DiffReply(PointOf(first), PointOf(second), Views.Changes(StateDiff.Between(Compared(first, query), Compared(second, query))));
    }, cancel);

    private static PointView PointOf(KnownState state) => new(state.Position, state.Position == 0 ? null : state.Time);

    /// <summary>What a person compares: not what the kernel keeps by itself beside each address and link.</summary>
    private static IEnumerable<Resource> Compared(KnownState state, DiffQuery query) => query.Desired
        ? state.Desired.Values.Select(d => d.Resource)
        : state.Live.All.Where(r => Owners.Of(r, state) != Owners.Kernel);

    public Task<BlameReply> BlameAsync(BlameQuery query, CancellationToken cancel) => TravelAsync(journal =>
    {
        BlameProjection blame = new(query.Name);
        journal.Read().Fold(blame);
        return blame.Result.IsEmpty
            ? throw new NodeException(NodeError.NotFound, $"there is no object named '{query.Name}'")
            : new BlameReply([.. blame.Result.Select(HistoryViews.Blame)]);
    }, cancel);

    /// <summary>The node as it was at a point.</summary>
    private Task<KnownState> ThenAsync(string point, CancellationToken cancel) =>
        TravelAsync(
            journal =>
            {
                long position = Points.PositionOf(journal, _past, point);
                return position == 0 && Point.Parse(point, DateTimeOffset.Now) is Point.AtTime
                    ? throw new PointException($"the journal begins after '{point}': nothing is known of that time; its first state is @1")
                    : _past.At(journal, position, cancel);
            },
            cancel);

    private Task<T> TravelAsync<T>(Func<JournalReader, T> ask, CancellationToken cancel) => ReadAsync(() =>
    {
        using JournalReader journal = OpenReader();
        try
        {
            return ask(journal);
        }
        catch (PointException e)
        {
            throw new NodeException(NodeError.BadRequest, e.Message, inner: e);
        }
    }, cancel);
}
