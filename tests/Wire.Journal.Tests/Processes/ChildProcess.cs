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

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>What it prints.</summary>
    public StreamReader Output => _process.StandardOutput;

    public static ChildProcess Start(string job, string directory)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Wire.Journal.Tests"))
        {
            RedirectStandardOutput = true,
            Environment = { [JobVariable] = job, [DirectoryVariable] = directory },
        };
        return new ChildProcess(Process.Start(start)!);
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
