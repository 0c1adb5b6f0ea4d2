using System.Globalization;

namespace Wire.Journal.Tests.Processes;

/// <summary>A file system of the running kernel fails under the journal, in a process that has its mounts for itself.</summary>
[Trait("Category", "Kernel")]
public sealed class RealDiskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FullDiskRefusesAndThereIsNothingElseToDoThanMakeRoom() =>
        Assert.Equal(["refused, and went on"], await Told(ChildJobs.FullDisk));

    [Fact]
    public async Task FileSystemThatGoesReadOnlyEndsTheWriterAndLosesNothingAcknowledged()
    {
        var told = await Told(ChildJobs.ReadOnlyDisk);
        Assert.Equal(3, told.Count);
        // A sync that is under way when ext4 gives its log up is told EIO.
        Assert.Matches("^the journal in .* stopped because the disk failed: .*(Read-only file system|Input/output error).* Look at the disk, then start again$", told[0]);
        Assert.Matches("another: Read-only file system$", told[1]);
        Assert.InRange(NumberAt(told[2], 1), 10, int.MaxValue);
    }

    [Fact]
    public async Task PowerLossesOfExt4UnderLoadLoseNothingAcknowledged()
    {
        var told = await Told(ChildJobs.PowerLosses);
        Assert.Equal(2, told.Count);
        Assert.Contains("stopped because the disk failed", told[0], StringComparison.Ordinal);
        Assert.Contains("Input/output error", told[0], StringComparison.Ordinal);
        Assert.InRange(NumberAt(told[1], 2), 5, int.MaxValue);
        TestContext.Current.SendDiagnosticMessage($"{NumberAt(told[1], 2)} losses of power, {NumberAt(told[1], 1)} acknowledged");
    }

    private static async Task<List<string>> Told(string job)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mounting needs root");
        using var directory = new TemporaryDirectory();
        using var child = ChildProcess.Start(job, directory.Path, ownMounts: true);
        var told = new List<string>();
        while (await child.Output.ReadLineAsync(Cancel) is { } line)
        {
            told.Add(line);
        }

        Assert.True(await child.ExitCodeAsync() == 0, $"the process failed after '{string.Join('\n', told)}': {await child.Errors}");
        return told;
    }

    private static int NumberAt(string line, int word) => int.Parse(line.Split(' ')[word], CultureInfo.InvariantCulture);
}
