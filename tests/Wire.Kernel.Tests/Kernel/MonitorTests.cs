using System.Diagnostics;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>What the monitor tells while others change the network is what the network is afterwards.</summary>
[Trait("Category", "Kernel")]
public sealed class MonitorTests : IDisposable
{
    private readonly TestNetns _netns = new();
    private readonly RealNetlink _kernel;

    public MonitorTests()
    {
        _kernel = new RealNetlink(_netns.Name);
        _netns.Ip("link set lo up");
    }

    public void Dispose() => _netns.Dispose();

    /// <summary>Longer than the kernel takes to tell of a carrier (linkwatch: one second) and of a finished address check.</summary>
    private const int QuietMs = 1_800;

    private const int SettledMsMax = 20_000;

    /// <summary>What is told of this namespace: the names of namespaces are the machine's, and other tests make some.</summary>
    private static List<Observation> Drain(KernelMonitor monitor, int quietMs = 300)
    {
        List<Observation> seen = [];
        while (monitor.Receive(seen, quietMs, out bool overrun))
        {
            Assert.False(overrun);
        }
        seen.RemoveAll(o => o.Resource is NetworkNamespace);
        return seen;
    }

    private static void Fold(Dictionary<ResourceKey, Resource> state, IEnumerable<Observation> observations)
    {
        foreach (Observation observation in observations)
        {
            if (observation.Vanished)
            {
                state.Remove(observation.Resource.Key);
            }
            else
            {
                state[observation.Resource.Key] = observation.Resource;
            }
        }
    }

    private static IEnumerable<string> Text(IEnumerable<Resource> resources) => resources.Where(r => r is not NetworkNamespace).Select(r =>
        $"{r.Key}: " + string.Join(' ', r.Kind.Attributes.Where(a => a.IsSet(r)).Select(a => $"{a.Name}={a.Format(r)}")) + Raw(new(r.Unknown.Bytes, 0))).Order(StringComparer.Ordinal);

    /// <summary>What is not decoded: it has to be the same too, or every listing would look like a change.</summary>
    private static string Raw(AttributeReader unknown)
    {
        string text = "";
        while (unknown.Read())
        {
            text += $" {unknown.Type}:{Convert.ToHexString(unknown.Payload)}";
        }
        return text;
    }

    /// <summary>Each script ends with the events that led there equal to a fresh listing.</summary>
    [Theory]
    [InlineData("links", "link add br0 type bridge; link add v0 type veth peer name v1; link set v0 master br0; link set br0 up; link set v0 up; link set v1 up; link set v0 mtu 1400; link set v1 alias hello; link set v0 nomaster; link del br0; link add i0 type ifb; link del v1")]
    [InlineData("bridge that takes its ports along", "link add br0 type bridge; link set br0 up; link add v0 type veth peer name v1; link set v0 master br0 up; link set v1 up; addr add 10.0.0.1/24 dev br0; route add 10.9.0.0/16 via 10.0.0.2; link del br0")]
    [InlineData("routes that go in silence with their link", "link add br0 type bridge; link set br0 up; addr add 10.0.0.1/24 dev br0; route add 10.9.0.0/16 via 10.0.0.2; route add 10.8.0.0/16 via 10.0.0.2 table 77; route add blackhole 10.7.0.0/16; link set br0 down")]
    [InlineData("routes that go in silence with their address", "link add br0 type bridge; link set br0 up; addr add 10.0.0.1/24 dev br0; addr add 10.1.0.1/24 dev br0; route add 10.9.0.0/16 via 10.0.0.2 src 10.1.0.1; route add 10.8.0.0/16 via 10.0.0.2; addr del 10.1.0.1/24 dev br0")]
    [InlineData("multipath routes that are taken apart", "link add br0 type bridge; link set br0 up; addr add fd00::1/64 dev br0 nodad; -6 route add 2001:db8::/32 nexthop via fd00::2 nexthop via fd00::3 nexthop via fd00::4; -6 route del 2001:db8::/32 via fd00::3; -6 route append 2001:db8::/32 via fd00::5; -6 route del 2001:db8::/32 via fd00::2; -6 route del 2001:db8::/32 via fd00::4")]
    [InlineData("two links in one network", "link add a0 type bridge; link set a0 up; link add b0 type bridge; link set b0 up; addr add 10.0.0.1/24 dev a0; addr add 10.0.0.2/24 dev b0; link set a0 down")]
    [InlineData("a renamed link with all that hangs on it", "link add br0 type bridge; link set br0 up; link add v0 type veth peer name v1; link set v0 master br0 up; addr add 10.0.0.1/24 dev br0; route add 10.9.0.0/16 via 10.0.0.2; link set br0 down; link set br0 name core; link set core up; route add 10.6.0.0/16 via 10.0.0.2 dev core")]
    [InlineData("rules", "rule add priority 100 from 10.0.0.0/8 lookup 100; rule add priority 100 to 10.0.0.0/8 lookup 101; rule del priority 100 from 10.0.0.0/8; -6 rule add priority 7 fwmark 3 lookup 9")]
    public void EventsLeadToWhatAListingShows(string what, string script)
    {
        using KernelMonitor watching = KernelMonitor.Open(_kernel);
        Dictionary<ResourceKey, Resource> state = watching.Dump(out _).ToDictionary(r => r.Key);

        foreach (string command in script.Split(';', StringSplitOptions.TrimEntries))
        {
            _netns.Ip(command);
        }
        AssertLeadsToAListing(watching, state, what);
    }

