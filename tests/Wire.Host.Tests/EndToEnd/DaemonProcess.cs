using System.Diagnostics;
using Wire.Host.Api;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>The published program as a daemon, to be killed, and as a command.</summary>
internal sealed class DaemonProcess : IDisposable
{
    private readonly Process _process;

    private DaemonProcess(Process process, string socket)
    {
        _process = process;
        Socket = socket;
    }

    /// <summary>WIRE_BIN: the native program; skipped without.</summary>
    public static string Program
    {
        get
        {
            string? path = Environment.GetEnvironmentVariable("WIRE_BIN");
            Assert.SkipUnless(path is { Length: > 0 }, "needs the published program: WIRE_BIN is not set");
            return path!;
        }
    }

    public string Socket { get; }

    public int Pid => _process.Id;

    public static async Task<DaemonProcess> StartAsync(string netns, string state)
    {
        Process process = Process.Start(new ProcessStartInfo(Program, ["--netns", netns, "--state", state, "daemon"]) { RedirectStandardError = true })!;
        List<string> said = [];
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            said.Add(line);
            if (line.Contains("ready", StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return new(process, Path.Combine(state, "wire.sock"));
            }
        }
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        throw new InvalidOperationException($"the daemon did not start ({process.ExitCode}): {string.Join('\n', said)}");
    }

    /// <summary>Null when nobody listens.</summary>
    public Task<NodeClient?> ConnectAsync() => NodeClient.TryConnectAsync(Socket, null, TestContext.Current.CancellationToken);

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>The program as a command: exit code and all that it printed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }
        _process.Dispose();
    }
}
