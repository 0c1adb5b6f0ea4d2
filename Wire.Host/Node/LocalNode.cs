using Wire.Host.Api;
using Wire.Host.Reactor;

namespace Wire.Host.Node;

/// <summary>
/// A node in this process. In the daemon the engine runs from the start; in a command that works alone a question is answered
/// from a snapshot, and only a change takes the journal.
/// </summary>
internal sealed partial class LocalNode : INode
{
    /// <summary>Each read of the past holds a whole state in memory and a core: readers share so many, the others wait.</summary>
    private const int ReadersMax = 4;

    private readonly NodeOptions _options;
    private readonly NodeOpener _opener;
    private readonly PastStates _past;
    private readonly SemaphoreSlim _opening = new(1);
    private readonly SemaphoreSlim _reading = new(ReadersMax);
    private readonly DateTimeOffset _since = DateTimeOffset.UtcNow;
    private NodeEngine? _engine;
    private StateSnapshot? _snapshot;

    /// <summary>A node for one command.</summary>
    public LocalNode(NodeOptions options, NodeOpener opener)
    {
        _options = options;
        _opener = opener;
        _past = new(options.CheckpointDirectory);
    }

    /// <summary>The daemon's node: the engine is running.</summary>
    public LocalNode(NodeOptions options, NodeOpener opener, NodeEngine engine)
        : this(options, opener)
    {
        _engine = engine;
        IsDaemon = true;
    }

    public bool IsDaemon { get; }

    public async Task<ChangeReply> ApplyAsync(ApplyCommand command, CancellationToken cancel)
    {
        if (command.ConfirmSeconds is not null && !IsDaemon)
        {
            throw new NodeException(NodeError.DaemonRequired, "--confirm needs the daemon: without it nobody would be there to undo the change",
                ["Start `wire daemon`, or apply without --confirm."]);
        }
        return await ChangeAsync(new ChangeRequest.Apply(command)).ConfigureAwait(false);
    }

    public Task<ChangeReply> ConfirmAsync(CancellationToken cancel) => ChangeAsync(new ChangeRequest.Confirm());

    public Task<ChangeReply> UndoAsync(UndoCommand command, CancellationToken cancel) =>
        ChangeAsync(new ChangeRequest.Undo(command.Change, command.Message));

    public Task<ChangeReply> RedoAsync(RedoCommand command, CancellationToken cancel) => ChangeAsync(new ChangeRequest.Redo(command.Message));

    private async Task<ChangeReply> ChangeAsync(ChangeRequest request)
    {
        Caller caller = Caller.Current ?? Caller.OfThisProcess("cli");
        NodeEngine engine = await EngineAsync().ConfigureAwait(false);
        return await engine.SubmitAsync(request, caller).ConfigureAwait(false);
    }

    private async Task<NodeEngine> EngineAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        try
        {
            return _engine ??= await _opener.OpenAsync(_options, "command").ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<IStateSource> SourceAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        try
        {
            return _engine is { } engine ? engine : _snapshot ??= _opener.Snapshot(_options);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<T> QueryAsync<T>(Func<Reactor.Reactor, T> ask) =>
        await (await SourceAsync().ConfigureAwait(false)).QueryAsync(ask).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null && !IsDaemon)
        {
            await _engine.DisposeAsync().ConfigureAwait(false);
        }
        _opening.Dispose();
        _reading.Dispose();
    }
}
