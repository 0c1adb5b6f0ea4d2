using System.Diagnostics;
using Wire.Host.Api;

namespace Wire.Host.Tests.Api;

public sealed class AuthorizationTests
{
    private const UnixFileMode Everybody = (UnixFileMode)0b110_110_110;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheNodeKnowsWhoAsksFromTheKernel()
    {
        ScriptedNode node = Samples.Node();
        await using ApiHost host = await ApiHost.StartAsync(node);
        await using NodeClient client = await host.ConnectAsync();

        await client.ConfirmAsync(Cancel);

        Caller caller = Assert.Single(node.Callers)!;
        Assert.Equal(Environment.ProcessId, caller.Pid);
        Assert.Equal((Environment.UserName, "cli"), (caller.Name, caller.Source));
        Assert.Null(Caller.Current);
    }

    [Theory]
    [Trait("Category", "Kernel")]
    [InlineData("POST", "confirm", "", 403)]
    [InlineData("POST", "apply", """{"config":{"text":"","file":"-"}}""", 403)]
    [InlineData("POST", "undo", "{}", 403)]
    [InlineData("POST", "redo", "{}", 403)]
    [InlineData("POST", "replay", """{"to":"now"}""", 403)]
    [InlineData("POST", "backups", "{}", 403)]
    [InlineData("POST", "backups/b/restore", """{"name":"b"}""", 403)]
    [InlineData("GET", "status", "", 200)]
    [InlineData("GET", "show", "", 200)]
    [InlineData("POST", "plan", """{"text":"","file":"-"}""", 200)]
    public async Task AnotherUserMayLookAndNotChange(string method, string path, string body, int status)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to ask as another user");
        ScriptedNode node = Samples.Node();
        await using ApiHost host = await ApiHost.StartAsync(node, options => options with { Mode = Everybody });
        File.SetUnixFileMode(Path.GetDirectoryName(host.SocketPath)!, Everybody | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

        string answer = await RunAsync(
            "setpriv", "--reuid=65534", "--clear-groups", "curl", "-s", "--unix-socket", host.SocketPath, "-w", "\n%{http_code}",
            "-X", method, "-H", "Content-Type: application/json", "-d", body, "http://wire/v1/" + path);

        Assert.EndsWith($"\n{status}", answer, StringComparison.Ordinal);
        Assert.Equal(status == 403, answer.Contains("(uid 65534) may look and not change", StringComparison.Ordinal));
        Assert.Equal(status != 403, node.Asked.Count == 1);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return output;
    }
}
