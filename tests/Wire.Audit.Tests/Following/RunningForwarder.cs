using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Wire.Audit.Following;
using Wire.Audit.Postgres;
using Wire.Journal;
using Wire.Journal.Central;

namespace Wire.Audit.Tests.Following;

/// <summary>A forwarder at work in this process.</summary>
internal sealed class RunningForwarder : IAsyncDisposable
{
    public const string Node = "web1";

    private static readonly ForwarderTimes Soon = new() { PollMs = 5, CheckMs = 100, RetryMsFirst = 20, RetryMsMax = 200 };

    private readonly CancellationTokenSource _ending = new();
    private readonly JournalReader _journal;
    private readonly string _connection;
    private readonly Task _running;

    /// <param name="journal">The journal's directory.</param>
    /// <param name="connection">The database.</param>
    /// <param name="through">What stands between the forwarder and the store.</param>
    public RunningForwarder(string journal, string connection, Func<ICentralStore, ICentralStore>? through = null)
    {
        (_journal, _connection) = (JournalReader.Open(journal), connection);
        Forwarder forwarder = new(_journal, Node, async c => (through ?? (s => s))(await PostgresStore.OpenAsync(connection, c)), Soon, Said.Enqueue);
        _running = Task.Run(() => forwarder.RunAsync(_ending.Token));
    }

    public ConcurrentQueue<string> Said { get; } = [];

    /// <summary>Ends by the exception that ended the forwarder.</summary>
    public Task Ended => _running;

    /// <summary>Until the store has all that the journal has.</summary>
    public Task CaughtUpAsync() => UntilAsync(async () =>
    {
        try
        {
            await using NpgsqlConnection connection = new(_connection + ";Pooling=false");
            await connection.OpenAsync();
            await using NpgsqlCommand count = new("select count(*) from wire.mt_events", connection);
            return (long)(await count.ExecuteScalarAsync())! == _journal.Read().Count();
        }
        catch (NpgsqlException)
        {
            return false;
        }
    });

    public async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(20))
        {
            if (_running.IsCompleted)
            {
                await _running;
            }

            if (await isSo())
            {
                return;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), $"the store never caught up; the forwarder said: {string.Join('\n', Said)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _journal.Dispose();
        _ending.Dispose();
    }
}
