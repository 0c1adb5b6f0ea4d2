using System.Diagnostics;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>A network namespace of the running kernel of its own, that is gone afterwards.</summary>
internal sealed class RealNamespace : IDisposable
{
    public RealNamespace()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it makes network namespaces");
        Assert.Equal(0, Run("ip", ["netns", "add", Name]));
    }

    public string Name { get; } = $"wire-e2e-{Guid.NewGuid():N}"[..15];

    /// <summary><c>ip -n NAME …</c> by somebody else; the exit code.</summary>
    public int Ip(string arguments) => Run("ip", ["-n", Name, .. arguments.Split(' ')]);

    private static int Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose() => Run("ip", ["netns", "delete", Name]);
}
