using Wire.Host.Api;
using Wire.Host.Tests.Reactor;
using Wire.Journal;
using Wire.Journal.Disk;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Node;

/// <summary>The disk of the journal fails under a node: it ends, says why, and the next one goes on.</summary>
public sealed class FailingDiskTests : IDisposable
{
    private const string Base = "bridge br0 { address 10.0.0.1/24 }\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly SimulatedKernel _kernel = new() { Ipv6LinkLocal = false };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("pwrite", 5, "Input/output error")]
    [InlineData("fdatasync", 5, "Input/output error")]
    [InlineData("fallocate", 30, "Read-only file system")]
    public async Task ADiskThatFailsEndsTheNodeInItsOwnWordsAndTheNextStartGoesOn(string call, int errno, string words)
    {
        FailingDisk disk = new();
        IReadOnlyList<string> before;
        await using (SimulatedNode node = await SimulatedNode.StartAsync(_kernel, _directory.File("state"), new JournalOptions { Disk = disk, ReservedBytes = 4096 }))
        {
            await node.ApplyAsync(Base);
            before = KernelPicture.Of(_kernel);
            disk.Fail = (call, errno, words);

            NodeException refused = await Assert.ThrowsAsync<NodeException>(() => node.ApplyAsync($"{Base}bridge br1 {{ alias \"{new string('x', 200)}\" }}\n{new string('#', 9000)}\n"));
            Assert.Equal(NodeError.JournalUnavailable, refused.Reply.Error);
            Assert.Contains($"stopped because the disk failed: {call} ", refused.Message, StringComparison.Ordinal);
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("defect", refused.Message, StringComparison.Ordinal);
            Exception ended = await Assert.ThrowsAnyAsync<Exception>(() => node.Engine.Ended.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
            Assert.Equal(refused.Message, ended.Message);
        }

        disk.Fail = null;
        await using SimulatedNode next = await SimulatedNode.StartAsync(_kernel, _directory.File("state"), new JournalOptions { Disk = disk });
        Assert.Subset(KernelPicture.Of(_kernel).ToHashSet(), before.ToHashSet());
        Assert.NotNull((await next.ApplyAsync(Base + "bridge after { mtu 1400 }\n")).Change);
        Assert.True(JournalVerifier.Verify(_directory.File("state/journal"), cancellationToken: Cancel).IsWhole);
    }

    /// <summary>This machine's disk, until one of its calls fails.</summary>
    private sealed class FailingDisk : IDisk
    {
        private readonly LinuxDisk _disk = LinuxDisk.Instance;

        public (string Call, int Errno, string Words)? Fail { get; set; }

        public void CreateDirectory(string directory) => _disk.CreateDirectory(directory);

        public IReadOnlyList<string> List(string directory) => _disk.List(directory);

        public IDiskFile Open(string path, DiskAccess access) => new FailingFile(this, path, _disk.Open(path, access));

        public void Rename(string from, string to) => _disk.Rename(from, to);

        public void Delete(string path) => _disk.Delete(path);

        public void SyncDirectory(string directory) => _disk.SyncDirectory(directory);

        public IDisposable Lock(string path) => _disk.Lock(path);

        public void Try(string call, string path)
        {
            if (Fail is { } fail && fail.Call == call)
            {
                throw new DiskException(call, path, fail.Errno, fail.Words);
            }
        }
    }

    private sealed class FailingFile(FailingDisk disk, string path, IDiskFile file) : IDiskFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> buffer, long offset) => file.Read(buffer, offset);

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            disk.Try("pwrite", path);
            file.Write(bytes, offset);
        }

        public void Reserve(long offset, long length)
        {
            disk.Try("fallocate", path);
            file.Reserve(offset, length);
        }

        public void SetLength(long length) => file.SetLength(length);

        public void Sync()
        {
            disk.Try("fdatasync", path);
            file.Sync();
        }

        public void Dispose() => file.Dispose();
    }
}
