using Wire.Host.Api;

namespace Wire.Host.Tests.Cli;

public sealed class ConfigFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("wire-cli-");

    private string Path => System.IO.Path.Combine(_directory.FullName, "office.wire");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task AFileIsSentWholeUnderTheNameItWasGiven()
    {
        await File.WriteAllTextAsync(Path, "\ufeffbridge b # \u00e4\n", TestContext.Current.CancellationToken);
        CliRun run = new();

        await run.RunAsync("plan", Path);

        Assert.Equal([new PlanCommand("bridge b # \u00e4\n", Path)], run.Node.Asked);
    }

    [Fact]
    public async Task AFileOfAHundredMegabytesIsRefusedWithoutReadingIt()
    {
        await using (FileStream sparse = File.Create(Path))
        {
            sparse.SetLength(100 << 20);
        }

        Assert.Equal("larger than 8 MiB, the most that a configuration may have", await RefusalOf(Path));
    }

    [Fact]
    public async Task EndlessInputIsRefusedOnceItIsTooLarge() =>
        Assert.Equal("larger than 8 MiB, the most that a configuration may have", await RefusalOf("/dev/zero"));

    [Fact]
    public async Task BinaryGarbageIsRefusedWithItsPlace()
    {
        await File.WriteAllBytesAsync(Path, [.. "bridge b\n"u8, 0xff, 0xfe, 0x00], TestContext.Current.CancellationToken);

        Assert.Equal("no text in UTF-8: byte 10, on line 2, is none", await RefusalOf(Path));
    }

    [Fact]
    public async Task AMissingFileIsSaidSo() => Assert.Equal("no such file", await RefusalOf(Path));

    [Fact]
    public async Task ADirectoryIsSaidSo() => Assert.Equal("a directory, not a file", await RefusalOf(_directory.FullName));

    private static async Task<string> RefusalOf(string file)
    {
        CliRun run = new();
        Assert.Equal(1, await run.RunAsync("apply", file));
        Assert.Empty(run.Node.Asked);
        Assert.StartsWith($"wire: {file}: ", run.Error, StringComparison.Ordinal);
        return run.Error[$"wire: {file}: ".Length..].TrimEnd();
    }
}
