using System.Diagnostics;
using Wire.Host.Api;
using Wire.Host.Tests.Life;
using Wire.Host.Tests.Node;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>A network namespace that the configuration declares, with a whole network in it, as ip(8) sees it.</summary>
[Trait("Category", "Kernel")]
public sealed class DeclaredNamespaceTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RealNamespace _home = new();
    private readonly string _inner = $"wire-in-{Guid.NewGuid():N}"[..15];
    private LifeNode _node = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Text(string nsid = "") => $$"""
        netns {{_inner}} { {{nsid}} }
        interface lo { netns {{_inner}}; address 192.0.2.7/32 }
        veth w0 { peer w1 { netns {{_inner}}; address 10.0.0.2/24 }; address 10.0.0.1/24 }
        bridge br0 { netns {{_inner}}; address 10.1.0.1/24 }
        sysctl net.ipv4.ip_forward { netns {{_inner}}; value 1 }
        nft-table fw { netns {{_inner}} }
        nft-chain input { netns {{_inner}}; table fw; hook input; policy accept }
        """;

    /// <summary>What other programs see of it.</summary>
    private string Seen() => string.Join('\n',
    [
        .. Run("ip", "-n", _inner, "-o", "address", "show", "scope", "global").Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 3).Select(w => $"{w[1]} {w[3]}"),
        Run("ip", "netns", "exec", _inner, "cat", "/proc/sys/net/ipv4/ip_forward"),
        Run("ip", "netns", "exec", _inner, "nft", "list", "ruleset"),
    ]);

    private static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private Task<ChangeReply> ApplyAsync(string text) => _node.Node.ApplyAsync(new(new PlanCommand(text, "two.wire", AllowEmpty: true)), Cancel);

    public async ValueTask InitializeAsync() => _node = await LifeNode.OpenAsync(_directory.File("state"), _home.Name);

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        Run("ip", "netns", "delete", _inner);
        _home.Dispose();
        _directory.Dispose();
    }

    private async Task UntilAsync(Func<bool> holds, string what)
    {
        for (int tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 500, $"{what}; what is seen:\n{Seen()}\n{string.Join('\n', (await _node.Node.StatusAsync(Cancel)).Warnings)}");
            await Task.Delay(20, Cancel);
        }
    }

    [Fact]
    public async Task ItIsMadeHealedTakenAwayAndBroughtBackWithAllThatIsInIt()
    {
        await ApplyAsync(Text());
        string whole = Seen();
        Assert.Contains("192.0.2.7/32", whole, StringComparison.Ordinal);
        Assert.Contains("10.0.0.2/24", whole, StringComparison.Ordinal);
        Assert.Contains("10.1.0.1/24", whole, StringComparison.Ordinal);
        Assert.Contains("chain input", whole, StringComparison.Ordinal);
        Assert.Equal(0, _home.Ip("netns exec " + _inner + " ping -c1 -W2 10.0.0.1"));

        Run("ip", "netns", "delete", _inner);
        await UntilAsync(() => Seen() == whole, "the namespace that somebody removed is not healed");
        Assert.Equal(0, _home.Ip("netns exec " + _inner + " ping -c1 -W2 10.0.0.1"));

        await ApplyAsync(Text("nsid 4711"));
        Assert.Equal(whole, Seen());
        Assert.Contains("4711", Run("ip", "-n", _home.Name, "netns", "list-id"), StringComparison.Ordinal);

        await _node.DisposeAsync();
        Run("ip", "netns", "delete", _inner);
        _node = await LifeNode.OpenAsync(_directory.File("state"), _home.Name);
        await UntilAsync(() => Seen() == whole, "a namespace that was removed while nobody looked is not made again");

        await ApplyAsync("");
        Assert.DoesNotContain(_inner, Run("ip", "netns", "list"), StringComparison.Ordinal);
        await _node.Node.UndoAsync(new UndoCommand(), Cancel);
        Assert.Equal(whole, Seen());
        Assert.Empty((await _node.Node.StatusAsync(Cancel)).Warnings);
    }

    [Fact]
    public async Task ARefusalInItTakesItAwayAgain()
    {
        NodeException refused = await Assert.ThrowsAsync<NodeException>(() =>
            ApplyAsync($"netns {_inner}\nbridge br0 {{ netns {_inner} }}\nsysctl net.ipv4.ip_forward {{ netns {_inner}; value nonsense }}"));
        Assert.Contains("ip_forward", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_inner, Run("ip", "netns", "list"), StringComparison.Ordinal);
    }
}
