namespace Wire.Host.Node;

/// <summary>The directory that a node's memory lives in: root's alone.</summary>
internal static class StateDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes what is missing, mode 0700.</summary>
    public static void Prepare(NodeOptions options)
    {
        Directory.CreateDirectory(options.StateDirectory, OwnerOnly);
        Directory.CreateDirectory(options.BackupDirectory, OwnerOnly);
    }
}
