using System.Diagnostics;

namespace Wire.Journal.Tests.Processes;

/// <summary>
/// This test program in a second process, doing one job instead of running tests. A real process is what a lock, a kill -9 and a reader without a
/// lock are about.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    public const string JobVariable = "WIRE_JOURNAL_TEST_JOB";
    public const string DirectoryVariable = "WIRE_JOURNAL_TEST_DIRECTORY";

    private readonly Process _process;

    private ChildProcess(Process process) => (_process, Errors) = (process, process.StandardError.ReadToEndAsync());

    public int Id => _process.Id;

    /// <summary>What it prints.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <param name="ownMounts">It may mount what it likes: nobody else sees it, and it goes with the process.</param>
    public static ChildProcess Start(string job, string directory, bool ownMounts = false)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Wire.Journal.Tests");
        var start = new ProcessStartInfo(ownMounts ? "unshare" : program, ownMounts ? ["--mount", "--propagation", "private", program] : [])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [JobVariable] = job, [DirectoryVariable] = directory },
        };
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>What it says went wrong; there once it has ended.</summary>
    public Task<string> Errors { get; }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
