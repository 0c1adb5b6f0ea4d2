using System.Text.Json;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Kernel;

namespace Wire.Host.Node;

/// <summary>Backups: named, self-contained prefixes of the journal. Restoring one is a change like any other.</summary>
internal sealed partial class LocalNode
{
    public async Task<BackupView> CreateBackupAsync(BackupCommand command, CancellationToken cancel)
    {
        string name = command.Name ?? $"{DateTimeOffset.UtcNow:yyyyMMdd-HHmmss}";
        BackupFolder.CheckName(name);
        NodeEngine engine = await EngineAsync().ConfigureAwait(false);
        BackupFolder folder = new(_options.BackupDirectory, name);
        await engine.Journal.WaitDurableAsync(engine.Journal.LastPosition, cancel).ConfigureAwait(false);
        BackupView backup = folder.Create(_options.JournalDirectory, engine.Journal.DurablePosition, command.Message);
        await ChangeAsync(new ChangeRequest.NoteBackup(name, backup.Position)).ConfigureAwait(false);
        return backup;
    }

    public Task<BackupListReply> ListBackupsAsync(CancellationToken cancel) => Told(() =>
        new BackupListReply([.. BackupFolder.All(_options.BackupDirectory).Select(b => b.Read()).OrderBy(b => b.Created)]));

    public Task<BackupDetailReply> ShowBackupAsync(string name, CancellationToken cancel) => Told(() =>
    {
        BackupFolder folder = BackupFolder.Find(_options.BackupDirectory, name);
        bool verified = JournalVerifier.Verify(folder.JournalDirectory).IsWhole;
        KnownState state = Fold(folder);
        return new BackupDetailReply(folder.Read(), verified,
            [.. state.Intent.Desired.Values.OrderBy(d => d.Key).Select(d => Views.Resource(d.Resource, Owners.Of(d.Resource, state), null))]);
    });

    public async Task<ChangeReply> RestoreBackupAsync(RestoreCommand command, CancellationToken cancel)
    {
        KnownState then = await Told(() => Fold(BackupFolder.Find(_options.BackupDirectory, command.Name))).ConfigureAwait(false);
        string message = command.Message ?? $"restore of backup {command.Name}";
        return await ChangeAsync(new ChangeRequest.Restore([.. then.Intent.Desired.Values], message)).ConfigureAwait(false);
    }

    /// <summary>The declarations of a backup; a damaged one is refused, never half read.</summary>
    private static KnownState Fold(BackupFolder folder)
    {
        using JournalReader reader = JournalReader.Open(folder.JournalDirectory);
        return KnownState.Of(reader.Read());
    }

    private static Task<T> Told<T>(Func<T> read)
    {
        try
        {
            return Task.FromResult(read());
        }
        catch (Exception e) when (e is JournalException or UnreadableEventException or JsonException)
        {
            throw new NodeException(NodeError.JournalUnavailable, e.Message, inner: e);
        }
        catch (NetnsMissingException e)
        {
            throw new NodeException(NodeError.NotFound, $"there is no network namespace '{e.Name}'", [$"make it with: ip netns add {e.Name}"], inner: e);
        }
        catch (NetlinkException e)
        {
            throw new NodeException(e.Errno == 1 ? NodeError.NotPermitted : NodeError.KernelRefused, e.Message, inner: e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new NodeException(NodeError.NotPermitted, e.Message, inner: e);
        }
        catch (IOException e)
        {
            throw new NodeException(NodeError.JournalUnavailable, e.Message, retry: true, inner: e);
        }
    }
}
