using Wire.Host.Api;

namespace Wire.Host.Tests.Api;

public sealed class WatchTests
{
    [Fact]
    public async Task EachEventArrivesAtOnceAndGoingAwayEndsTheSubscription()
    {
        ScriptedNode node = Samples.Node();
        await using ApiHost host = await ApiHost.StartAsync(node);
        await using NodeClient client = await host.ConnectAsync();
        using CancellationTokenSource watching = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        watching.CancelAfter(TimeSpan.FromSeconds(20));
        await using (IAsyncEnumerator<EventView> events = client.WatchAsync(new WatchQuery(7), watching.Token).GetAsyncEnumerator(watching.Token))
        {
            for (long position = 7; position < 10; position++)
            {
                // The next one is sent only after this one came: nothing waits in a buffer.
                node.Events.Add(Samples.Event(position), watching.Token);
                Assert.True(await events.MoveNextAsync());
                Assert.Equal(position, events.Current.Position);
                Assert.Equal("vswitch0", (string?)events.Current.Data["name"]);
            }
        }

        Assert.Equal([new WatchQuery(7)], node.Asked);
        for (int tries = 0; node.Watched.IsSet && tries < 200; tries++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        Assert.False(node.Watched.IsSet);
    }

    [Fact]
    public async Task AFailureBeforeTheFirstEventIsAnErrorReply()
    {
        ScriptedNode node = Samples.Node();
        node.Failure = new NodeException(NodeError.BadRequest, "there is no position 99 yet");
        await using ApiHost host = await ApiHost.StartAsync(node);
        await using NodeClient client = await host.ConnectAsync();

        NodeException thrown = await Assert.ThrowsAsync<NodeException>(async () =>
        {
            await foreach (EventView _ in client.WatchAsync(new WatchQuery(99), TestContext.Current.CancellationToken))
            {
            }
        });

        Assert.Equal(NodeError.BadRequest, thrown.Reply.Error);
    }

    [Fact]
    public async Task StoppingTheDaemonEndsItsWatchersAtOnce()
    {
        ScriptedNode node = Samples.Node();
        await using ApiHost host = await ApiHost.StartAsync(node);
        await using NodeClient client = await host.ConnectAsync();
        await using IAsyncEnumerator<EventView> events = client.WatchAsync(new WatchQuery(), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        node.Events.Add(Samples.Event(7), TestContext.Current.CancellationToken);
        // Whoever has an event has an answer: a daemon that stops before that went away, which is another thing to say.
        Assert.True(await events.MoveNextAsync());
        ValueTask<bool> next = events.MoveNextAsync();

        await host.StopAsync();

        Assert.False(await next);
    }
}
