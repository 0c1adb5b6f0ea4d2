using System.Text.Json;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Kernel;
using Wire.Projections;

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
        BackupView backup = await ReadAsync(() =>
        {
            engine.Journal.WaitDurableAsync(engine.Journal.LastPosition, cancel).GetAwaiter().GetResult();
            return folder.Create(_options.JournalDirectory, engine.Journal.DurablePosition, command.Message);
        }, cancel).ConfigureAwait(false);
        await ChangeAsync(new ChangeRequest.NoteBackup(name, backup.Position)).ConfigureAwait(false);
        return backup;
    }

    public Task<BackupListReply> ListBackupsAsync(CancellationToken cancel) => ReadAsync(() =>
        new BackupListReply([.. BackupFolder.All(_options.BackupDirectory).Select(b => b.Read()).OrderBy(b => b.Created)]), cancel);

    public Task<BackupDetailReply> ShowBackupAsync(string name, CancellationToken cancel) => ReadAsync(() =>
    {
        BackupFolder folder = BackupFolder.Find(_options.BackupDirectory, name);
        bool verified = JournalVerifier.Verify(folder.JournalDirectory).IsWhole;
        KnownState state = Fold(folder);
        return new BackupDetailReply(folder.Read(), verified,
            [.. state.Intent.Desired.Values.OrderBy(d => d.Key).Select(d => Views.Resource(d.Resource, Owners.Of(d.Resource, state), null))]);
    }, cancel);

    public async Task<ChangeReply> RestoreBackupAsync(RestoreCommand command, CancellationToken cancel)
    {
        KnownState then = await ReadAsync(() => Fold(BackupFolder.Find(_options.BackupDirectory, command.Name)), cancel).ConfigureAwait(false);
        string message = command.Message ?? $"restore of backup {command.Name}";
        return await ChangeAsync(new ChangeRequest.Restore([.. then.Intent.Desired.Values], message)).ConfigureAwait(false);
    }

    /// <summary>The declarations of a backup; a damaged one is refused, never half read.</summary>
    private static KnownState Fold(BackupFolder folder)
    {
        using JournalReader reader = JournalReader.Open(folder.JournalDirectory);
        return KnownState.Of(reader.Read());
    }

    /// <summary>Reads files on a thread of the pool, so many at a time; a caller that goes away while it waits for its turn is not served.</summary>
    private async Task<T> ReadAsync<T>(Func<T> read, CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Told(read), cancel).ConfigureAwait(false);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>What reading can fail with, as a person is told it.</summary>
    private static T Told<T>(Func<T> read)
    {
        try
        {
            return read();
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
