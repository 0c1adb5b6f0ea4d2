using System.Diagnostics;
using Wire.Host.Api;
using Wire.Host.Tests.Life;
using static Wire.Host.Tests.EndToEnd.CabledNamespaces;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>
/// Wire's end of IPsec in one namespace, ip(8)'s end in another, and a cable between: pings cross as ESP and as nothing else, both ends
/// count them, and without the state nothing crosses.
/// </summary>
[Trait("Category", "Guest")]
public sealed class IpsecTests : IDisposable
{
    private const string Out = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223", In = "303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f50515253",
        Aes = "606162636465666768696a6b6c6d6e6f", Sha = "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f";

    private readonly CabledNamespaces _cable = new();

    public IpsecTests()
    {
        foreach ((string name, string hex) in new[] { ("out", Out), ("in", In), ("aes", Aes), ("sha", Sha) })
        {
            _cable.Keep(name, Convert.FromHexString(hex));
        }
    }

    public void Dispose() => _cable.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TransportWithAeadProtectsWhatTwoHostsSay()
    {
        Theirs($"xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000 reqid 1 mode transport aead 'rfc4106(gcm(aes))' 0x{Out} 128 replay-window 32");
        Theirs($"xfrm state add src 192.0.2.2 dst 192.0.2.1 proto esp spi 0x2000 reqid 1 mode transport aead 'rfc4106(gcm(aes))' 0x{In} 128");
        Theirs("xfrm policy add dir out src 192.0.2.2/32 dst 192.0.2.1/32 tmpl proto esp reqid 1");
        Theirs("xfrm policy add dir in src 192.0.2.1/32 dst 192.0.2.2/32 tmpl proto esp reqid 1");
        await using LifeNode node = await LifeNode.OpenAsync(_cable.State, _cable.Ours);

        await CrossesOnlyWithTheStateAsync(node, "192.0.2.2", """
            xfrm-state 0x1000 { src 192.0.2.1; dst 192.0.2.2; reqid 1; aead rfc4106(gcm(aes)); aead-key out }
            xfrm-policy out { src 192.0.2.1/32; dst 192.0.2.2/32; tmpl proto esp reqid 1 }
            xfrm-policy in { src 192.0.2.2/32; dst 192.0.2.1/32; tmpl proto esp reqid 1 }
            """, "xfrm-state 0x2000 { src 192.0.2.2; dst 192.0.2.1; reqid 1; aead rfc4106(gcm(aes)); aead-key in; replay-window 64 }");
    }

    [Fact]
    public async Task TunnelWithCbcAndHmacCarriesTheNetworksBehind()
    {
        const string How = "mode tunnel enc 'cbc(aes)' 0x" + Aes + " auth-trunc 'hmac(sha256)' 0x" + Sha + " 128 replay-window 32 flag esn";
        Theirs("address add 10.2.0.1/16 dev lo");
        Theirs("route add 10.1.0.0/16 dev v0 via 192.0.2.1 src 10.2.0.1");
        Theirs($"xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000 reqid 1 {How}");
        Theirs($"xfrm state add src 192.0.2.2 dst 192.0.2.1 proto esp spi 0x2000 reqid 1 {How}");
        Theirs("xfrm policy add dir out src 10.2.0.0/16 dst 10.1.0.0/16 tmpl src 192.0.2.2 dst 192.0.2.1 proto esp reqid 1 mode tunnel");
        Theirs("xfrm policy add dir in src 10.1.0.0/16 dst 10.2.0.0/16 tmpl src 192.0.2.1 dst 192.0.2.2 proto esp reqid 1 mode tunnel");
        await using LifeNode node = await LifeNode.OpenAsync(_cable.State, _cable.Ours);
        const string Ours = "reqid 1; mode tunnel; enc cbc(aes); enc-key aes; auth hmac(sha256); auth-key sha; auth-trunc 128; replay-window 128; flag esn";

        await CrossesOnlyWithTheStateAsync(node, "10.2.0.1", $$"""
            interface lo { address 10.1.0.1/16 }
            route 10.2.0.0/16 { via 192.0.2.2; source 10.1.0.1 }
            xfrm-state 0x1000 { src 192.0.2.1; dst 192.0.2.2; {{Ours}} }
            xfrm-policy out { src 10.1.0.0/16; dst 10.2.0.0/16; tmpl src 192.0.2.1 dst 192.0.2.2 proto esp reqid 1 mode tunnel }
            xfrm-policy in { src 10.2.0.0/16; dst 10.1.0.0/16; tmpl src 192.0.2.2 dst 192.0.2.1 proto esp reqid 1 mode tunnel }
            """, $"xfrm-state 0x2000 {{ src 192.0.2.2; dst 192.0.2.1; {Ours} }}");
    }

