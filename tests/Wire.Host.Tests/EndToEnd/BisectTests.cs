using System.Numerics;
using System.Text.Json.Nodes;
using Wire.Host.Api;
using Wire.Host.Tests.Cli;
using Wire.Host.Tests.Life;
using Wire.Host.Tests.Node;
using Wire.Kernel;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>A night on a real namespace: something stopped working, and nobody says when.</summary>
[Trait("Category", "Kernel")]
public sealed class BisectTests : IDisposable
{
    private const string Network = """
        bridge br0 { address 10.0.0.1/24; port v0 }
        veth v0 { peer v1 }
        route 10.9.0.0/16 { via 10.0.0.9 }
        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly RealNamespace _netns = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string State => _directory.File("state");

    public void Dispose()
    {
        _netns.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task RouteThatSomebodyPutInTheWayIsFoundAmongManyInnocentEvents()
    {
        await using (LifeNode node = await LifeNode.OpenAsync(State, _netns.Name))
        {
            await node.Node.ApplyAsync(new ApplyCommand(new PlanCommand(Network, "night.wire")), Cancel);
            for (int i = 0; i < 15; i++)
            {
                Ip($"address add 10.7.{i}.1/24 dev br0");
            }
            Ip("route add blackhole 10.9.1.0/24");
            for (int i = 0; i < 15; i++)
            {
                Ip($"route add 10.8.{i}.0/24 via 10.0.0.8");
            }
            await Seen(node, "10.8.14.0/24");
        }

        (int exit, string output) = await RunAsync("bisect", "run", "--from", "#1", "--json", "--", "ip", "route", "get", "10.9.1.1");

        Assert.True(exit == 0, output);
        JsonNode found = JsonNode.Parse(output.Split('\n').First(l => l.StartsWith('{')))!;
        Assert.Contains("10.9.1.0/24", (string)found["suspects"]!.AsArray().Single()!["summary"]!, StringComparison.Ordinal);
        JsonArray steps = found["steps"]!.AsArray();
        int events = (int)((long)steps[1]!["position"]! - (long)steps[0]!["position"]!);
        Assert.InRange(steps.Count, 3, 3 + BitOperations.Log2((uint)events));
        Assert.DoesNotContain(Namespaces(), n => n.StartsWith("wire-bisect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ChangeOfWhatWasDeclaredIsFoundAsAWhole()
    {
        await using (LifeNode node = await LifeNode.OpenAsync(State, _netns.Name))
        {
            for (int mtu = 1400; mtu < 1410; mtu++)
            {
                await node.Node.ApplyAsync(new ApplyCommand(new PlanCommand($"{Network}\nbridge br1 {{ mtu {mtu} }}{(mtu >= 1407 ? "" : "\nbridge br2 { }\nbridge br3 { }")}", "night.wire")), Cancel);
            }
        }

        (int exit, string output) = await RunAsync("bisect", "run", "--from", "#1", "--desired", "--", "sh", "-c", "ip link show br2 >/dev/null 2>&1 && ip link show br3 >/dev/null 2>&1");

        Assert.True(exit == 0, output);
        Assert.Contains("change #8: apply", output[output.IndexOf("Turned by", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", "the program fails at #1")]
    [InlineData("true", "succeeds at now")]
    [InlineData("exit 125", "cannot tell")]
    [InlineData("exit 127", "no verdict")]
    public async Task ProgramThatTellsNothingIsSaidToAndLeavesNoNamespace(string script, string told)
    {
        await using (LifeNode node = await LifeNode.OpenAsync(State, _netns.Name))
        {
            await node.Node.ApplyAsync(new ApplyCommand(new PlanCommand(Network, "night.wire")), Cancel);
            Ip("address add 10.7.0.1/24 dev br0");
            await Seen(node, "10.7.0.1/24");
        }

        (int exit, string output) = await RunAsync("bisect", "run", "--from", "#1", "--", "sh", "-c", script);

        Assert.Equal((1, true), (exit, output.Contains(told, StringComparison.Ordinal)));
        Assert.DoesNotContain(Namespaces(), n => n.StartsWith("wire-bisect", StringComparison.Ordinal));
        Assert.Contains("'nothing' is no point", (await RunAsync("bisect", "run", "--from", "nothing", "--", "true")).Output, StringComparison.Ordinal);
        Assert.Contains("is not before", (await RunAsync("bisect", "run", "--from", "now", "--to", "#1", "--", "true")).Output, StringComparison.Ordinal);
        Assert.Contains("run 'no-such-program'", (await RunAsync("bisect", "run", "--from", "#1", "--", "no-such-program")).Output, StringComparison.Ordinal);
    }

    private void Ip(string command) => Assert.Equal(0, _netns.Ip(command));

    private static IEnumerable<string> Namespaces() => new RealNetlink().NamedNamespaces();

    private static async Task Seen(LifeNode node, string name)
    {
        for (int tries = 0; !(await node.Node.ShowAsync(new ShowQuery(), Cancel)).Resources.Any(r => r.Name.Contains(name, StringComparison.Ordinal)); tries++)
        {
            Assert.True(tries < 500, $"{name} is not recorded within 10 s");
            await Task.Delay(20, Cancel);
        }
    }

    private async Task<(int Exit, string Output)> RunAsync(params string[] line)
    {
        CliRun run = new();
        int exit = await run.RunAsync(["--state", State, "--netns", _netns.Name, .. line]);
        return (exit, run.Output + run.Error);
    }
}
