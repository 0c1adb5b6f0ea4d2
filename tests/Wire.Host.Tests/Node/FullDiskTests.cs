using System.Diagnostics;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Tests.Reactor;
using Wire.Journal;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Node;

/// <summary>The state directory is a tmpfs of a few hundred KiB: really full, really with room again.</summary>
[Trait("Category", "Kernel")]
public sealed class FullDiskTests : IDisposable
{
    private const string Base = "bridge br0 { address 10.0.0.1/24 }\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly SimulatedKernel _kernel = new() { Ipv6LinkLocal = false };
    private readonly bool _mounted;

    public FullDiskTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it mounts a tmpfs");
        Run("mount", "-t", "tmpfs", "-o", "size=1m", "wire-test", _directory.Path);
        _mounted = true;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static JournalOptions Small => new() { SegmentBytes = 256 * 1024, ReservedBytes = 32 * 1024, ZeroAheadBytes = 0 };

    [Fact]
    public async Task DiskFullRefusesIntentsKeepsTheNetworkAnswersQuestionsAndRecoversWithoutARestart()
    {
        await using SimulatedNode node = await SimulatedNode.StartAsync(_kernel, _directory.File("state"), Small);
        await node.ApplyAsync(Base);
        using FileStream filler = Fill();
        NodeException refused = await FillJournal(node);

        Assert.Equal(NodeError.JournalUnavailable, refused.Reply.Error);
        Assert.Contains(_directory.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("full", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Reply.Retry);
        IReadOnlyList<string> before = KernelPicture.Of(_kernel);
        Assert.Contains(before, l => l.StartsWith("address br0 10.0.0.1/24", StringComparison.Ordinal));

        StatusReply status = await node.Node.StatusAsync(Cancel);
        Assert.Contains(status.Warnings, w => w.Contains("full", StringComparison.Ordinal));
        using ForeignActor other = _kernel.As(977);
        other.DeleteLink("br0");
        await Task.Delay(100, Cancel);
        Assert.DoesNotContain(KernelPicture.Of(_kernel), l => l.StartsWith("bridge br0", StringComparison.Ordinal));

        filler.SetLength(0);
        await Until(() => Task.FromResult(before.SequenceEqual(KernelPicture.Of(_kernel))));
        await Until(async () => (await node.Node.StatusAsync(Cancel)) is { Warnings.Count: 0, Drift.Count: 0 });

        ChangeReply applied = await node.ApplyAsync(Base + "bridge after { mtu 1400 }\n");
        Assert.NotNull(applied.Change);
        Assert.Contains(Events(), e => e is KernelGap { Reason: var why } && why.Contains("full", StringComparison.Ordinal));
        Assert.True(JournalVerifier.Verify(_directory.File("state/journal"), cancellationToken: Cancel).IsWhole);
    }

    [Fact]
    public async Task ADaemonThatStartsOnAFullDiskAnswersAndGoesOnOnceThereIsRoom()
    {
        FileStream filler;
        await using (SimulatedNode before = await SimulatedNode.StartAsync(_kernel, _directory.File("state"), Small))
        {
            await before.ApplyAsync(Base);
            filler = Fill();
            await FillJournal(before);
        }

        using (filler)
        {
            await using SimulatedNode node = await SimulatedNode.StartAsync(_kernel, _directory.File("state"), Small);
            Assert.NotEmpty((await node.Node.StatusAsync(Cancel)).Warnings);
            filler.SetLength(0);
            await Until(async () => (await node.Node.StatusAsync(Cancel)) is { Warnings.Count: 0, Drift.Count: 0 });
            Assert.NotNull((await node.ApplyAsync("bridge late")).Change);
        }
    }

    private FileStream Fill()
    {
        FileStream filler = new(_directory.File("filler"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        byte[] block = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            return filler;
        }
    }

    /// <summary>What the journal has reserved takes some more.</summary>
    private static async Task<NodeException> FillJournal(SimulatedNode node)
    {
        for (int i = 0; i < 2000; i++)
        {
            try
            {
                await node.ApplyAsync($"{Base}bridge br1 {{ mtu {1400 + (i % 2)}; alias \"{new string('x', 200)}{i}\" }}\n");
            }
            catch (NodeException refused)
            {
                return refused;
            }
        }
        throw new InvalidOperationException("the disk never was full");
    }

    private DomainEvent[] Events()
    {
        using JournalReader reader = JournalReader.Open(_directory.File("state/journal"));
        return [.. reader.Read().Select(r => EventCodec.Decode(r.Name, r.Version, r.Payload))];
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), "it did not recover within 15 s");
            await Task.Delay(50, Cancel);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose()
    {
        if (_mounted)
        {
            Run("umount", _directory.Path);
        }
        _directory.Dispose();
    }
}
