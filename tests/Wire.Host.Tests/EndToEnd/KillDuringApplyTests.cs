using System.Diagnostics;
using Wire.Host.Api;
using Wire.Host.Tests.Node;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>The published daemon is killed with SIGKILL in the middle of applies of some 50 units on the running kernel.</summary>
[Trait("Category", "Kernel")]
public sealed class KillDuringApplyTests
{
    private const int Units = 50;

    private static readonly TimeSpan _whole = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledDaemonSettlesItsApplyAtTheNextStart()
    {
        _ = DaemonProcess.Program;
        using RealNamespace netns = new();
        using TemporaryDirectory directory = new();
        string state = directory.File("state");
        Random random = new();
        (string Text, IReadOnlyList<string> Expected) declared = Write(0);
        double applyMs = 0;
        using (DaemonProcess first = await DaemonProcess.StartAsync(netns.Name, state))
        {
            applyMs = await Apply(first, declared.Text) ?? throw new InvalidOperationException("an undisturbed apply failed");
            first.Kill();
        }

        int interrupted = 0;
        Stopwatch watch = Stopwatch.StartNew();
        for (int round = 1; watch.Elapsed < _whole && round < 30; round++)
        {
            var next = Write(round);
            using (DaemonProcess daemon = await DaemonProcess.StartAsync(netns.Name, state))
            {
                Task<double?> apply = Apply(daemon, next.Text);
                await Task.WhenAny(apply, Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * applyMs * 1.3), Cancel));
                daemon.Kill();
                interrupted += await apply is null ? 1 : 0;
            }
            using DaemonProcess again = await DaemonProcess.StartAsync(netns.Name, state);
            bool isNew = await IsDeclared(netns.Name, state, directory, next.Text);
            Assert.True(isNew || await IsDeclared(netns.Name, state, directory, declared.Text), $"round {round}: neither the old nor the new network is whole");
            declared = isNew ? next : declared;
            IReadOnlyList<string> differences = CanonicalLines.Differences(declared.Expected, IpReading.Of(netns.Name));
            Assert.True(differences.Count == 0, $"round {round}, {(isNew ? "new" : "old")}:\n{string.Join('\n', differences)}");
            again.Kill();
        }
        Assert.True(interrupted > 0, "no apply was interrupted");
    }

    /// <summary>Milliseconds; null when the daemon died meanwhile.</summary>
    private static async Task<double?> Apply(DaemonProcess daemon, string text)
    {
        try
        {
            await using NodeClient? client = await daemon.ConnectAsync();
            if (client is null)
            {
                return null;
            }
            Stopwatch watch = Stopwatch.StartNew();
            await client.ApplyAsync(new ApplyCommand(new PlanCommand(text, "kill.wire")), Cancel);
            return watch.Elapsed.TotalMilliseconds;
        }
        catch (NodeException e) when (e.Reply.Error is NodeError.DaemonRequired or NodeError.Busy)
        {
            return null;
        }
    }

    /// <summary><c>wire plan</c> says that there is nothing to do.</summary>
    private static async Task<bool> IsDeclared(string netns, string state, TemporaryDirectory directory, string text)
    {
        string file = directory.File("plan.wire");
        await File.WriteAllTextAsync(file, text, Cancel);
        (int code, string output) = await DaemonProcess.RunAsync("--netns", netns, "--state", state, "plan", file);
        Assert.True(code is 0 or 2, output);
        return code == 0;
    }

    /// <summary>Each round changes mtus and masters, makes a third anew, deletes a third, and moves the addresses.</summary>
    private static (string Text, IReadOnlyList<string> Expected) Write(int round)
    {
        List<string> text = [], expected = [];
        for (int i = 0; i < Units; i++)
        {
            if ((i + round) % 3 == 0)
            {
                continue;
            }
            int mtu = 1400 + ((i + round) % 50);
            text.Add($"bridge wb{i} {{ mtu {mtu}; address 10.{i}.{round % 200}.1/24 }}");
            text.Add($"veth wv{i} {{ peer wp{i}; master wb{i} }}");
            text.Add($"vxlan wx{i} {{ vni {1000 + i + (100 * (round % 2))}; local 10.200.0.1; remote 10.200.0.2; port 4789; master wb{i} }}");
            expected.Add($"link wb{i} bridge up mtu {mtu} ");
            expected.Add($"link wv{i} veth up .. master wb{i} ");
            expected.Add($"link wp{i} veth up");
            expected.Add($"link wx{i} vxlan up .. master wb{i} .. vni {1000 + i + (100 * (round % 2))} ");
            expected.Add($"address wb{i} 10.{i}.{round % 200}.1/24");
        }
        return (string.Join('\n', text), expected);
    }
}
