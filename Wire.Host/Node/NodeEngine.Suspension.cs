using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>
/// The journal has no room: nothing may be done that it cannot hold. The network stays as it is, questions are answered, changes
/// are refused. Once there is room the node starts over from what the journal has and what the kernel shows.
/// </summary>
internal sealed partial class NodeEngine
{
    /// <summary>First pause before room is looked for again, milliseconds; doubled each time up to <see cref="RoomPauseMaxMs"/>.</summary>
    private const int RoomPauseMs = 500;

    /// <summary>The longest pause, milliseconds: how long a person who made room waits at most.</summary>
    private const int RoomPauseMaxMs = 5_000;

    private volatile JournalFullException? _full;
    private DateTimeOffset _fullSince;
    private int _roomPauseMs;
    private long _lookForRoomAtNs;

    /// <summary>Why nothing is done for now; null while all is well.</summary>
    public string? Suspension => _full is { } full ? $"nothing is recorded, changed or healed since {_fullSince:u}: {full.Message}" : null;

    private void CarryOut(IReadOnlyList<Effect> effects)
    {
        try
        {
            foreach (Effect effect in effects)
            {
                CarryOut(effect);
            }
        }
        catch (JournalFullException full) when (_options.Heals)
        {
            // The effects after the append that failed are not carried out: what was not journalled is not done.
            Suspend(full);
        }
    }

    private void Suspend(JournalFullException full)
    {
        if (_full is null)
        {
            _fullSince = NodeClock.Now.Wall;
            _roomPauseMs = RoomPauseMs;
        }
        _full = full;
        LookForRoomLater();
        foreach (Guid token in _waiting.Keys)
        {
            Refuse(token, full);
        }
        _ready.TrySetResult();
    }

    /// <summary>The reactor's state is ahead of the journal by what could not be written: good for answers, not for deeds.</summary>
    private void TakeSuspended(Input input)
    {
        switch (input)
        {
            case CommandInput command:
                Refuse(command.Token, _full!);
                break;
            case StopInput:
                _stopped = true;
                return;
        }
        if (NodeClock.MonotonicNs < _lookForRoomAtNs || !_runner.IsIdle)
        {
            _wakeAtNs = Math.Max(_lookForRoomAtNs, NodeClock.Now.Plus(RoomPauseMs / 10).MonotonicNs);
            return;
        }
        try
        {
            Resume();
        }
        catch (JournalFullException full)
        {
            _full = full;
            _roomPauseMs = Math.Min(_roomPauseMs * 2, RoomPauseMaxMs);
            LookForRoomLater();
        }
    }

    private void LookForRoomLater() => _wakeAtNs = _lookForRoomAtNs = NodeClock.Now.Plus(_roomPauseMs).MonotonicNs;

    /// <summary>The gap is the first thing that the room is used for: it tells that more is missing than the kernel's events.</summary>
    private void Resume()
    {
        AppendResult gap = _journal.Enqueue(new NewBatch
        {
            Actor = "wire",
            Source = "journal",
            Events = Encode([new KernelGap($"the journal was full since {_fullSince:u}")]),
        });
        _journal.WaitDurableAsync(gap.LastPosition).GetAwaiter().GetResult();
        using (JournalReader reader = _journal.OpenReader())
        {
            _reactor = new Reactor.Reactor(_options, _policy, _past.At(reader));
        }
        _full = null;
        CarryOut(_reactor.Resume(NodeClock.Now));
    }

    private void Refuse(Guid token, JournalFullException full)
    {
        if (_waiting.TryRemove(token, out TaskCompletionSource<ChangeReply>? answer))
        {
            answer.TrySetException(new NodeException(NodeError.JournalUnavailable, full.Message,
                ["The network stays as it is. A change that had begun is brought to its end as soon as there is room."], retry: true, inner: full));
        }
    }
}
