using System.Diagnostics;
using Wire.Domain;
using Wire.Journal;

namespace Wire.Host.Node;

/// <summary>Leaves checkpoints behind while a journal grows, so that a question about the past never has much to fold. It runs only while there is something to do.</summary>
/// <param name="past">Where they are.</param>
/// <param name="open">A reader of what is durable.</param>
/// <param name="position">The journal's end when it began: folded already.</param>
internal sealed class PastKeeper(PastStates past, Func<JournalReader> open, long position) : IAsyncDisposable
{
    /// <summary>It begins when so many events are new: about 50 ms of folding.</summary>
    private const int NewEventsMin = 30_000;

    /// <summary>It rests so many times as long as it worked: what is recorded comes first.</summary>
    private const int RestPerWork = 10;

    private readonly CancellationTokenSource _disposed = new();
    private long _kept = position;
    private Task _work = Task.CompletedTask;

    /// <summary>What stopped it; null while all is well.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The journal has grown. Returns at once; one thread at a time.</summary>
    public void Grown(long last)
    {
        if (last - _kept >= NewEventsMin && _work.IsCompleted && Trouble is null)
        {
            _work = Task.Run(WorkAsync);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _disposed.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            using JournalReader journal = open();
            while (journal.LastPosition - _kept >= NewEventsMin)
            {
                long started = Stopwatch.GetTimestamp();
                _kept = past.At(journal, cancel: _disposed.Token).Position;
                await Task.Delay(RestPerWork * Stopwatch.GetElapsedTime(started), _disposed.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested)
        {
            // The node ends.
        }
        catch (Exception e) when (e is JournalException or UnreadableEventException or IOException)
        {
            Trouble = $"the past cannot be folded: {e.Message}";
        }
    }
}
