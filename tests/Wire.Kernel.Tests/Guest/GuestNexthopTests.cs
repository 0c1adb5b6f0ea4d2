using Wire.Domain;
using Wire.Kernel.Tests.Kernel;

namespace Wire.Kernel.Tests.Guest;

/// <summary>Packets by nexthop objects, between namespaces.</summary>
[Trait("Category", "Guest")]
public sealed class GuestNexthopTests : IDisposable
{
    private readonly TestNetns _netns = new();
    private readonly TestNetns _left = new();
    private readonly TestNetns _right = new();
    private readonly Wired _wire;

    /// <summary>Two routers with the same addresses behind them: 198.51.100.1 to .16.</summary>
    public GuestNexthopTests()
    {
        _wire = new Wired(_netns);
        Connect(_left, "left", "10.1.0");
        Connect(_right, "right", "10.2.0");
        _wire.Create(
            new NexthopObject { Id = 1, Via = IpAddr.Parse("10.1.0.2"), Dev = "left" },
            new NexthopObject { Id = 2, Via = IpAddr.Parse("10.2.0.2"), Dev = "right" });
    }

    private void Connect(TestNetns router, string name, string network)
    {
        _netns.Ip($"link add {name} type veth peer name far netns {router.Name}");
        _netns.Ip($"addr add {network}.1/24 dev {name}");
        _netns.Ip($"link set {name} up");
        router.Ip($"addr add {network}.2/24 dev far");
        router.Ip("link set far up");
        router.Ip("link set lo up");
        router.Ip("route add local 198.51.100.0/24 dev lo");
        router.Ip("route add default via " + network + ".1");
        _wire.Learn(name);
    }

    public void Dispose()
    {
        _wire.Dispose();
        _right.Dispose();
        _left.Dispose();
        _netns.Dispose();
    }

    /// <summary>Echo requests to 16 addresses, and how many packets went out by each link.</summary>
    private (long Left, long Right) Ping()
    {
        (long left, long right) = (Sent("left"), Sent("right"));
        for (int i = 1; i <= 16; i++)
        {
            _netns.Ip($"netns exec {_netns.Name} ping -q -n -c 1 -W 2 198.51.100.{i}");
        }
        return (Sent("left") - left, Sent("right") - right);
    }

    private long Sent(string link) =>
        Assert.Single(_netns.IpJson($"-s link show dev {link}")).GetProperty("stats64").GetProperty("tx").GetProperty("packets").GetInt64();

    [Fact]
    public void GroupSendsFlowsByEachOfItsWays()
    {
        _wire.Create(
            new NexthopObject { Id = 20, Group = [new(1, 1), new(2, 1)] },
            new Route { Prefix = IpPrefix.Parse("198.51.100.0/24"), NexthopId = 20 });

        (long left, long right) = Ping();

        Assert.True(left > 0 && right > 0 && left + right >= 16, $"{left} by the left and {right} by the right");
    }

    [Fact]
    public void RouteSurvivesTheReplacementOfItsNexthop()
    {
        Route route = new() { Prefix = IpPrefix.Parse("198.51.100.0/24"), NexthopId = 1 };
        _wire.Create(route);
        Assert.True(Ping() is { Left: >= 16, Right: < 16 });

        NexthopObject before = _wire.See<NexthopObject>("1");
        _wire.Do(Wired.Difference(before, before with { Via = IpAddr.Parse("10.2.0.2"), Dev = "right" }));

        Assert.Equal(1u, _wire.See<Route>(route.Key.Id).NexthopId);
        Assert.True(Ping() is { Left: < 16, Right: >= 16 });
    }
}