    [Fact]
    public async Task LinkOfItsOwnCarriesWhatIsRoutedThere()
    {
        Theirs("link add x0 type xfrm dev v0 if_id 0x7");
        Theirs("address add 10.0.0.2/24 dev x0");
        Theirs("link set x0 up");
        Theirs($"xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000 if_id 0x7 mode tunnel aead 'rfc4106(gcm(aes))' 0x{Out} 128");
        Theirs($"xfrm state add src 192.0.2.2 dst 192.0.2.1 proto esp spi 0x2000 if_id 0x7 mode tunnel aead 'rfc4106(gcm(aes))' 0x{In} 128");
        Theirs("xfrm policy add dir out src 0.0.0.0/0 dst 0.0.0.0/0 if_id 0x7 tmpl src 192.0.2.2 dst 192.0.2.1 proto esp mode tunnel");
        Theirs("xfrm policy add dir in src 0.0.0.0/0 dst 0.0.0.0/0 if_id 0x7 tmpl src 192.0.2.1 dst 192.0.2.2 proto esp mode tunnel");
        await using LifeNode node = await LifeNode.OpenAsync(_cable.State, _cable.Ours);

        await CrossesOnlyWithTheStateAsync(node, "10.0.0.2", """
            xfrm x0 { if-id 0x7; underlay v0; address 10.0.0.1/24 }
            xfrm-state 0x1000 { src 192.0.2.1; dst 192.0.2.2; mode tunnel; if-id 0x7; aead rfc4106(gcm(aes)); aead-key out; dir out }
            xfrm-policy out { src 0.0.0.0/0; dst 0.0.0.0/0; if-id 0x7; tmpl src 192.0.2.1 dst 192.0.2.2 proto esp mode tunnel }
            xfrm-policy in { src 0.0.0.0/0; dst 0.0.0.0/0; if-id 0x7; tmpl src 192.0.2.2 dst 192.0.2.1 proto esp mode tunnel }
            """, "xfrm-state 0x2000 { src 192.0.2.2; dst 192.0.2.1; mode tunnel; if-id 0x7; aead rfc4106(gcm(aes)); aead-key in; dir in; replay-window 64 }");
    }

    /// <summary>The kernel says the end of a state by its limit in no other way, and what a program's own IKE daemon made is no matter of Wire's.</summary>
    [Fact]
    public async Task StateAtItsHardLimitIsMadeAnewAndThoseOfOthersAreLeftAlone()
    {
        Run($"ip -n {_cable.Ours} xfrm state add src 192.0.2.9 dst 192.0.2.1 proto esp spi 0x3000 aead 'rfc4106(gcm(aes))' 0x{In} 128");
        await using LifeNode node = await LifeNode.OpenAsync(_cable.State, _cable.Ours);
        const string Text = "xfrm-state 0x1000 { src 192.0.2.1; dst 192.0.2.2; reqid 1; aead rfc4106(gcm(aes)); aead-key out; packet-hard 1 }"
            + "\nxfrm-policy out { src 192.0.2.1/32; dst 192.0.2.2/32; tmpl proto esp reqid 1 }";
        await ApplyAsync(node, Text);
        long position = (await node.Node.StatusAsync(Cancel)).Journal.Position;

        Run($"ip netns exec {_cable.Ours} ping -c 3 -i 0.2 -W 1 192.0.2.2 || true");
        await UntilAsync(async () => (await node.Node.LogAsync(new LogQuery(All: true, Limit: 50), Cancel)).Entries.Any(e => e.Verb == "heal" && e.Position > position));
        await UntilAsync(() => Task.FromResult(Run($"ip -n {_cable.Ours} xfrm state list").Contains("spi 0x00001000", StringComparison.Ordinal)));
        await ApplyAsync(node, "");

        string left = Run($"ip -n {_cable.Ours} xfrm state list; ip -n {_cable.Ours} xfrm policy list");
        Assert.DoesNotContain("spi 0x00001000", left, StringComparison.Ordinal);
        Assert.DoesNotContain("dir out", left, StringComparison.Ordinal);
        Assert.Contains("spi 0x00003000", left, StringComparison.Ordinal);
    }

