namespace Wire.Host.Node;

/// <summary>Which node: where its memory is, and which network it runs.</summary>
/// <param name="StateDirectory">Holds the journal, the backups and the lock.</param>
/// <param name="Netns">The named network namespace (/run/netns/NAME) it works in; null for the process's own.</param>
public sealed record NodeOptions(string StateDirectory, string? Netns = null)
{
    public const string StateDirectoryDefault = "/var/lib/wire";

    public string JournalDirectory => Path.Combine(StateDirectory, "journal");

    /// <summary>States of the past, so that they need not be folded again: disposable.</summary>
    public string CheckpointDirectory => Path.Combine(StateDirectory, "checkpoints");

    /// <summary>Secret keys: in no backup, and in nothing that is told.</summary>
    public string KeyDirectory => Path.Combine(StateDirectory, "keys");

    public string BackupDirectory => Path.Combine(StateDirectory, "backups");
}
