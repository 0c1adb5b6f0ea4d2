using Wire.Audit.Postgres;
using Wire.Audit.Tests.Contract;
using Wire.Journal.Central;

namespace Wire.Audit.Tests.Postgres;

/// <summary>PostgreSQL keeps the contract; and what is its own.</summary>
[Trait("Category", "Kernel")]
public sealed class PostgresStoreTests(SharedServer shared) : CentralStoreContract
{
    private string? _connection;

    protected override async Task<ICentralStore> OpenAsync() => await PostgresStore.OpenAsync(_connection ??= shared.Server.NewDatabase(), Cancel);

    [Fact]
    public async Task SameJournalUnderAnotherNodesNameIsRefused()
    {
        var events = Recorded.Events("kernel", 2);
        await Store.AppendAsync([Recorded.Append("web1", 0, events)], Cancel);

        var refused = await Assert.ThrowsAsync<CentralRefusedException>(() => Store.AppendAsync([Recorded.Append("web2", 0, events)], Cancel));

        Assert.Contains("another node's name", refused.Message, StringComparison.Ordinal);
        Assert.Null(await Store.LastRevisionAsync(new("web2", "kernel"), Cancel));
    }

    [Fact]
    public async Task TextThatTheDatabaseCannotKeepIsRefusedAndNamed()
    {
        var refused = await Assert.ThrowsAsync<CentralRefusedException>(() => Store.AppendAsync([Recorded.Append("web1", 0, Recorded.Event("a\0b", 0))], Cancel));

        Assert.Contains("position 100", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatIsNotThereIsUnavailable() =>
        await Assert.ThrowsAsync<CentralUnavailableException>(() => PostgresStore.OpenAsync("Host=/nonexistent;Username=nobody", Cancel));

    [Fact]
    public async Task TablesThatAreGoneAreUnavailableUntilTheStoreIsOpenedAgain()
    {
        var append = Recorded.Append("web1", 0, Recorded.Events("kernel", 2));
        await Store.AppendAsync([append], Cancel);
        var database = _connection!.Split("Database=")[1];
        shared.Server.Sql(database, "drop schema wire cascade");

        await Assert.ThrowsAsync<CentralUnavailableException>(() => Store.AppendAsync([append], Cancel));

        await using var again = await OpenAsync();
        await again.AppendAsync([append], Cancel);
        Assert.Equal("2", shared.Server.Sql(database, "select count(*) from wire.mt_events"));
    }
}
