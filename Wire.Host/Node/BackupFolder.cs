using System.Text.Json;
using Wire.Host.Api;
using Wire.Journal;

namespace Wire.Host.Node;

/// <summary>
/// One backup on disk: NAME/manifest.json and NAME/journal/. It is made under a hidden name and renamed at the end, so a
/// backup that can be seen is whole.
/// </summary>
internal sealed class BackupFolder(string root, string name)
{
    private const int NameBytesMax = 64;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string JournalDirectory => Path.Combine(root, name, "journal");

    private string ManifestPath => Path.Combine(root, name, "manifest.json");

    public static void CheckName(string name)
    {
        bool fine = name.Length is > 0 and <= NameBytesMax && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        if (!fine)
        {
            throw new NodeException(NodeError.BadRequest, $"'{name}' is no name for a backup",
                [$"1 to {NameBytesMax} letters, digits, '-', '_' and '.', not beginning with '.'."]);
        }
    }

    public static IEnumerable<BackupFolder> All(string root) => !Directory.Exists(root) ? [] :
        Directory.GetDirectories(root).Select(d => Path.GetFileName(d)!).Where(n => n[0] != '.').Select(n => new BackupFolder(root, n)).Where(b => File.Exists(b.ManifestPath));

    public static BackupFolder Find(string root, string name)
    {
        CheckName(name);
        BackupFolder folder = new(root, name);
        return File.Exists(folder.ManifestPath) ? folder : throw new NodeException(NodeError.NotFound, $"there is no backup named '{name}'");
    }

    /// <summary>Copies the journal up to a position, writes the manifest, and lets the backup appear.</summary>
    public BackupView Create(string journalDirectory, long position, string? message)
    {
        if (Directory.Exists(Path.Combine(root, name)))
        {
            throw new NodeException(NodeError.Conflict, $"there is a backup named '{name}' already");
        }
        BackupFolder making = new(root, $".{name}.new");
        string makingDirectory = Path.Combine(root, $".{name}.new");
        RemoveMade(makingDirectory); // left by a process that died here
        try
        {
            Directory.CreateDirectory(makingDirectory, OwnerOnly);
            JournalCopy.CopyPrefix(journalDirectory, making.JournalDirectory, position);
            long bytes = Directory.GetFiles(making.JournalDirectory).Sum(f => new FileInfo(f).Length);
            BackupView backup = new(name, DateTimeOffset.UtcNow, position, bytes, message);
            DurableFiles.Write(making.ManifestPath, JsonSerializer.SerializeToUtf8Bytes(backup, ApiJson.Default.BackupView));
            DurableFiles.SyncDirectory(makingDirectory);
            Directory.Move(makingDirectory, Path.Combine(root, name));
            DurableFiles.SyncDirectory(root);
            return backup;
        }
        catch
        {
            RemoveMade(makingDirectory); // half a backup would only take room, most of all where there is none
            throw;
        }
    }

    private static void RemoveMade(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    public BackupView Read() =>
        JsonSerializer.Deserialize(File.ReadAllBytes(ManifestPath), ApiJson.Default.BackupView)
        ?? throw new JsonException($"{ManifestPath} is empty");
}
