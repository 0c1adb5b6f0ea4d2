using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Wire.Host.Api;

namespace Wire.Host.Tests.Api;

/// <summary>A node that answers what it was told to and remembers what it was asked and by whom.</summary>
internal sealed class ScriptedNode : INode
{
    private readonly Dictionary<Type, object> _replies = [];

    public ConcurrentQueue<object> Asked { get; } = [];

    public ConcurrentQueue<Caller?> Callers { get; } = [];

    public NodeException? Failure { get; set; }

    /// <summary>What a watcher gets; it never ends by itself.</summary>
    public BlockingCollection<EventView> Events { get; } = [];

    /// <summary>Set while somebody watches.</summary>
    public ManualResetEventSlim Watched { get; } = new();

    public ScriptedNode Answers<T>(T reply)
        where T : notnull
    {
        _replies[typeof(T)] = reply;
        return this;
    }

    public Task<StatusReply> StatusAsync(CancellationToken cancel) => Reply<StatusReply>("status");

    public Task<PlanReply> PlanAsync(PlanCommand command, CancellationToken cancel) => Reply<PlanReply>(command);

    public Task<ChangeReply> ApplyAsync(ApplyCommand command, CancellationToken cancel) => Reply<ChangeReply>(command);

    public Task<ChangeReply> ConfirmAsync(CancellationToken cancel) => Reply<ChangeReply>("confirm");

    public Task<ChangeReply> UndoAsync(UndoCommand command, CancellationToken cancel) => Reply<ChangeReply>(command);

    public Task<ChangeReply> RedoAsync(RedoCommand command, CancellationToken cancel) => Reply<ChangeReply>(command);

    public Task<ReplayReply> ReplayAsync(ReplayCommand command, CancellationToken cancel) => Reply<ReplayReply>(command);

    public Task<ShowReply> ShowAsync(ShowQuery query, CancellationToken cancel) => Reply<ShowReply>(query);

    public Task<LogReply> LogAsync(LogQuery query, CancellationToken cancel) => Reply<LogReply>(query);

    public Task<DiffReply> DiffAsync(DiffQuery query, CancellationToken cancel) => Reply<DiffReply>(query);

    public Task<BlameReply> BlameAsync(BlameQuery query, CancellationToken cancel) => Reply<BlameReply>(query);

    public Task<ExportReply> ExportAsync(ExportQuery query, CancellationToken cancel) => Reply<ExportReply>(query);

    public Task<BackupView> CreateBackupAsync(BackupCommand command, CancellationToken cancel) => Reply<BackupView>(command);

    public Task<BackupListReply> ListBackupsAsync(CancellationToken cancel) => Reply<BackupListReply>("backups");

    public Task<BackupDetailReply> ShowBackupAsync(string name, CancellationToken cancel) => Reply<BackupDetailReply>(name);

    public Task<ChangeReply> RestoreBackupAsync(RestoreCommand command, CancellationToken cancel) => Reply<ChangeReply>(command);

    public async IAsyncEnumerable<EventView> WatchAsync(WatchQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        Asked.Enqueue(query);
        if (Failure is { } failure)
        {
            throw failure;
        }

        Watched.Set();
        try
        {
            while (true)
            {
                yield return await Task.Run(() => Events.Take(cancel), cancel);
            }
        }
        finally
        {
            Watched.Reset();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<T> Reply<T>(object asked)
    {
        Asked.Enqueue(asked);
        await Task.Yield();
        Callers.Enqueue(Caller.Current);
        return Failure is { } failure ? throw failure : (T)_replies[typeof(T)];
    }
}
