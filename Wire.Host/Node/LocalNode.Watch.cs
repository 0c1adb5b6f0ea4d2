using System.Runtime.CompilerServices;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Journal;

namespace Wire.Host.Node;

/// <summary>Events as they are recorded.</summary>
internal sealed partial class LocalNode
{
    public async IAsyncEnumerable<EventView> WatchAsync(WatchQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        using JournalReader reader = Told(OpenReader);
        long from = query.From ?? reader.LastPosition + 1;
        if (from < 1)
        {
            throw new NodeException(NodeError.BadRequest, $"positions begin with 1, not {from}");
        }
        await foreach (RecordedEvent recorded in reader.SubscribeAsync(from, cancel).ConfigureAwait(false))
        {
            yield return EventViews.Of(recorded);
        }
    }

    private JournalReader OpenReader() => _engine is { } engine ? engine.Journal.OpenReader() : JournalReader.Open(_options.JournalDirectory);
}
