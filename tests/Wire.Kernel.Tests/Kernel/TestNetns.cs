using System.Diagnostics;
using System.Text.Json;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>A named network namespace of one test, with ip(8) and bridge(8) as the second opinion on what is in it.</summary>
internal sealed class TestNetns : IDisposable
{
    public TestNetns()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: makes network namespaces");
        Run("ip", ["netns", "add", Name]);
    }

    public string Name { get; } = $"wt-{Guid.NewGuid():N}"[..15];

    /// <summary>Runs ip(8) in it.</summary>
    public string Ip(string command) => Run("ip", ["-n", Name, .. command.Split(' ')]);

    /// <summary>Runs bridge(8) in it.</summary>
    public string Bridge(string command) => Run("bridge", ["-n", Name, .. command.Split(' ')]);

    /// <summary>What ip(8) shows, as JSON.</summary>
    public JsonElement[] IpJson(string command) => Parse(Ip($"-d -j {command}"));

    public JsonElement[] BridgeJson(string command) => Parse(Bridge($"-d -j {command}"));

    /// <summary>One link as ip(8) shows it.</summary>
    public JsonElement Link(string name) => IpJson($"link show dev {name}")[0];

    public IEnumerable<string> LinkNames() => IpJson("link show").Select(l => l.GetProperty("ifname").GetString()!);

    /// <summary>Runs ip(8) in it, and says whether that went well.</summary>
    public bool TryIp(string command)
    {
        using Process ip = Start("ip", ["-n", Name, .. command.Split(' ')]);
        Task<string> errors = ip.StandardError.ReadToEndAsync();
        ip.StandardOutput.ReadToEnd();
        ip.WaitForExit();
        return ip.ExitCode == 0 && errors.Result.Length == 0;
    }

    /// <summary>Runs ip(8) with a file of commands, as fast as it can.</summary>
    public void IpBatch(IEnumerable<string> commands)
    {
        string file = Path.GetTempFileName();
        File.WriteAllLines(file, commands);
        Run("ip", ["-n", Name, "-batch", file]);
        File.Delete(file);
    }

    public bool HasKind(string kind)
    {
        using Process ip = Start("ip", ["-n", Name, "link", "add", "probe", "type", kind]);
        string errors = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        if (ip.ExitCode == 0)
        {
            Ip("link del probe");
        }
        return !errors.Contains("Unknown device type", StringComparison.Ordinal);
    }

    public void Dispose() => Run("ip", ["netns", "delete", Name]);

    private static JsonElement[] Parse(string json) => string.IsNullOrWhiteSpace(json) ? [] : [.. JsonDocument.Parse(json).RootElement.EnumerateArray()];

    private static string Run(string program, string[] arguments)
    {
        using Process process = Start(program, arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors.Result}");
        return output;
    }

    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
