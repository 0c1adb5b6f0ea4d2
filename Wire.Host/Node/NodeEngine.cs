using System.Collections.Concurrent;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Kernel;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>
/// The loop around the reactor: takes inputs one after the other, steps, and carries out the effects. It owns the journal, the
/// kernel's sockets and the threads; it decides nothing.
/// </summary>
/// <remarks>
/// Threads: the loop (reactor, folds, queries), the listener (kernel events), the runner (kernel requests), the journal's own
/// writer. Only the loop touches the state.
/// </remarks>
internal sealed partial class NodeEngine : IStateSource, IAsyncDisposable
{
    /// <summary>Inputs that may wait; then the listener waits, and the kernel's buffer takes over.</summary>
    private const int InboxMax = 256;

    private readonly EventJournal _journal;
    private readonly PastStates _past;
    private readonly PastKeeper _keeper;
    private readonly ReactorOptions _options;
    private readonly ReactorPolicy _policy;
    private readonly INetlinkProvider _kernel;
    private readonly Dictionary<string, KernelListener> _listeners = [];
    private readonly LinkNames _names = new();
    private readonly PlanRunner _runner;
    private readonly BlockingCollection<Message> _inbox = new(InboxMax);
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<ChangeReply>> _waiting = [];
    private Reactor.Reactor _reactor;
    private long _wakeAtNs = long.MaxValue;

    private abstract record Message
    {
        public sealed record Of(Input Input) : Message;

        public sealed record Query(Action<Reactor.Reactor> Ask, Action<Exception> Refuse) : Message;

        public sealed record Failure(Exception Error) : Message;
    }

    /// <summary>Takes the journal, folds it, and starts listening. Fails with the journal's or the kernel's typed exceptions.</summary>
    public NodeEngine(EventJournal journal, KnownState state, PastStates past, INetlinkProvider kernel, ReactorOptions options, ReactorPolicy policy)
    {
        _journal = journal;
        _past = past;
        _keeper = new(past, journal.OpenReader, state.Position);
        _options = options with { Judge = new KernelCapabilities(kernel).Judge, Read = keys => NamedObjects.Read(kernel, keys) };
        _policy = policy;
        _reactor = new Reactor.Reactor(_options, policy, state);
        _runner = new PlanRunner(KernelExecutor.Open(kernel), journal, Post, Fail);
        _kernel = kernel;
        Listen(null);
        _thread = new Thread(Loop) { Name = "wire-loop", IsBackground = true };
    }

    public EventJournal Journal => _journal;

    /// <summary>Why questions about the past take long; null while all is well.</summary>
    public string? TroubleWithThePast => _keeper.Trouble;

    /// <summary>Completes when the first dump is taken in and what was left open is settled.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes when the loop has ended; fails with what ended it.</summary>
    public Task Ended => _ended.Task;

    public void Start() => _thread.Start();

    /// <summary>Asks for a change and waits until it is settled and durable.</summary>
    /// <exception cref="NodeException">It failed or was refused.</exception>
    public async Task<ChangeReply> SubmitAsync(ChangeRequest request, Caller caller)
    {
        Guid token = Guid.CreateVersion7();
        TaskCompletionSource<ChangeReply> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[token] = answer;
        Post(new CommandInput(token, request, caller));
        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>Reads the state where nobody changes it meanwhile. Keep it short: the loop waits.</summary>
    public async Task<T> QueryAsync<T>(Func<Reactor.Reactor, T> ask)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new Message.Query(reactor =>
        {
            try
            {
                answer.SetResult(ask(reactor));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                answer.SetException(e); // the asker's mistake is the asker's to hear
            }
        }, e => answer.TrySetException(e)));
        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>Ends the loop once the running change is settled; the network stays as it is.</summary>
    public async Task StopAsync(string reason)
    {
        Post(new StopInput(reason));
        await Ended.ConfigureAwait(false);
    }

    private void Post(Input input) => Post(new Message.Of(input));

    private void Fail(Exception error) => Post(new Message.Failure(error));

    private void Post(Message message)
    {
        try
        {
            _inbox.Add(message);
        }
        catch (InvalidOperationException) when (_inbox.IsAddingCompleted)
        {
            RefuseAtTheEnd(message);
        }
    }

    /// <summary>Nobody takes it any more, and nobody shall wait for it.</summary>
    private void RefuseAtTheEnd(Message message)
    {
        switch (message)
        {
            case Message.Of { Input: CommandInput command } when _waiting.TryRemove(command.Token, out TaskCompletionSource<ChangeReply>? answer):
                answer.TrySetException(new NodeException(Failures.Stopping));
                break;
            case Message.Query query:
                query.Refuse(new NodeException(Failures.Stopping));
                break;
        }
    }

    private void Loop()
    {
        Exception? error = null;
        try
        {
            CarryOut(_reactor.Start(NodeClock.Now));
            _listeners[""].Start();
            while (!_stopped)
            {
                while (_own.TryDequeue(out Input? input))
                {
                    Take(new Message.Of(input));
                }
                int timeoutMs = _wakeAtNs == long.MaxValue ? -1 : NodeClock.MillisecondsUntil(_wakeAtNs);
                Take(_inbox.TryTake(out Message? message, timeoutMs) ? message : new Message.Of(new TickInput()));
            }
        }
        catch (Exception e)
        {
            error = e; // also a defect: whoever waits is told, and the network stays as it is
        }
        End(error);
    }

    private void Take(Message message)
    {
        switch (message)
        {
            case Message.Query query:
                query.Ask(_reactor);
                break;
            case Message.Failure failure:
                throw new InvalidOperationException(failure.Error.Message, failure.Error);
            case Message.Of { Input: WatchFailedInput gone } when !LetGo(gone.Netns):
                break;
            case Message.Of of when _full is not null:
                TakeSuspended(of.Input);
                break;
            case Message.Of of:
                if (of.Input is TickInput)
                {
                    _wakeAtNs = long.MaxValue;
                }
                CarryOut(_reactor.Step(of.Input, NodeClock.Now));
                _keeper.Grown(_reactor.State.Position);
                if (of.Input is ExecutedInput)
                {
                    LookAgain();
                }
                break;
        }
    }

    private void End(Exception? error)
    {
        _inbox.CompleteAdding();
        foreach (TaskCompletionSource<ChangeReply> answer in _waiting.Values)
        {
            answer.TrySetException(error is null
                ? new NodeException(Failures.Stopping)
                : new NodeException(NodeError.JournalUnavailable, error.Message, inner: error));
        }
        while (_inbox.TryTake(out Message? left))
        {
            RefuseAtTheEnd(left);
        }
        if (error is null)
        {
            _ready.TrySetResult();
            _ended.TrySetResult();
        }
        else
        {
            Exception told = error is JournalException or NetlinkException or UnreadableEventException or InvalidOperationException
                ? error
                : new InvalidOperationException($"a defect in Wire, please report it: {error}", error);
            _ready.TrySetException(told);
            _ended.TrySetException(told);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_thread.IsAlive && !_stopped)
        {
            try
            {
                await StopAsync("closed").ConfigureAwait(false);
            }
            catch (Exception e) when (e is JournalException or NetlinkException or InvalidOperationException)
            {
                // already reported by Ended; closing goes on
            }
        }
        foreach (KernelListener listener in _listeners.Values)
        {
            listener.Dispose();
        }
        _runner.Dispose();
        await _keeper.DisposeAsync().ConfigureAwait(false);
        await _journal.DisposeAsync().ConfigureAwait(false);
        _inbox.Dispose();
    }
}
