namespace Wire.Journal.Disk;

/// <summary>An open file. Writes and syncs come from one thread at a time; reads from any.</summary>
public interface IDiskFile : IDisposable
{
    /// <summary>Bytes in the file.</summary>
    long Length { get; }

    /// <summary>Reads until the buffer is full or the file ends; returns how many bytes.</summary>
    int Read(Span<byte> buffer, long offset);

    /// <summary>Writes all of it.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Reserves room: after it a write into the range does not fail for want of room. It reads as zeros, and the file is long enough.</summary>
    void Reserve(long offset, long length);

    /// <summary>Cuts or lengthens the file.</summary>
    void SetLength(long length);

    /// <summary>fdatasync: the file's bytes and what is needed to read them again are on the disk after it.</summary>
    void Sync();
}
