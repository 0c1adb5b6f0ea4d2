using System.Diagnostics;

namespace Wire.Audit.Tests.Following;

/// <summary>The program itself, to be killed.</summary>
internal sealed class ForwarderProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors, _output;

    public ForwarderProcess(string[] arguments, params (string Name, string Value)[] environment)
        : this([], arguments, environment)
    {
    }

    private ForwarderProcess(string[] through, string[] arguments, params (string Name, string Value)[] environment)
    {
        string[] words = [.. through, Path.Combine(AppContext.BaseDirectory, "wire-audit"), .. arguments];
        ProcessStartInfo start = new(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        (_errors, _output) = (_process.StandardError.ReadToEndAsync(), _process.StandardOutput.ReadToEndAsync());
    }

    public static ForwarderProcess Follow(string journal, string connection, params (string Name, string Value)[] environment) =>
        new(Following(journal, connection), environment);

    /// <param name="through">A program that runs it as somebody else.</param>
    /// <param name="journal">The journal's directory.</param>
    /// <param name="connection">The database.</param>
    public static ForwarderProcess Follow(string[] through, string journal, string connection) => new(through, Following(journal, connection));

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to end, as a service manager does; its exit code and what it said.</summary>
    public async Task<(int Code, string Said)> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await EndAsync();
    }

    /// <summary>Its exit code, and what it said.</summary>
    public async Task<(int Code, string Said)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return (_process.ExitCode, await _output + await _errors);
    }

    private static string[] Following(string journal, string connection) => ["follow", "--journal", journal, "--store", connection, "--node", RunningForwarder.Node];

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