    /// <summary>What nobody thought of: links, ports, addresses and routes made, changed, renamed and removed at random.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20261123)]
    [InlineData(77)]
    public void RandomCommandsLeadToWhatAListingShows(int seed)
    {
        using KernelMonitor watching = KernelMonitor.Open(_kernel);
        Dictionary<ResourceKey, Resource> state = watching.Dump(out _).ToDictionary(r => r.Key);

        foreach (string command in RandomCommands(new Random(seed), 200))
        {
            // Many are refused: that is part of it.
            _netns.TryIp(command);
        }

        AssertLeadsToAListing(watching, state, $"seed {seed}");
    }

    private static IEnumerable<string> RandomCommands(Random random, int count)
    {
        string[] names = ["k1", "k2", "k3", "k4", "k5", "k6"];
        string Any() => names[random.Next(names.Length)];
        string Net() => random.Next(2) == 0 ? $"10.{random.Next(3)}.0" : $"fd00:{random.Next(3)}:";
        string Host(string net) => net[0] == 'f' ? $"{net}:{random.Next(1, 4)}" : $"{net}.{random.Next(1, 4)}";
        string Size(string net) => net[0] == 'f' ? "64" : "24";
        for (int i = 0; i < count; i++)
        {
            string net = Net();
            yield return random.Next(14) switch
            {
                0 => $"link add {Any()} type bridge",
                1 => $"link add {Any()} type veth peer name {Any()}",
                2 => $"link add {Any()} type ifb",
                3 or 4 => $"link set dev {Any()} up",
                5 => $"link set dev {Any()} down",
                6 => $"link set dev {Any()} master {Any()}",
                7 => $"link set dev {Any()} nomaster",
                8 => $"link set dev {Any()} name {Any()}",
                9 => $"link set dev {Any()} mtu {random.Next(1300, 1500)}",
                10 => $"addr add {Host(net)}/{Size(net)} dev {Any()}",
                11 => $"addr del {Host(net)}/{Size(net)} dev {Any()}",
                12 => $"route add {(net[0] == 'f' ? "2001:db8::/32" : "172.16.0.0/12")} via {Host(net)}",
                _ => random.Next(3) == 0 ? $"link del dev {Any()}" : $"route append {(net[0] == 'f' ? "2001:db8::/32" : "172.16.0.0/12")} via {Host(net)}",
            };
        }
    }

