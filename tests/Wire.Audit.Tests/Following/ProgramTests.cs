using System.Diagnostics;
using Wire.Audit.Tests.Postgres;

namespace Wire.Audit.Tests.Following;

/// <summary>The program: its deaths, its words, its password.</summary>
public sealed class ProgramTests(SharedServer shared)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Category", "Kernel")]
    public async Task ForwarderKilledAgainAndAgainStoresEachEventOnce()
    {
        await using GrowingJournal journal = new();
        var connection = shared.Server.NewDatabase();
        for (var i = 0; i < 5; i++)
        {
            await journal.GrowAsync(1500);
            using var forwarder = ForwarderProcess.Follow(journal.DirectoryPath, connection);
            await StoredAsync(connection, atLeast: 900 * i);
            await Task.Delay(40 * i, Cancel);
            forwarder.Kill();
        }

        using var last = ForwarderProcess.Follow(journal.DirectoryPath, connection);
        await StoredAsync(connection, journal.Journal.LastPosition);
        var (code, said) = await last.TerminateAsync();

        Assert.True(code == 0, said);
        await ForwardingTests.AssertStoredAsync(journal, connection);
    }

    [Fact]
    [Trait("Category", "Kernel")]
    public async Task PasswordComesFromAFileAndIsInNoArgument()
    {
        await using GrowingJournal journal = new();
        await journal.GrowAsync(5);
        using var server = PostgresServer.Start();
        var database = ForwardingTests.DatabaseOf(server.NewDatabase());
        var connection = server.WithPassword(database, "auditor", "s3cret");
        var file = journal.File("pgpass");
        await File.WriteAllTextAsync(file, "*:*:*:auditor:s3cret\n", Cancel);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        using var forwarder = ForwarderProcess.Follow(journal.DirectoryPath, connection, ("PGPASSFILE", file));
        await UntilAsync(() => server.Sql(database, "select case when to_regclass('wire.mt_events') is null then 0 else 1 end") == "1"
            && server.Sql(database, "select count(*) from wire.mt_events") == $"{journal.Journal.LastPosition}");
        Assert.Equal(0, (await forwarder.TerminateAsync()).Code);

        await File.WriteAllTextAsync(file, "", Cancel);
        using var without = ForwarderProcess.Follow(journal.DirectoryPath, connection, ("PGPASSFILE", file));
        await Task.Delay(1500, Cancel);
        var (_, said) = await without.TerminateAsync();
        Assert.Equal(1, said.Split("the store is away").Length - 1);
        Assert.Contains("password", said, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Kernel")]
    public async Task UserWithNoRightButThatToReadFilesFollowsAJournalOfRoot()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it becomes another user");
        await using GrowingJournal journal = new();
        await journal.GrowAsync(50);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(journal.DirectoryPath));
        var connection = shared.Server.NewDatabase();

        // ops/wire-audit.service: CAP_DAC_READ_SEARCH, and nothing else.
        using var forwarder = ForwarderProcess.Follow(
            ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search", "--bounding-set=-all,+dac_read_search", "--no-new-privs"],
            journal.DirectoryPath, connection);
        await StoredAsync(connection, journal.Journal.LastPosition);

        await ForwardingTests.AssertStoredAsync(journal, connection);
    }

    [Theory]
    [InlineData("everybody on this machine", "follow", "--journal", "/nonexistent", "--store", "Host=/tmp;Password=geheim")]
    [InlineData("Couldn't set", "follow", "--journal", "/nonexistent", "--store", "Hots=/tmp")]
    [InlineData("no name of a node", "follow", "--journal", "/nonexistent", "--store", "Host=/tmp", "--node", "a/b")]
    [InlineData("/nonexistent", "follow", "--journal", "/nonexistent", "--store", "Host=/tmp")]
    [InlineData("--store", "follow", "--journal", "/nonexistent")]
    public async Task WhatMakesNoSenseFailsWithTheReason(string reason, params string[] arguments)
    {
        using ForwarderProcess program = new(arguments);
        var (code, said) = await program.EndAsync();

        Assert.Equal(1, code);
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpSaysWhereThePasswordGoes()
    {
        using ForwarderProcess program = new(["follow", "--help"]);
        var (code, said) = await program.EndAsync();

        Assert.Equal(0, code);
        Assert.Contains("PGPASSFILE", said, StringComparison.Ordinal);
    }

    private Task StoredAsync(string connection, long atLeast)
    {
        var database = ForwardingTests.DatabaseOf(connection);
        return UntilAsync(() => shared.Server.Sql(database, "select to_regclass('wire.mt_events') is not null") == "t"
            && long.Parse(shared.Server.Sql(database, "select count(*) from wire.mt_events"), System.Globalization.CultureInfo.InvariantCulture) >= atLeast);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var started = Stopwatch.GetTimestamp(); !isSo(); await Task.Delay(20, Cancel))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "the program did not get there in a minute");
        }
    }
}
