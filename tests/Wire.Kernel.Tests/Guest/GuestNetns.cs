using System.Diagnostics;
using System.Text.Json;

namespace Wire.Kernel.Tests.Guest;

/// <summary>
/// A network namespace of one test on the lab's kernel, and ip(8) in it as the second opinion. The first namespace is no place
/// for tests: its built-in drivers have put a bond0, a dummy0 and more there.
/// </summary>
internal sealed class GuestNetns : IDisposable
{
    public GuestNetns()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WIRE_LAB") == "1", "runs on the lab's kernel: ./ops/test guest");
        Run("netns", "add", Name);
    }

    public string Name { get; } = $"wire-{Guid.NewGuid():N}"[..13];

    /// <summary>Runs <c>ip</c> in the namespace, with the words of <paramref name="command"/>.</summary>
    /// <returns>What it printed.</returns>
    public string Ip(string command) => Run(["-n", Name, .. command.Split(' ')]);

    /// <summary>Whether an address answers ping(8), three times asked: the first question may wait for a neighbour.</summary>
    public bool Reaches(string address, string? vrf = null)
    {
        string[] device = vrf is null ? [] : ["-I", vrf];
        using var ping = Process.Start(new ProcessStartInfo("ip", ["netns", "exec", Name, "ping", "-n", "-q", "-c", "3", "-i", "0.2", "-W", "1", .. device, address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        ping.StandardOutput.ReadToEnd();
        ping.WaitForExit();
        return ping.ExitCode == 0;
    }

    /// <summary>Runs a program in the namespace.</summary>
    /// <returns>What it printed.</returns>
    public string Exec(string command) => Run(["netns", "exec", Name, .. command.Split(' ')]);

    /// <summary>Whether one packet comes back from the address.</summary>
    public bool Reaches(string address) => End("netns", "exec", Name, "ping", "-q", "-c", "1", "-W", "1", address).Code == 0;

    /// <summary>What <c>ip -d -j link show dev</c> says of a link.</summary>
    public JsonElement Show(string link) => JsonDocument.Parse(Ip($"-d -j link show dev {link}")).RootElement[0];

    /// <summary>The counters that <c>ip -s -j link show dev</c> has of a link.</summary>
    public JsonElement Stats(string link) => JsonDocument.Parse(Ip($"-s -j link show dev {link}")).RootElement[0].GetProperty("stats64");

    /// <summary>The names of the links that ip(8) sees.</summary>
    public IEnumerable<string> Links() =>
        JsonDocument.Parse(Ip("-j link show")).RootElement.EnumerateArray().Select(link => link.GetProperty("ifname").GetString()!);

    public void Dispose() => Run("netns", "delete", Name);

    private static string Run(params string[] arguments)
    {
        (int code, string output, string errors) = End(arguments);
        Assert.True(code == 0, $"ip {string.Join(' ', arguments)}: {errors}");
        return output;
    }

    private static (int Code, string Output, string Errors) End(params string[] arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = ip.StandardError.ReadToEndAsync();
        var output = ip.StandardOutput.ReadToEnd();
        ip.WaitForExit();
        return (ip.ExitCode, output, errors.Result);
    }
}
