using System.Diagnostics;
using System.Text.Json;
using Wire.Host.Api;
using Wire.Host.Cli.Render;
using Wire.Host.Tests.Life;
using static Wire.Host.Tests.EndToEnd.CabledNamespaces;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>
/// Wire's end in one namespace, the kernel's own tools' end in another, and a cable between: packets cross, nobody on the cable can
/// read them, and no key is anywhere but among the keys.
/// </summary>
[Trait("Category", "Guest")]
public sealed class EncryptionTests : IDisposable
{
    private readonly CabledNamespaces _cable = new();

    public void Dispose() => _cable.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WireguardCarriesPacketsThatNobodyCanRead()
    {
        string theirKey = Run("wg genkey").Trim(), theirPublic = Run($"echo {theirKey} | wg pubkey").Trim(), psk = Keep("shared", Run("wg genpsk").Trim());
        await using LifeNode node = await LifeNode.OpenAsync(_cable.State, _cable.Ours);
        await ApplyAsync(node, $$"""
            wireguard wg0 { listen-port 51820; address 10.0.0.1/24 }
            wireguard-peer {{theirPublic}} { dev wg0; allowed-ip 10.0.0.2/32; preshared-key shared; endpoint 192.0.2.2:51820 }
            """);
        string ourKey = (await File.ReadAllTextAsync(Path.Combine(_cable.State, "keys", "wg0.key"), Cancel)).Trim();
        string ourPublic = Run($"echo {ourKey} | wg pubkey").Trim();
        Run($"echo {theirKey} > {_cable.File("their")}; ip -n {_cable.Theirs} link add wg0 type wireguard; ip -n {_cable.Theirs} address add 10.0.0.2/24 dev wg0; ip -n {_cable.Theirs} link set wg0 up");
        Run($"ip netns exec {_cable.Theirs} wg set wg0 private-key {_cable.File("their")} listen-port 51820 peer {ourPublic} preshared-key {Path.Combine(_cable.State, "keys", "shared.key")} allowed-ips 10.0.0.1/32 endpoint 192.0.2.1:51820");

        AssertUnreadable("10.0.0.2", "udp port 51820");

        // A peer that moves is followed by the kernel, and nobody heals it back.
        Run($"ip -n {_cable.Theirs} address delete 192.0.2.2/24 dev v0; ip -n {_cable.Theirs} address add 192.0.2.3/24 dev v0; ip netns exec {_cable.Theirs} ping -c 2 -W 2 10.0.0.1");
        await Task.Delay(Wire.Kernel.KernelMonitor.PollIntervalMs * 3, Cancel);
        Assert.Contains("192.0.2.3:51820", Run($"ip netns exec {_cable.Ours} wg show wg0 endpoints"), StringComparison.Ordinal);
        Assert.Empty((await node.Node.StatusAsync(Cancel)).Drift);

        await AssertSecretAsync(node, ourKey, psk);
    }

    [Fact]
    public async Task MacsecCarriesPacketsThatNobodyCanRead()
    {
        string ours = Keep("ours", Run("head -c 32 /dev/urandom | base64").Trim()), theirs = Keep("theirs", Run("head -c 32 /dev/urandom | base64").Trim());
        string ourSci = SciOf(_cable.Ours), theirSci = SciOf(_cable.Theirs);
        Run($"ip -n {_cable.Theirs} link add link v0 ms0 type macsec cipher gcm-aes-256 encrypt on; ip -n {_cable.Theirs} macsec add ms0 tx sa 0 pn 1 on key 01 {Hex(theirs)}");
        Run($"ip -n {_cable.Theirs} macsec add ms0 rx sci {ourSci} on; ip -n {_cable.Theirs} macsec add ms0 rx sci {ourSci} sa 0 pn 1 on key 02 {Hex(ours)}");
        Run($"ip -n {_cable.Theirs} address add 10.0.0.2/24 dev ms0; ip -n {_cable.Theirs} link set ms0 up");
        await using LifeNode node = await LifeNode.OpenAsync(_cable.State, _cable.Ours);
        await ApplyAsync(node, $$"""
            macsec ms0 { parent v0; cipher gcm-aes-256; encrypt on; address 10.0.0.1/24 }
            macsec-tx-sa ms0 { an 0; key ours }
            macsec-rx-sc ms0 { sci {{theirSci}} }
            macsec-rx-sa ms0 { sci {{theirSci}}; an 0; key theirs }
            """);

        AssertUnreadable("10.0.0.2", "ether proto 0x88e5");

        // Packet numbers count, and are no drift.
        await Task.Delay(Wire.Kernel.KernelMonitor.PollIntervalMs * 2, Cancel);
        Assert.Empty((await node.Node.StatusAsync(Cancel)).Drift);
        await AssertSecretAsync(node, ours, theirs);
    }

