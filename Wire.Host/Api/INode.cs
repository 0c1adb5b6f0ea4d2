namespace Wire.Host.Api;

/// <summary>
/// A node as people and programs use it. The daemon serves it over its socket, the client speaks to that, and without a daemon
/// the command opens journal and kernel itself: three implementations of one contract.
/// </summary>
/// <remarks>Each method throws <see cref="NodeException"/> for what a person has to be told, and nothing else for that.</remarks>
public interface INode : IAsyncDisposable
{
    Task<StatusReply> StatusAsync(CancellationToken cancel);

    Task<PlanReply> PlanAsync(PlanCommand command, CancellationToken cancel);

    Task<ChangeReply> ApplyAsync(ApplyCommand command, CancellationToken cancel);

    Task<ChangeReply> ConfirmAsync(CancellationToken cancel);

    Task<ChangeReply> UndoAsync(UndoCommand command, CancellationToken cancel);

    Task<ChangeReply> RedoAsync(RedoCommand command, CancellationToken cancel);

    Task<ReplayReply> ReplayAsync(ReplayCommand command, CancellationToken cancel);

    Task<ShowReply> ShowAsync(ShowQuery query, CancellationToken cancel);

    Task<LogReply> LogAsync(LogQuery query, CancellationToken cancel);

    Task<DiffReply> DiffAsync(DiffQuery query, CancellationToken cancel);

    Task<BlameReply> BlameAsync(BlameQuery query, CancellationToken cancel);

    /// <summary>The live state as configuration text.</summary>
    Task<ExportReply> ExportAsync(ExportQuery query, CancellationToken cancel);

    Task<BackupView> CreateBackupAsync(BackupCommand command, CancellationToken cancel);

    Task<BackupListReply> ListBackupsAsync(CancellationToken cancel);

    Task<BackupDetailReply> ShowBackupAsync(string name, CancellationToken cancel);

    Task<ChangeReply> RestoreBackupAsync(RestoreCommand command, CancellationToken cancel);

    /// <summary>Events as they are recorded, from now on or from a position; ends only when cancelled.</summary>
    IAsyncEnumerable<EventView> WatchAsync(WatchQuery query, CancellationToken cancel);
}
