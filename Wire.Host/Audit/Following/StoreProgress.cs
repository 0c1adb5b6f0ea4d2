using Wire.Journal;
using Wire.Journal.Central;

namespace Wire.Audit.Following;

/// <summary>How far a store is: which event of the journal is next, and which revision each stream's next one gets.</summary>
internal sealed class StoreProgress(string node, Guid journal)
{
    private readonly Dictionary<string, long> _nextRevisions = [];

    /// <summary>The first position that is not stored.</summary>
    public long NextPosition { get; private set; } = 1;

    /// <summary>The store has this event, and those before it in its stream.</summary>
    public void Has(CentralEvent stored)
    {
        _nextRevisions[stored.Stream.Stream] = stored.Revision + 1;
        NextPosition = Math.Max(NextPosition, stored.Event.Position + 1);
    }

    /// <summary>The next events as appends, and steps past them. Their order is the journal's: what is stored of them is always a beginning.</summary>
    public IReadOnlyList<CentralAppend> Take(IReadOnlyList<RecordedEvent> batch)
    {
        List<CentralAppend> appends = [];
        for (var start = 0; start < batch.Count;)
        {
            var stream = batch[start].Stream;
            RecordedEvent[] run = [.. batch.Skip(start).TakeWhile(e => e.Stream == stream)];
            var next = _nextRevisions.GetValueOrDefault(stream);
            appends.Add(new(new(node, stream), journal, next, run));
            _nextRevisions[stream] = next + run.Length;
            start += run.Length;
        }

        NextPosition = batch[^1].Position + 1;
        return appends;
    }
}