    /// <summary>
    /// The kernel keeps the policy, by the index of the link that is gone: it would never match again, and as long as it has the number that
    /// is declared, no other policy gets that (xfrm_gen_index).
    /// </summary>
    [Fact]
    public async Task PolicyOfALinkThatSomebodyDeletedIsMadeForTheNewOneAndTheOldOneGoes()
    {
        Run($"ip -n {_cable.Ours} link add theirs type dummy; ip -n {_cable.Ours} xfrm policy add dir in src 10.8.0.0/16 dst 10.7.0.0/16 dev theirs");
        await using LifeNode node = await LifeNode.OpenAsync(_cable.State, _cable.Ours);
        await ApplyAsync(node, "dummy d0\ndummy d1\nxfrm-policy in { src 10.8.0.0/16; dst 10.9.0.0/16; dev d0; index 808; action block }");

        Run($"ip -n {_cable.Ours} link delete d0; ip -n {_cable.Ours} link delete theirs");

        await UntilAsync(() => Task.FromResult(Run($"ip -n {_cable.Ours} xfrm policy list").Contains("dst 10.9.0.0/16 dev d0", StringComparison.Ordinal)));
        await UntilAsync(async () => (await node.Node.StatusAsync(Cancel)).Drift.Count == 0);
        string[] left = [.. Run($"ip -n {_cable.Ours} xfrm policy list").Split('\n').Where(l => l.StartsWith("src 10.8", StringComparison.Ordinal))];
        Assert.Equal(["10.7.0.0/16", "10.9.0.0/16"], left.Select(l => l.Split(' ')[3]).Order(StringComparer.Ordinal));
        Assert.Contains("index 808 ", Run($"ip -n {_cable.Ours} -s xfrm policy list"), StringComparison.Ordinal);
    }

    /// <summary>
    /// Without the state that receives, no answer comes; with it, what leaves is ESP alone, and so is each answer: what came out of a
    /// tunnel is shown once more on the link that it came in by, so those are counted by the state.
    /// </summary>
    private async Task CrossesOnlyWithTheStateAsync(LifeNode node, string there, string text, string state)
    {
        await ApplyAsync(node, text);
        Assert.NotEqual(0, Exit($"ip netns exec {_cable.Ours} ping -c 1 -W 1 {there}"));

        await ApplyAsync(node, $"{text}\n{state}");
        string capture = _cable.File("capture");
        using Process tcpdump = Process.Start("ip", ["netns", "exec", _cable.Ours, "tcpdump", "-U", "--immediate-mode", "-q", "-n", "-i", "v0", "-Q", "out", "-w", capture, "ip"]);
        try
        {
            await UntilAsync(() => Task.FromResult(File.Exists(capture) && new FileInfo(capture).Length > 0));
            Run($"ip netns exec {_cable.Ours} ping -c 3 -i 0.2 -W 2 {there}");
        }
        finally
        {
            Run($"kill -INT {tcpdump.Id}");
            tcpdump.WaitForExit();
        }
        string[] crossed = Run($"tcpdump -n -q -r {capture} 2>/dev/null").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, crossed.Length);
        Assert.All(crossed, packet => Assert.Contains("ESP(spi=0x0000", packet, StringComparison.Ordinal));
        Assert.Contains("3(packets)", Run($"ip -s -n {_cable.Ours} xfrm state list src 192.0.2.2 dst 192.0.2.1"), StringComparison.Ordinal);

        // Sequence numbers and counters are no drift, and no key is in the journal.
        Assert.Empty((await node.Node.StatusAsync(Cancel)).Drift);
        await node.DisposeAsync();
        foreach (string file in Directory.EnumerateFiles(_cable.State, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/keys/", StringComparison.Ordinal)))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file, Cancel);
            foreach (string key in new[] { Out, In, Aes, Sha })
            {
                Assert.True(bytes.AsSpan().IndexOf(Convert.FromHexString(key).AsSpan(0, 16)) < 0, $"{file} has a key in it");
                Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(key[..32])) < 0, $"{file} has a key in it");
            }
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (Stopwatch watch = Stopwatch.StartNew(); !await holds(); await Task.Delay(20, Cancel))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "it does not come to that");
        }
    }

    private static async Task ApplyAsync(LifeNode node, string text) => await node.Node.ApplyAsync(new ApplyCommand(new PlanCommand(text, "ipsec.wire", AllowEmpty: true)), Cancel);

    private void Theirs(string arguments) => Run($"ip -n {_cable.Theirs} {arguments}");

    private static int Exit(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
