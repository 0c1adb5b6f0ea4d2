using Wire.Journal.Disk;
using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests.Torture;

public sealed class TortureTests
{
    private const int Lives = 2500;

    [Fact]
    public void NothingAcknowledgedIsLostWhateverTheDiskDoesWithWhatWasNotSynced()
    {
        long cut = 0;
        for (var seed = 1; seed <= Lives; seed++)
        {
            var torture = new Torture(seed);
            try
            {
                torture.Run();
            }
            catch (Exception error)
            {
                throw new TortureException($"seed {seed}: {error}");
            }

            cut += torture.CutBytes;
        }

        Assert.True(cut > 50_000, $"only {cut} bytes of torn tails in all lives: the torture tests nothing");
    }

    public static TheoryData<string> Bugs => ["sync does nothing", "directory is not synced", "torn tail is not cut", "new segment is named before its content is synced"];

    /// <summary>The torture itself is tested: each of these bugs has to be found.</summary>
    [Theory]
    [MemberData(nameof(Bugs))]
    public void TortureFindsADeliberateBug(string bug)
    {
        IDisk Mutate(IDisk disk) => bug switch
        {
            "sync does nothing" => new NoSync(disk),
            "directory is not synced" => new NoDirectorySync(disk),
            "torn tail is not cut" => new NoCut(disk),
            _ => new NoSyncBeforeNaming(disk),
        };

        Assert.Contains(Enumerable.Range(1, Lives), seed => Fails(new Torture(seed, Mutate)));
    }

    private static bool Fails(Torture torture)
    {
        try
        {
            torture.Run();
            return false;
        }
        catch (Exception error) when (error is TortureException or JournalDamagedException)
        {
            return true;
        }
    }

    private sealed class NoSync(IDisk disk) : DiskWrapper(disk)
    {
        protected override void Sync(string path, IDiskFile file)
        {
        }
    }

    private sealed class NoDirectorySync(IDisk disk) : DiskWrapper(disk)
    {
        public override void SyncDirectory(string directory)
        {
        }
    }

    private sealed class NoCut(IDisk disk) : DiskWrapper(disk)
    {
        protected override void SetLength(string path, IDiskFile file, long length)
        {
        }
    }

    private sealed class NoSyncBeforeNaming(IDisk disk) : DiskWrapper(disk)
    {
        protected override void Sync(string path, IDiskFile file)
        {
            if (!path.EndsWith(".new", StringComparison.Ordinal))
            {
                file.Sync();
            }
        }
    }
}
