using Wire.Audit.Tests.Postgres;

namespace Wire.Audit.Tests.Following;

/// <summary>What happens to a store, and what it has when all is well again.</summary>
[Trait("Category", "Kernel")]
public sealed class DisasterTests(SharedServer shared)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StoreKilledInTheMiddle()
    {
        using var server = PostgresServer.Start();
        await using GrowingJournal journal = new();
        await journal.GrowAsync(3000);
        var connection = server.NewDatabase();
        await using RunningForwarder forwarder = new(journal.DirectoryPath, connection);
        for (var i = 0; i < 3; i++)
        {
            await Task.Delay(300, Cancel);
            server.Kill();
            await journal.GrowAsync(200);
            await Task.Delay(700, Cancel);
            server.Up();
            await journal.GrowAsync(200);
        }

        await forwarder.CaughtUpAsync();

        await ForwardingTests.AssertStoredAsync(journal, connection);
        Assert.InRange(forwarder.Said.Count(line => line.StartsWith("the store is away", StringComparison.Ordinal)), 1, 3);
        Assert.Equal(forwarder.Said.Count(line => line.StartsWith("the store is away", StringComparison.Ordinal)), forwarder.Said.Count(line => line.StartsWith("the store is back", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task StoreAwayFromTheBeginning()
    {
        using var server = PostgresServer.Start();
        var connection = server.NewDatabase();
        server.Stop();
        await using GrowingJournal journal = new();
        await journal.GrowAsync(50);
        await using RunningForwarder forwarder = new(journal.DirectoryPath, connection);
        await forwarder.UntilAsync(() => Task.FromResult(!forwarder.Said.IsEmpty));
        server.Up();
        await forwarder.CaughtUpAsync();

        await ForwardingTests.AssertStoredAsync(journal, connection);
    }

    [Theory]
    [InlineData("drop schema wire cascade")]
    [InlineData("truncate wire.mt_events, wire.mt_streams")]
    public async Task StoreWiped(string disaster)
    {
        await using GrowingJournal journal = new();
        await journal.GrowAsync(500);
        var connection = shared.Server.NewDatabase();
        await using RunningForwarder forwarder = new(journal.DirectoryPath, connection);
        await forwarder.CaughtUpAsync();
        shared.Server.Sql(ForwardingTests.DatabaseOf(connection), disaster);
        await journal.GrowAsync(10);
        await forwarder.CaughtUpAsync();

        await ForwardingTests.AssertStoredAsync(journal, connection);
    }

    [Fact]
    public async Task StoreWipedWhileNothingHappens()
    {
        await using GrowingJournal journal = new();
        await journal.GrowAsync(500);
        var connection = shared.Server.NewDatabase();
        await using RunningForwarder forwarder = new(journal.DirectoryPath, connection);
        await forwarder.CaughtUpAsync();
        shared.Server.Sql(ForwardingTests.DatabaseOf(connection), "truncate wire.mt_events, wire.mt_streams");
        await forwarder.CaughtUpAsync();

        await ForwardingTests.AssertStoredAsync(journal, connection);
    }

    [Fact]
    public async Task StoreRestoredFromAnOlderBackup()
    {
        using var server = PostgresServer.Start();
        await using GrowingJournal journal = new();
        await journal.GrowAsync(300);
        var connection = server.NewDatabase();
        await using RunningForwarder forwarder = new(journal.DirectoryPath, connection);
        await forwarder.CaughtUpAsync();
        server.Stop();
        server.SetAside();
        server.Up();
        await journal.GrowAsync(300);
        await forwarder.CaughtUpAsync();
        server.Stop();
        server.BringBack();
        server.Up();
        await forwarder.CaughtUpAsync();

        await ForwardingTests.AssertStoredAsync(journal, connection);
    }

    [Fact]
    public async Task StoreThatLostOneStreamIsFilledUp()
    {
        await using GrowingJournal journal = new();
        await journal.GrowAsync(500);
        var connection = shared.Server.NewDatabase();
        await using RunningForwarder forwarder = new(journal.DirectoryPath, connection);
        await forwarder.CaughtUpAsync();
        shared.Server.Sql(
            ForwardingTests.DatabaseOf(connection),
            $"delete from wire.mt_events where stream_id = '{RunningForwarder.Node}/kernel'; delete from wire.mt_streams where id = '{RunningForwarder.Node}/kernel'");
        await journal.GrowAsync(10);
        await forwarder.CaughtUpAsync();

        await ForwardingTests.AssertStoredAsync(journal, connection, inOrder: false);
    }
}
