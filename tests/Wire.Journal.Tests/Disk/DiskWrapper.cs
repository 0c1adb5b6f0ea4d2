using Wire.Journal.Disk;

namespace Wire.Journal.Tests.Disk;

/// <summary>A disk that does what another does, except for what a test changes.</summary>
internal class DiskWrapper(IDisk inner) : IDisk
{
    public virtual void CreateDirectory(string directory) => inner.CreateDirectory(directory);

    public virtual IReadOnlyList<string> List(string directory) => inner.List(directory);

    public virtual IDiskFile Open(string path, DiskAccess access) => new File(this, path, inner.Open(path, access));

    public virtual void Rename(string from, string to) => inner.Rename(from, to);

    public virtual void Delete(string path) => inner.Delete(path);

    public virtual void SyncDirectory(string directory) => inner.SyncDirectory(directory);

    public virtual IDisposable Lock(string path) => inner.Lock(path);

    protected virtual int Read(string path, IDiskFile file, Span<byte> buffer, long offset) => file.Read(buffer, offset);

    protected virtual void Reserve(string path, IDiskFile file, long offset, long length) => file.Reserve(offset, length);

    protected virtual void Sync(string path, IDiskFile file) => file.Sync();

    protected virtual void SetLength(string path, IDiskFile file, long length) => file.SetLength(length);

    protected virtual void Write(string path, IDiskFile file, ReadOnlySpan<byte> bytes, long offset) => file.Write(bytes, offset);

    private sealed class File(DiskWrapper disk, string path, IDiskFile inner) : IDiskFile
    {
        public long Length => inner.Length;

        public int Read(Span<byte> buffer, long offset) => disk.Read(path, inner, buffer, offset);

        public void Write(ReadOnlySpan<byte> bytes, long offset) => disk.Write(path, inner, bytes, offset);

        public void Reserve(long offset, long length) => disk.Reserve(path, inner, offset, length);

        public void SetLength(long length) => disk.SetLength(path, inner, length);

        public void Sync() => disk.Sync(path, inner);

        public void Dispose() => inner.Dispose();
    }
}
