using System.Globalization;
using System.Runtime.InteropServices;
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
            return fstat(_fd, &status) < 0 ? throw Failed("fstat") : (long)status.st_size;
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
                    throw Failed("pread");
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
                    throw Failed("pwrite");
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
                throw Failed("fallocate");
            }
        }
    }

    public void SetLength(long length)
    {
        if (ftruncate(_fd, (off_t)length) < 0)
        {
            throw Failed("ftruncate");
        }
    }

    public void Sync()
    {
        if (fdatasync(_fd) < 0)
        {
            throw Failed("fdatasync");
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

        return errno == EWOULDBLOCK ? false : throw Failed("flock");
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

    /// <summary>A segment was made under another name than it has: what a person is told is the one it has now.</summary>
    private DiskException Failed(string operation)
    {
        var code = errno;
        var name = File.ResolveLinkTarget(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{_fd}"), returnFinalTarget: false)?.FullName ?? path;
        return new DiskException(operation, name, code, Marshal.GetPInvokeErrorMessage(code));
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