    /// <summary>The Ethernet address of the cable's end, and port 1.</summary>
    private static string SciOf(string netns) => Run($"ip netns exec {netns} cat /sys/class/net/v0/address").Trim().Replace(":", "", StringComparison.Ordinal) + "0001";

    private static string Hex(string key) => Convert.ToHexStringLower(Convert.FromBase64String(key));

    [Fact]
    public async Task KeyThatIsNotThereRefusesTheChangeAsAWhole()
    {
        await using LifeNode node = await LifeNode.OpenAsync(_cable.State, _cable.Ours);

        NodeException refused = await Assert.ThrowsAsync<NodeException>(() => ApplyAsync(node, "wireguard wg0 { private-key office }"));

        Assert.Contains("there is no key 'office'", refused.Message + string.Join('\n', refused.Reply.Details), StringComparison.Ordinal);
        Assert.DoesNotContain("wg0", Run($"ip -n {_cable.Ours} link show"), StringComparison.Ordinal);
    }

    /// <summary>Pings, and looks at the cable meanwhile: what crosses there is of the carrying protocol alone.</summary>
    private void AssertUnreadable(string there, string carrier)
    {
        string capture = _cable.File("capture");
        using Process tcpdump = Process.Start("ip", ["netns", "exec", _cable.Ours, "tcpdump", "-U", "--immediate-mode", "-q", "-n", "-i", "v0", "-w", capture]);
        try
        {
            Stopwatch watch = Stopwatch.StartNew();
            while (!File.Exists(capture) || new FileInfo(capture).Length == 0)
            {
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "tcpdump does not begin");
                Thread.Sleep(20);
            }
            Run($"ip netns exec {_cable.Ours} ping -c 3 -i 0.2 -W 2 -p 57697265 {there}");
        }
        finally
        {
            Run($"kill -INT {tcpdump.Id}");
            tcpdump.WaitForExit();
        }
        int carried = Run($"tcpdump -n -r {capture} '{carrier}' 2>/dev/null").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        Assert.True(carried >= 6, $"{carried} packets of {carrier}");
        // The pattern of the pings, "Wire", over and over.
        Assert.Equal(-1, File.ReadAllBytes(capture).AsSpan().IndexOf("WireWireWire"u8));
    }

    private async Task ApplyAsync(LifeNode node, string text) => await node.Node.ApplyAsync(new ApplyCommand(new PlanCommand(text, "encryption.wire")), Cancel);

    private string Keep(string name, string key)
    {
        _cable.Keep(name, Convert.FromBase64String(key));
        return key;
    }

    /// <summary>No form of a key is in the journal, in a backup, or in anything that the node says.</summary>
    private async Task AssertSecretAsync(LifeNode node, params string[] keys)
    {
        await node.Node.CreateBackupAsync(new BackupCommand("all", null), Cancel);
        StatusReply status = await node.Node.StatusAsync(Cancel);
        // The JSON of the command line: the API's escapes '+', which would hide a key.
        List<string> said =
        [
            JsonSerializer.Serialize(await node.Node.LogAsync(new LogQuery(Patch: true, All: true), Cancel), CliJson.Types.LogReply),
            JsonSerializer.Serialize(await node.Node.ShowAsync(new ShowQuery(), Cancel), CliJson.Types.ShowReply),
            JsonSerializer.Serialize(await node.Node.ExportAsync(new ExportQuery(), Cancel), CliJson.Types.ExportReply),
            JsonSerializer.Serialize(status, CliJson.Types.StatusReply),
        ];
        await foreach (EventView item in node.Node.WatchAsync(new WatchQuery(1), Cancel))
        {
            said.Add(JsonSerializer.Serialize(item, CliJson.Types.EventView));
            if (item.Position >= status.Journal.Position)
            {
                break;
            }
        }
        await node.DisposeAsync(); // it has its journal to itself
        string[] files = [.. Directory.EnumerateFiles(_cable.State, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/keys/", StringComparison.Ordinal))];
        Assert.Contains(files, f => f.EndsWith(".segment", StringComparison.Ordinal));
        foreach (string key in keys)
        {
            byte[] raw = Convert.FromBase64String(key);
            foreach (byte[] form in new[] { raw, Utf8(key.TrimEnd('=')), Utf8(Convert.ToHexString(raw)), Utf8(Convert.ToHexStringLower(raw)), Utf8(Convert.ToHexString(raw, 0, 8)) })
            {
                Assert.All(files, f => Assert.True(File.ReadAllBytes(f).AsSpan().IndexOf(form) < 0, $"{f} has a key in it"));
                Assert.All(said, s => Assert.True(Utf8(s).AsSpan().IndexOf(form) < 0, $"a key is said: {s}"));
            }
        }
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