    private void AssertLeadsToAListing(KernelMonitor watching, Dictionary<ResourceKey, Resource> state, string what)
    {
        string difference = "";
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.ElapsedMilliseconds < SettledMsMax)
        {
            Fold(state, Drain(watching, QuietMs));
            using KernelMonitor looking = KernelMonitor.Open(_kernel);
            IReadOnlyList<Resource> listing = looking.Dump(out _);
            difference = $"- listed only:\n{string.Join('\n', Text(listing).Except(Text(state.Values)))}\n- told only:\n{string.Join('\n', Text(state.Values).Except(Text(listing)))}";
            if (Text(listing).SequenceEqual(Text(state.Values)))
            {
                return;
            }
            // IPv6 begins and finishes an address check whenever it likes, on a busy machine seconds later: an address that is listed is told then.
        }
        Assert.Fail($"{what}:\n{difference}");
    }

    [Fact]
    public void ForeignProgramsPortIdIsTold()
    {
        using KernelMonitor monitor = KernelMonitor.Open(_kernel);
        monitor.Dump(out _);

        using Process ip = Process.Start("ip", ["-n", _netns.Name, "route", "add", "blackhole", "10.0.0.0/8"]);
        ip.WaitForExit();

        Observation made = Assert.Single(Drain(monitor));
        Assert.Equal(new ResourceKey("route", "10.0.0.0/8"), made.Resource.Key);
        Assert.False(made.Vanished);
        Assert.Equal((uint)ip.Id, made.PortId);
        Assert.NotEqual(0u, made.Sequence);
    }

    [Fact]
    public void LeavingABridgeIsToldAsAChangeOfThePort()
    {
        _netns.Ip("link add br0 type bridge");
        _netns.Ip("link add v0 type veth peer name v1");
        _netns.Ip("link set v0 master br0");
        using KernelMonitor monitor = KernelMonitor.Open(_kernel);
        monitor.Dump(out _);

        _netns.Ip("link set v0 nomaster");

        List<Observation> seen = Drain(monitor);
        Assert.DoesNotContain(seen, o => o.Vanished && o.Resource is Link);
        Assert.Equal("", Assert.IsType<Veth>(seen.Last(o => o.Resource.Key == ResourceKey.Link("v0")).Resource).Master);
    }

    [Fact]
    public void RenamedLinkVanishesUnderItsOldName()
    {
        _netns.Ip("link add old type bridge");
        _netns.Ip("addr add 10.0.0.1/24 dev old");
        using KernelMonitor monitor = KernelMonitor.Open(_kernel);
        monitor.Dump(out _);

        _netns.Ip("link set old name new");

        List<Observation> seen = Drain(monitor);
        Assert.Contains(seen, o => o.Vanished && o.Resource.Key == ResourceKey.Link("old"));
        Assert.Contains(seen, o => !o.Vanished && o.Resource.Key == ResourceKey.Link("new"));
        Assert.Contains(seen, o => o.Vanished && o.Resource.Key == new ResourceKey("address", "old 10.0.0.1/24"));
        Assert.Contains(seen, o => !o.Vanished && o.Resource.Key == new ResourceKey("address", "new 10.0.0.1/24"));
    }

    [Fact]
    public void HundredThousandRoutesAddedAtFullSpeedAreAllTold()
    {
        const int Count = 100_000;
        _netns.Ip("link add br0 type bridge");
        _netns.Ip("addr add 10.0.0.1/24 dev br0");
        _netns.Ip("link set br0 up");
        using Wired adder = new(_netns);
        adder.Learn("br0");
        using Prepared prepared = adder.Prepare([.. Enumerable.Range(0, Count).Select(i => Wired.Creation(new Route
        {
            Prefix = new(IpAddr.FromBytes([100, (byte)(i >> 16), (byte)(i >> 8), (byte)i]), 32), Via = IpAddr.Parse("10.0.0.2"), Dev = "br0",
        }))]);
        using KernelMonitor monitor = KernelMonitor.Open(_kernel);
        monitor.Dump(out _);

        Thread adding = new(() => Assert.Null(adder.Execute(prepared, (_, _) => { }).Refused));
        adding.Start();
        HashSet<ResourceKey> told = [];
        List<Observation> seen = [];
        while (monitor.Receive(seen, 3_000, out bool overrun))
        {
            Assert.False(overrun);
            told.UnionWith(seen.Where(o => o is { Vanished: false, Resource: Route { Protocol: 87 } }).Select(o => o.Resource.Key));
            seen.Clear();
        }
        adding.Join();

        Assert.Equal(Count, told.Count);
        Assert.Equal(Count, monitor.Dump(out _).Count(r => r is Route { Protocol: 87 }));
    }

    [Fact]
    public void LostEventsAreReportedAndAListingAfterwardsIsComplete()
    {
        using KernelMonitor monitor = KernelMonitor.Open(_kernel, null, receiveBufferBytes: 4096);
        Dictionary<ResourceKey, Resource> state = monitor.Dump(out _).ToDictionary(r => r.Key);

        _netns.IpBatch(Enumerable.Range(0, 2000).Select(i => $"route add blackhole 100.64.{i >> 8}.{i & 255}/32"));

        List<Observation> seen = [];
        bool lost = false;
        while (monitor.Receive(seen, 300, out bool overrun))
        {
            lost |= overrun;
        }
        Assert.True(lost);
        Assert.True(seen.Count < 2000);
        Assert.Equal(2000, monitor.Dump(out _).OfType<Route>().Count(r => r.Type == 6));
    }

    [Fact]
    public void EventsOfANamespaceHaveItsNameInTheirReferences()
    {
        using KernelMonitor monitor = KernelMonitor.Open(new RealNetlink(), _netns.Name);
        monitor.Dump(out _);

        _netns.Ip("link add br0 type bridge");
        _netns.Ip("addr add 10.0.0.1/24 dev br0");

        List<Observation> seen = Drain(monitor);
        Assert.Contains(seen, o => o.Resource.Key == ResourceKey.Link($"{_netns.Name}/br0") && ((Link)o.Resource).Netns == _netns.Name);
        Assert.Contains(seen, o => o.Resource is Address address && address.Link == $"{_netns.Name}/br0");
    }
}
