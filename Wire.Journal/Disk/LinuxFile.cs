using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Wire.Journal.Disk;

internal sealed unsafe class LinuxFile(int fd, string path) : IDiskFile
{
    private bool _locked;
    private int _fd = fd;

    public long Length
    {
        get
        {
            stat status;
            return fstat(_fd, &status) < 0 ? throw LinuxDisk.Failed("fstat", path) : (long)status.st_size;
        }
    }

    public int Read(Span<byte> buffer, long offset)
    {
        var done = 0;
        fixed (byte* bytes = buffer)
        {
            while (done < buffer.Length)
            {
                var n = (long)pread(_fd, bytes + done, (size_t)(ulong)(buffer.Length - done), (off_t)(offset + done));
                if (n == 0)
                {
                    break;
                }

                if (n > 0)
                {
                    done += (int)n;
                }
                else if (errno != EINTR)
                {
                    throw LinuxDisk.Failed("pread", path);
                }
            }
        }

        return done;
    }

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        var done = 0;
        fixed (byte* bytes = source)
        {
            while (done < source.Length)
            {
                var n = (long)pwrite(_fd, bytes + done, (size_t)(ulong)(source.Length - done), (off_t)(offset + done));
                if (n >= 0)
                {
                    done += (int)n;
                }
                else if (errno != EINTR)
                {
                    throw LinuxDisk.Failed("pwrite", path);
                }
            }
        }
    }

    public void Reserve(long offset, long length)
    {
        while (fallocate(_fd, 0, (off_t)offset, (off_t)length) < 0)
        {
            if (errno == EOPNOTSUPP)
            {
                WriteZeros(offset, length);
                return;
            }

            if (errno != EINTR)
            {
                throw LinuxDisk.Failed("fallocate", path);
            }
        }
    }

    public void SetLength(long length)
    {
        if (ftruncate(_fd, (off_t)length) < 0)
        {
            throw LinuxDisk.Failed("ftruncate", path);
        }
    }

    public void Sync()
    {
        if (fdatasync(_fd) < 0)
        {
            throw LinuxDisk.Failed("fdatasync", path);
        }
    }

    /// <summary>Takes the exclusive lock of this open file; false when somebody has it.</summary>
    public bool TryLock()
    {
        if (Native.flock(_fd, Native.LOCK_EX | Native.LOCK_NB) == 0)
        {
            _locked = true;
            return true;
        }

        return errno == EWOULDBLOCK ? false : throw LinuxDisk.Failed("flock", path);
    }

    public void Dispose()
    {
        var open = Interlocked.Exchange(ref _fd, -1);
        if (open >= 0)
        {
            if (_locked)
            {
                // Closing alone leaves the lock with a child of ours that is between fork and exec, for as long as that takes.
                _ = Native.flock(open, Native.LOCK_UN);
            }
            _ = close(open);
        }
    }

    /// <summary>For a file system without fallocate: the only other way to be sure of room.</summary>
    private void WriteZeros(long offset, long length)
    {
        var zeros = new byte[Math.Min(length, 64 * 1024)];
        for (var end = offset + length; offset < end; offset += zeros.Length)
        {
            Write(zeros.AsSpan(0, (int)Math.Min(zeros.Length, end - offset)), offset);
        }
    }
}
