using System.Diagnostics;
using Wire.Domain;

namespace Wire.Kernel.Tests.Messages;

/// <summary>What is known of routes when a link, an address or a nexthop object goes.</summary>
public sealed class RoutesOfLinks
{
    private readonly RouteBook _book = new();

    private static Route Route(string prefix, string? dev, string? source = null, uint? nexthop = null, params NextHop[] ways) => new()
    {
        Prefix = IpPrefix.Parse(prefix), Dev = dev, Source = source is null ? null : IpAddr.Parse(source), NexthopId = nexthop,
        NextHops = ways.Length == 0 ? null : ways.ToValueList(),
    };

    [Fact]
    public void LinkThatGoesTakesItsIpv4RoutesAndNoOthers()
    {
        _book.Observe(Route("10.0.0.0/8", "v0"), 0);
        _book.Observe(Route("10.1.0.0/16", "v1"), 0);
        _book.Observe(Route("10.2.0.0/16", null, ways: [new(IpAddr.Parse("10.0.0.2"), "v0", 1), new(IpAddr.Parse("10.1.0.2"), "v1", 1)]), 0);
        _book.Observe(Route("fd00::/64", "v0"), 0);

        Assert.Equal(["10.0.0.0/8", "10.2.0.0/16"], _book.TakeAllBy("v0").Select(n => n.Route.Prefix.ToString()));
        Assert.False(_book.Concerns("v0", null));
        Assert.True(_book.Concerns("v1", null));
    }

    [Fact]
    public void RouteBehindAnotherIsFoundByItsOwnLinkAndComesForwardOnce()
    {
        _book.Observe(Route("10.0.0.0/8", "v0"), 0);
        _book.Observe(Route("10.0.0.0/8", "v1"), LinuxNetlink.NLM_F_APPEND);

        RouteBook.News next = Assert.Single(_book.TakeAllBy("v0"));
        Assert.Equal(("v1", false), (next.Route.Dev, next.Vanished));
        Assert.False(_book.Concerns("v0", null));
        Assert.True(Assert.Single(_book.TakeAllBy("v1")).Vanished);
        Assert.False(_book.Concerns("v1", null));
    }

    [Fact]
    public void SourceAndNexthopAreForgottenWithTheLastRouteThatHasThem()
    {
        _book.Observe(Route("10.0.0.0/8", "v0", source: "192.0.2.1"), 0);
        _book.Observe(Route("10.1.0.0/16", null, nexthop: 7), 0);
        Assert.True(_book.Concerns("", IpAddr.Parse("192.0.2.1")));
        Assert.True(_book.Concerns("", null, 7));

        _book.Observe(Route("10.0.0.0/8", "v0"), LinuxNetlink.NLM_F_REPLACE);
        _book.Vanish(Route("10.1.0.0/16", null, nexthop: 7));
        Assert.False(_book.Concerns("", IpAddr.Parse("192.0.2.1")));
        Assert.False(_book.Concerns("", null, 7));
    }

    [Fact]
    public void RenamedLinkIsFoundByItsNewNameAlone()
    {
        _book.Observe(Route("10.0.0.0/8", "v0") with { Protocol = 2 }, 0);
        _book.Observe(Route("fd00::/64", "v0"), 0);
        _book.Observe(Route("fd00::/64", "v0") with { Metric = 5 }, 0);

        Assert.All(_book.Rename("v0", "w0").Where(n => !n.Vanished), n => Assert.Equal("w0", n.Route.Dev));
        Assert.Empty(_book.Rename("v0", "x0"));
        Assert.True(_book.Concerns("w0", null));
        Assert.False(_book.Concerns("v0", null));
        Assert.Single(_book.TakeAllBy("w0"));
    }

    [Fact]
    public void LinksThatGoDownCostWhatHangsOnThemAndNotWhatThereIs()
    {
        TimeSpan few = DownsAmong(1_000), many = DownsAmong(100_000);

        Assert.True(many < few * 20, $"100 links that went down cost {few} among 1000 routes and {many} among 100000");
    }

    /// <summary>fe80::/64 and ff00::/8 are there once for each link: if all had one hash, finding one would cost as many comparisons as there are links.</summary>
    [Fact]
    public void NetworkThatEachLinkHasIsFoundByItsLink()
    {
        Route[] routes = [.. Enumerable.Range(0, 1_000).Select(i => Route("fe80::/64", $"l{i}") with { Protocol = 2 })];

        Assert.All(routes, r => Assert.True(_book.Observe(r, 0)));
        Assert.InRange(routes.Select(new RouteNames().GetHashCode).Distinct().Count(), 990, 1_000);
    }

    /// <summary>The time of 100 links with two routes each, the best of several attempts.</summary>
    private static TimeSpan DownsAmong(int routes)
    {
        RouteBook book = new();
        for (int i = 0; i < routes; i++)
        {
            book.Observe(Route($"10.{i >> 16}.{i >> 8 & 255}.{i & 255}/32", $"l{i / 2}"), 0);
        }
        TimeSpan best = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < 100; i++)
            {
                string down = $"l{attempt * 100 + i}";
                Assert.True(book.Concerns(down, IpAddr.Parse("192.0.2.1")));
                Assert.Equal(2, book.TakeAllBy(down).Count);
            }
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            best = taken < best ? taken : best;
        }
        return best;
    }
}
