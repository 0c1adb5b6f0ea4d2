using System.Buffers;
using System.Collections.Immutable;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Kernel;

namespace Wire.Host.Node;

/// <summary>What the reactor wants done, done.</summary>
internal sealed partial class NodeEngine
{
    private readonly ArrayBufferWriter<byte> _payloads = new(64 * 1024);
    private bool _stopped;
    private ImmutableHashSet<ResourceKey> _lookedFor = [];

    /// <summary>What the loop tells itself: it must not wait for room in its own inbox.</summary>
    private readonly Queue<Input> _own = [];

    private void CarryOut(Effect effect)
    {
        switch (effect)
        {
            case Effect.Append append:
                Append(append);
                break;
            case Effect.Execute execute:
                _runner.Execute(execute);
                break;
            case Effect.Reply reply:
                _ = AnswerAsync(reply);
                break;
            case Effect.Dump dump:
                _listeners[dump.Netns ?? ""].RequestDump();
                break;
            case Effect.Watch watch:
                Watch(watch.Netns);
                break;
            case Effect.LookFor look:
                _lookedFor = look.Settings;
                foreach (KernelListener known in _listeners.Values)
                {
                    known.Watch(_lookedFor);
                }
                break;
            case Effect.WakeAt wake:
                _wakeAtNs = Math.Min(_wakeAtNs, wake.MonotonicNs);
                break;
            case Effect.Ready:
                _ready.TrySetResult();
                break;
            case Effect.Stopped stopped:
                _journal.WaitDurableAsync(stopped.AfterPosition).GetAwaiter().GetResult();
                _stopped = true;
                break;
        }
    }

    private KernelListener Listen(string? netns)
    {
        ForeignPrograms programs = new(_kernel, netns);
        KernelListener listener = new(netns, KernelMonitor.Open(_kernel, netns, names: _names), o => _runner.CauseOf(netns, o, programs), Post, Fail, _kernel.IdentityOf);
        listener.Watch(_lookedFor);
        _listeners[netns ?? ""] = listener;
        return listener;
    }

    /// <summary>What the kernel does not announce is looked at after a plan.</summary>
    private void LookAgain()
    {
        foreach (KernelListener listener in _listeners.Values)
        {
            listener.RequestLook();
        }
    }

    private void Watch(string netns)
    {
        try
        {
            if (_listeners.TryGetValue(netns, out KernelListener? known))
            {
                if (!known.IsOfAnother)
                {
                    known.RequestDump();
                    return;
                }
                Close(netns);
                if (_runner.IsIdle)
                {
                    _runner.Forget(netns); // otherwise the plan under way has just made the name anew, and forgot what it meant before
                }
            }
            KernelListener listener = Listen(netns);
            listener.RequestDump();
            listener.Start();
        }
        catch (Exception e) when (e is NetnsMissingException or NetlinkException)
        {
            _own.Enqueue(new WatchFailedInput(netns, e.Message));
        }
    }

    /// <summary>Lets go of a namespace that was removed, so that it can die. False while operations may be under way in it: it is said again.</summary>
    private bool LetGo(string netns)
    {
        if (!_listeners.TryGetValue(netns, out KernelListener? listener))
        {
            return true; // could not be listened to at all
        }
        if (!_runner.IsIdle || !listener.IsOfAnother)
        {
            return false; // or one that was closed said it of its own, and this one listens to the next of that name
        }
        Close(netns);
        _runner.Forget(netns);
        return true;
    }

    private void Close(string netns)
    {
        _listeners.Remove(netns, out KernelListener? listener);
        _ = Task.Run(listener!.Dispose); // its thread may wait for room in the inbox that this one empties
    }

    private void Append(Effect.Append append)
    {
        AppendResult result = _journal.Enqueue(new NewBatch
        {
            Actor = append.Actor,
            Source = append.Source,
            Change = append.Change,
            Events = Encode(append.Events),
        });
        if (result.FirstPosition != append.FirstPosition)
        {
            throw new InvalidOperationException($"the journal gave position {result.FirstPosition} where {append.FirstPosition} was next: somebody else writes it");
        }
    }

    /// <summary>All payloads of a batch share one buffer; the journal has copied them when the append returns.</summary>
    private NewEvent[] Encode(IReadOnlyList<DomainEvent> events)
    {
        _payloads.ResetWrittenCount();
        (StoredEventName Name, int Start, int Length)[] written = new (StoredEventName, int, int)[events.Count];
        for (int i = 0; i < events.Count; i++)
        {
            int start = _payloads.WrittenCount;
            written[i] = (EventCodec.Encode(events[i], _payloads), start, _payloads.WrittenCount - start);
        }
        return [.. written.Select(w => new NewEvent(w.Name.Stream, w.Name.Name, w.Name.Version, _payloads.WrittenMemory.Slice(w.Start, w.Length)))];
    }

    private async Task AnswerAsync(Effect.Reply reply)
    {
        if (!_waiting.TryRemove(reply.Token, out TaskCompletionSource<ChangeReply>? answer))
        {
            return;
        }
        try
        {
            await _journal.WaitDurableAsync(reply.AfterPosition).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JournalException or ObjectDisposedException)
        {
            answer.TrySetException(new NodeException(NodeError.JournalUnavailable, e.Message, inner: e));
            return;
        }
        if (reply.Success is { } success)
        {
            answer.TrySetResult(success);
        }
        else
        {
            answer.TrySetException(new NodeException(reply.Failure!));
        }
    }
}
