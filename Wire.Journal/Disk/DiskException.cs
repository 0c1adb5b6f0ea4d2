namespace Wire.Journal.Disk;

/// <summary>A file operation failed.</summary>
public sealed class DiskException(string operation, string path, int errno, string reason)
    : IOException($"{operation} {path}: {reason}")
{
    /// <summary>The system call.</summary>
    public string Operation { get; } = operation;

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Linux errno.</summary>
    public int Errno { get; } = errno;

    /// <summary>No room: ENOSPC (28) or EDQUOT (122).</summary>
    public bool IsFull => Errno is 28 or 122;

    /// <summary>There is no such file: ENOENT (2).</summary>
    public bool IsMissing => Errno == 2;
}
