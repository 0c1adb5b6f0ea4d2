using Wire.Host.Api;
using Wire.Host.Tests.Life;
using Wire.Host.Tests.Node;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>The counters of drivers, as ethtool(8) shows them.</summary>
[Trait("Category", "Kernel")]
[Trait("Category", "Guest")]
public sealed class StatisticsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly LifeNamespace _netns;

    public StatisticsTests() => _netns = new(new()
    {
        Kind = "veth",
        Name = "v0",
        Text = "",
        Look = "",
        Shows = [],
        Foreign = [],
        Setup = ["ip link add v0 up type veth peer name v1", "ip link set v1 up", "ip link add b0 type bridge"],
    }, 1, _directory.File("state"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _netns.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task CountersHaveTheNamesAndValuesOfEthtool()
    {
        await using LifeNode node = await LifeNode.OpenAsync(_directory.File("state"), _netns.Name);

        ShowReply reply = await node.Node.ShowAsync(new ShowQuery("link", Statistics: true), Cancel);

        Assert.Equal(["b0", "lo", "v0", "v1"], reply.Statistics!.Select(s => s.Link));
        StatisticsView shown = reply.Statistics!.Single(s => s.Link == "v0");
        string[] told = [.. _netns.Must("ethtool -S v0").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)];
        Assert.True(told.Length > 3, $"ethtool tells {told.Length} counters");
        Assert.Equal(told.Select(line => line.Split(':')[0]), shown.Counters.Select(c => c.Name));
        // Who the other end is does not count on meanwhile.
        Assert.Contains(told, line => line == $"peer_ifindex: {shown.Counters.Single(c => c.Name == "peer_ifindex").Value}");
        Assert.Empty(reply.Statistics!.Single(s => s.Link == "b0").Counters);
    }

    [Fact]
    public async Task WhatHasNoCountersIsSaid()
    {
        await using LifeNode node = await LifeNode.OpenAsync(_directory.File("state"), _netns.Name);

        foreach (ShowQuery query in new ShowQuery[] { new("route", Statistics: true), new(Name: "v0", At: "@1", Statistics: true), new(Name: "v0", Desired: true, Statistics: true) })
        {
            Assert.Equal(NodeError.BadRequest, (await Assert.ThrowsAsync<NodeException>(() => node.Node.ShowAsync(query, Cancel))).Reply.Error);
        }
    }
}
