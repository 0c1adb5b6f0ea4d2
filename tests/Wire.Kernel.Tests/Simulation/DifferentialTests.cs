using System.Diagnostics;
using System.Globalization;
using Wire.Domain;
using Wire.Kernel.Tests.Kernel;
using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>Holds the simulated kernel against a real one: the same random requests, the same refusals, the same state.</summary>
public sealed class DifferentialTests
{
    private const int RequestsPerSeed = 120;
    private const int LinkWatchMsMax = 3000;

    private static readonly TimeSpan _whole = TimeSpan.FromSeconds(8), _long = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Category", "Kernel")]
    public void RandomRequestsAreAnsweredAsByTheRealKernelAndLeaveTheSameState() => 
        Compare([.. DrawnKinds.All.Where(k => k.Everywhere)], [.. DrawnObjects.All.Where(o => o.Everywhere)]);

    [Fact]
    [Trait("Category", "Guest")]
    public void RandomRequestsAboutEveryKindAreAnsweredAsByTheLabsKernel()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WIRE_LAB") == "1", "runs on the lab's kernel: ./ops/test guest");
        using (TestNetns netns = new())
        {
            // Where VXLAN is a module, the kernel knows of RTM_*TUNNEL from the first one on.
            netns.Ip("link add probe type vxlan id 1 dstport 4789");
        }
        Compare(DrawnKinds.All, DrawnObjects.All);
    }

    [Fact]
    public void EveryKindOfLinkIsDrawnOrIsKnownToBeMissing()
    {
        IEnumerable<string> drawn = DrawnKinds.All.Select(k => k.Name);
        Assert.Empty(DrawnKinds.NotYet.Keys.Intersect(drawn));
        Assert.Empty(ResourceKinds.All.Where(k => k.Collection == "link").Select(k => k.Name).Except(drawn).Except(DrawnKinds.NotYet.Keys));
    }

    [Fact]
    public void EveryKindThatIsNoLinkIsDrawnOrIsKnownToBeMissing()
    {
        HashSet<string> drawn = [.. DrawnObjects.All.SelectMany(o => o.Kinds)];
        Assert.Empty(DrawnObjects.NotYet.Keys.Intersect(drawn));
        Assert.Equal(ResourceKinds.All.Where(k => !k.IsLink).Select(k => k.Name).Order(), drawn.Concat(DrawnObjects.NotYet.Keys).Order());
    }

    /// <summary>The same seeds in every run, as many as its time allows; WIRE_SEED=N runs that one, WIRE_SEED_FROM=N a minute of others; WIRE_KINDS=bond,dummy draws those links alone, WIRE_THEME=Routing seeds about that alone.</summary>
    private static void Compare(IReadOnlyList<DrawnKind> kinds, IReadOnlyList<DrawnObject> objects)
    {
        string[] only = Environment.GetEnvironmentVariable("WIRE_KINDS")?.Split(',') ?? [];
        kinds = [.. kinds.Where(k => only.Length == 0 || only.Contains(k.Name))];
        string? told = Environment.GetEnvironmentVariable("WIRE_SEED");
        string? from = Environment.GetEnvironmentVariable("WIRE_SEED_FROM");
        int first = int.Parse(told ?? from ?? "1", CultureInfo.InvariantCulture);
        DrawnTheme? theme = Environment.GetEnvironmentVariable("WIRE_THEME") is { } name ? Enum.Parse<DrawnTheme>(name) : null;
        Stopwatch watch = Stopwatch.StartNew();
        int seeds = 0;
        for (int seed = first; seeds == 0 || (told is null && watch.Elapsed < (from is null ? _whole : _long)); seed++)
        {
            if (theme is null || RandomRequests.ThemeOf(seed) == theme)
            {
                Compare(seed, kinds, objects);
                seeds++;
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{seeds} seeds from {first}");
    }

    private static void Compare(int seed, IReadOnlyList<DrawnKind> kinds, IReadOnlyList<DrawnObject> objects)
    {
        using RealNamespace real = new();
        using FamilySockets realSockets = new(real.Open);
        SimulatedKernel simulated = new() { Ipv6LinkLocal = false, FiltersVlans = objects.Any(o => o.Kinds.Contains("bridge-vlan")) };
        using FamilySockets simulatedSockets = new(family => simulated.Open(family, null));
        CanonicalState state = new(RandomRequests.ChosenMacs, objects);
        using HeardEvents realEvents = new(real.Open, objects.Select(o => o.Events).OfType<DrawnEvents>());
        using HeardEvents simulatedEvents = new(family => simulated.Open(family, null), objects.Select(o => o.Events).OfType<DrawnEvents>());
        RandomRequests requests = new(seed, kinds, objects);
        List<string> done = [];
        byte[] loUp = LinkBytes.Change(new() { Index = 1, Up = true });
        Assert.Equal(realSockets.Route.Ask(loUp), simulatedSockets.Route.Ask(loUp));
        for (int i = 0; i < RequestsPerSeed; i++)
        {
            DrawnRequest request = requests.Next();
            (string Errors, string? Text) wanted = request.Ask(realSockets, real.Call);
            (string Errors, string? Text) got = request.Ask(simulatedSockets, call => simulated.Call(null, call));
            bool isDone = !wanted.Errors.Contains('E');
            done.Add($"{i,3}: {(isDone ? "  " : "! ")}{request.Words} → {wanted.Errors} {wanted.Text}");
            Assert.True(wanted.Errors == got.Errors, $"""
                WIRE_SEED={seed}: the real kernel said {wanted.Errors} ({wanted.Text}), the simulated one {got.Errors} ({got.Text}) to the last of
                {string.Join('\n', done)}
                """);
            if (isDone)
            {
                request.WhenDone?.Invoke();
            }
            CompareLines(seed, "events", done, realEvents.Take(), simulatedEvents.Take());
            SettleCarriers(realSockets.Route);
            if (i % 10 == 9 || i == RequestsPerSeed - 1)
            {
                CompareState(seed, state, done, real, realSockets, simulatedSockets);
            }
        }
    }

    private static void CompareState(int seed, CanonicalState state, List<string> done, RealNamespace real, FamilySockets realSockets, FamilySockets simulatedSockets)
    {
        IReadOnlyList<string> got = state.Read(simulatedSockets);
        IReadOnlyList<string> wanted = state.Read(realSockets);
        if (!wanted.SequenceEqual(got))
        {
            wanted = ReadLater(state, got, real, realSockets);
        }
        CompareLines(seed, "state", done, wanted, got);
    }

    private static void CompareLines(int seed, string what, List<string> done, IReadOnlyList<string> wanted, IReadOnlyList<string> got) =>
        Assert.True(wanted.SequenceEqual(got), $"""
            WIRE_SEED={seed}: another {what}
            {string.Join('\n', Besides(wanted, got).Select(l => "real:      " + l))}
            {string.Join('\n', Besides(got, wanted).Select(l => "simulated: " + l))}
            after
            {string.Join('\n', done)}
            """);

    /// <summary>What the kernel shows once it has done what it does a moment later: looked at again whenever it says something.</summary>
    private static IReadOnlyList<string> ReadLater(CanonicalState state, IReadOnlyList<string> expected, RealNamespace real, FamilySockets sockets)
    {
        using INetlinkSocket hears = real.Open(NetlinkFamily.Route);
        foreach (int group in new[] { RTNLGRP_LINK, RTNLGRP_NEIGH, RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_IFADDR, RTNLGRP_IPV6_ROUTE })
        {
            hears.Join(group);
        }
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<string> wanted = state.Read(sockets);
        while (!wanted.SequenceEqual(expected) && LinkWatchMsMax - (int)watch.ElapsedMilliseconds is > 0 and int left)
        {
            hears.ReceiveMessages(left);
            wanted = state.Read(sockets);
        }
        return wanted;
    }

    /// <summary>The lines that are more often in the one than in the other.</summary>
    private static IEnumerable<string> Besides(IReadOnlyList<string> these, IReadOnlyList<string> those)
    {
        ILookup<string, string> others = those.ToLookup(l => l);
        return these.GroupBy(l => l).SelectMany(g => g.Skip(others[g.Key].Count()));
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

