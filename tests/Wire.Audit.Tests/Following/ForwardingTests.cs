using Wire.Audit.Following;
using Wire.Audit.Postgres;
using Wire.Audit.Tests.Postgres;
using Wire.Journal;
using Wire.Journal.Central;

namespace Wire.Audit.Tests.Following;

/// <summary>What a forwarder sends, and what it refuses to.</summary>
[Trait("Category", "Kernel")]
public sealed class ForwardingTests(SharedServer shared)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryEventArrivesInTheJournalsOrderAndInEveryByte()
    {
        await using GrowingJournal journal = new();
        await journal.GrowAsync(700);
        await journal.GrowAsync(3, payloadBytesMax: JournalBatches.PayloadBytesMax * 2);
        var connection = shared.Server.NewDatabase();
        await using RunningForwarder forwarder = new(journal.DirectoryPath, connection);
        await forwarder.CaughtUpAsync();
        await journal.GrowAsync(50);
        await forwarder.CaughtUpAsync();

        await AssertStoredAsync(journal, connection);
    }

    [Fact]
    public async Task AnswerThatIsLostAfterTheAppendStoresNothingTwice()
    {
        await using GrowingJournal journal = new();
        await journal.GrowAsync(1000);
        var connection = shared.Server.NewDatabase();
        var appends = 0;
        await using RunningForwarder forwarder = new(journal.DirectoryPath, connection, store => new LosingAnswers(store, () => ++appends % 2 == 1));
        await forwarder.CaughtUpAsync();

        Assert.True(appends > 1);
        await AssertStoredAsync(journal, connection);
    }

    [Fact]
    public async Task AnotherForwarderOfTheSameNodeDoesNoHarm()
    {
        await using GrowingJournal journal = new();
        await journal.GrowAsync(500);
        var connection = shared.Server.NewDatabase();
        await using RunningForwarder one = new(journal.DirectoryPath, connection), other = new(journal.DirectoryPath, connection);
        await journal.GrowAsync(500);
        await one.CaughtUpAsync();
        await other.CaughtUpAsync();

        await AssertStoredAsync(journal, connection);
    }

    [Fact]
    public async Task RepairedJournalWithAGapArrivesAsItIs()
    {
        await using GrowingJournal journal = new();
        await journal.GrowAsync(100);
        journal.Close();
        var segment = Directory.GetFiles(journal.DirectoryPath, "*.segment").Single();
        await using (var file = File.OpenWrite(segment))
        {
            file.Position = 30_000;
            file.Write(new byte[3000]);
        }

        var repaired = journal.File("repaired");
        Assert.NotEmpty(JournalRepair.Repair(journal.DirectoryPath, repaired, cancellationToken: Cancel).Lost);
        journal.Go(repaired);
        var connection = shared.Server.NewDatabase();
        await using RunningForwarder forwarder = new(journal.DirectoryPath, connection);
        await forwarder.CaughtUpAsync();
        await journal.GrowAsync(20);
        await forwarder.CaughtUpAsync();

        await AssertStoredAsync(journal, connection);
    }

    [Fact]
    public async Task AnotherJournalOfTheSameNodeIsRefused()
    {
        await using GrowingJournal journal = new();
        await journal.GrowAsync(3);
        var connection = shared.Server.NewDatabase();
        await using (RunningForwarder forwarder = new(journal.DirectoryPath, connection))
        {
            await forwarder.CaughtUpAsync();
        }

        var before = journal.Journal.JournalId;
        journal.Go(journal.File("another"));
        await journal.GrowAsync(30);
        var refused = await RefusalAsync(journal, connection);

        Assert.Contains($"another journal under the name {RunningForwarder.Node}: {before}", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JournalThatLostItsEndIsRefused()
    {
        await using GrowingJournal journal = new();
        var connection = shared.Server.NewDatabase();
        var (last, kept) = await SentAndBroughtBackAsync(journal, connection);
        var refused = await RefusalAsync(journal, connection);

        Assert.Contains($"up to position {last}, and the journal ends at {kept}:", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JournalThatWentOnFromAnOlderCopyIsRefused()
    {
        await using GrowingJournal journal = new();
        var connection = shared.Server.NewDatabase();
        var (last, _) = await SentAndBroughtBackAsync(journal, connection);
        await journal.GrowAsync(40);
        var refused = await RefusalAsync(journal, connection);

        Assert.Contains($"at position {last} the store has the event", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoredEventThatSomebodyChangedIsRefused()
    {
        await using GrowingJournal journal = new();
        await journal.GrowAsync(10);
        var connection = shared.Server.NewDatabase();
        await using (RunningForwarder forwarder = new(journal.DirectoryPath, connection))
        {
            await forwarder.CaughtUpAsync();
        }

        shared.Server.Sql(DatabaseOf(connection), """update wire.mt_events set data = data || '{"actor": "nobody"}' where seq_id = (select max(seq_id) from wire.mt_events)""");
        var refused = await RefusalAsync(journal, connection);

        Assert.Contains("one of the two was changed", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameJournalUnderAnotherNameIsRefused()
    {
        await using GrowingJournal journal = new();
        await journal.GrowAsync(10);
        var connection = shared.Server.NewDatabase();
        await using (var store = await PostgresStore.OpenAsync(connection, Cancel))
        {
            using var reader = JournalReader.Open(journal.DirectoryPath);
            await store.AppendAsync(new StoreProgress("db1", reader.JournalId).Take([.. reader.Read()]), Cancel);
        }

        await using RunningForwarder forwarder = new(journal.DirectoryPath, connection);
        await Assert.ThrowsAsync<CentralRefusedException>(() => forwarder.Ended);
    }

    internal static string DatabaseOf(string connection) => connection.Split("Database=")[1];

    internal static async Task AssertStoredAsync(GrowingJournal journal, string connection, bool inOrder = true)
    {
        await using var store = await PostgresStore.OpenAsync(connection, Cancel);
        await journal.AssertStoredAsync(store, inOrder);
    }

    /// <summary>The journal is an older copy now. Gives the last position that the store has, and that of the copy.</summary>
    private static async Task<(long Stored, long Kept)> SentAndBroughtBackAsync(GrowingJournal journal, string connection)
    {
        await journal.GrowAsync(20);
        await using (RunningForwarder forwarder = new(journal.DirectoryPath, connection))
        {
            await forwarder.CaughtUpAsync();
        }

        var last = journal.Journal.LastPosition;
        var copy = journal.File("copy");
        var kept = JournalCopy.CopyPrefix(journal.DirectoryPath, copy, 10).LastPosition;
        journal.Go(copy);
        return (last, kept);
    }

    private static async Task<string> RefusalAsync(GrowingJournal journal, string connection)
    {
        await using RunningForwarder forwarder = new(journal.DirectoryPath, connection);
        return (await Assert.ThrowsAsync<HistoryDiffersException>(() => forwarder.Ended.WaitAsync(TimeSpan.FromSeconds(30), Cancel))).Message;
    }
}
