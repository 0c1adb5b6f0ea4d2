using System.Diagnostics;
using System.Globalization;
using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>Holds the simulated kernel against the running one: the same random requests, the same refusals, the same state.</summary>
[Trait("Category", "Kernel")]
public sealed class DifferentialTests
{
    private const int RequestsPerSeed = 120;
    private const int LinkWatchSecondsMax = 3;

    /// <summary>The same seeds in every run, as many as its time allows; WIRE_SEED=N runs that one, WIRE_SEED_FROM=N a minute of others.</summary>
    [Fact]
    public void RandomRequestsAreAnsweredAsByTheRealKernelAndLeaveTheSameState()
    {
        string? told = Environment.GetEnvironmentVariable("WIRE_SEED");
        string? from = Environment.GetEnvironmentVariable("WIRE_SEED_FROM");
        int first = int.Parse(told ?? from ?? "1", CultureInfo.InvariantCulture);
        TimeSpan time = TimeSpan.FromSeconds(from is null ? 8 : 60);
        Stopwatch watch = Stopwatch.StartNew();
        int seeds = 0;
        do
        {
            Compare(first + seeds);
            seeds++;
        }
        while (told is null && watch.Elapsed < time);
    }

    private static void Compare(int seed)
    {
        using RealNamespace real = new();
        using INetlinkSocket realSocket = real.Open();
        SimulatedKernel simulated = new() { Ipv6LinkLocal = false };
        using INetlinkSocket simulatedSocket = simulated.Open(NetlinkFamily.Route, null);
        RandomRequests requests = new(seed);
        List<string> done = [];
        byte[] loUp = LinkBytes.Change(new() { Index = 1, Up = true });
        Assert.Equal(realSocket.Ask(loUp), simulatedSocket.Ask(loUp));
        for (int i = 0; i < RequestsPerSeed; i++)
        {
            (string words, byte[] bytes) = requests.Next();
            (int Errno, string? Text) wanted = realSocket.Ask(bytes);
            (int Errno, string? Text) got = simulatedSocket.Ask(bytes);
            done.Add($"{i,3}: {(wanted.Errno == 0 ? "  " : "! ")}{words} → {(Testing.Simulation.Errno)wanted.Errno} {wanted.Text}");
            Assert.True(wanted.Errno == got.Errno, $"""
                WIRE_SEED={seed}: the real kernel said {(Testing.Simulation.Errno)wanted.Errno} ({wanted.Text}), the simulated one {(Testing.Simulation.Errno)got.Errno} ({got.Text}) to the last of
                {string.Join('\n', done)}
                """);
            SettleCarriers(realSocket);
            if (i % 10 == 9 || i == RequestsPerSeed - 1)
            {
                CompareState(seed, done, realSocket, simulatedSocket);
            }
        }
    }

    private static void CompareState(int seed, List<string> done, INetlinkSocket realSocket, INetlinkSocket simulatedSocket)
    {
        CanonicalState state = new(RandomRequests.ChosenMacs);
        IReadOnlyList<string> got = state.Read(simulatedSocket);
        IReadOnlyList<string> wanted = state.Read(realSocket);
        Stopwatch watch = Stopwatch.StartNew();
        while (!wanted.SequenceEqual(got) && watch.Elapsed < TimeSpan.FromSeconds(LinkWatchSecondsMax))
        {
            Thread.Sleep(50);
            wanted = state.Read(realSocket);
        }
        Assert.True(wanted.SequenceEqual(got), $"""
            WIRE_SEED={seed}: the state differs
            {string.Join('\n', wanted.Except(got).Select(l => "real:      " + l))}
            {string.Join('\n', got.Except(wanted).Select(l => "simulated: " + l))}
            after
            {string.Join('\n', done)}
            """);
    }

    /// <summary>The kernel works out carriers a moment later, but at once for a link that is asked for (linkwatch_sync_dev in rtnl_getlink).</summary>
    private static void SettleCarriers(INetlinkSocket socket)
    {
        foreach (int index in RandomRequests.Indexes)
        {
            socket.Ask(new MessageWriter(RTM_GETLINK, NLM_F_REQUEST | NLM_F_ACK, 1, 0)
                .U8(0).U8(0).U16(0).U32((uint)index).U32(0).U32(0).ToArray());
        }
    }
}
