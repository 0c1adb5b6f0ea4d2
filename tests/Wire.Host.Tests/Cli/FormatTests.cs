namespace Wire.Host.Tests.Cli;

public sealed class FormatTests : IDisposable
{
    private const string Untidy = "bridge   b{stp off;mtu 1500}   # first\n";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("wire-fmt-");

    private string Path => System.IO.Path.Combine(_directory.FullName, "b.wire");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task BothFormsReadBackAsThemselves()
    {
        string hierarchical = await Format(Untidy);
        string sequential = await Format(Untidy, "--sequential");

        Assert.Equal(hierarchical, await Format(hierarchical));
        Assert.Equal(sequential, await Format(sequential, "--sequential"));
        Assert.Equal(sequential, await Format(hierarchical, "--sequential"));
        Assert.Contains("set bridge b mtu 1500\n", sequential, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckTellsByItsExitCodeAndChangesNothing()
    {
        await File.WriteAllTextAsync(Path, Untidy, Cancel);

        Assert.Equal(2, await new CliRun().RunAsync("fmt", "--check", Path));
        Assert.Equal(Untidy, await File.ReadAllTextAsync(Path, Cancel));
    }

    [Fact]
    public async Task WriteReplacesTheFileAndKeepsItsModeAndTheLinkToIt()
    {
        await File.WriteAllTextAsync(Path, Untidy, Cancel);
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(Path, Mode);
        string link = Path + ".link";
        File.CreateSymbolicLink(link, Path);

        Assert.Equal(0, await new CliRun().RunAsync("fmt", "-w", link));

        Assert.Equal(await Format(Untidy), await File.ReadAllTextAsync(Path, Cancel));
        Assert.Equal(Mode, File.GetUnixFileMode(Path));
        Assert.NotNull(File.ResolveLinkTarget(link, returnFinalTarget: false));
        Assert.Equal(0, await new CliRun().RunAsync("fmt", "--check", Path));
        Assert.Equal(2, _directory.GetFiles().Length);
    }

    [Fact]
    public async Task ErrorsAreToldAllAtOnceAndTheFileStays()
    {
        const string Wrong = "brigde b\nvlan v { id 5000 }\n";
        await File.WriteAllTextAsync(Path, Wrong, Cancel);
        CliRun run = new();

        Assert.Equal(1, await run.RunAsync("fmt", "-w", Path));

        Assert.StartsWith($"wire: {Path} has 2 errors\n{Path}:1:1: ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"\n{Path}:2:", run.Error, StringComparison.Ordinal);
        Assert.Equal(Wrong, await File.ReadAllTextAsync(Path, Cancel));
    }

    [Fact]
    public async Task StandardInputCannotBeRewritten() => Assert.Equal(1, await new CliRun().RunAsync("fmt", "-w", "-"));

    private static async Task<string> Format(string text, params string[] options)
    {
        CliRun run = new() { Input = CliRun.Utf8(text) };
        Assert.Equal(0, await run.RunAsync(["fmt", "-", .. options]));
        return run.Output;
    }
}
