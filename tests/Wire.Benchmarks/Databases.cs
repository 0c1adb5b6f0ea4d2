using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Wire.Benchmarks;

/// <summary>The same events into databases, each batch durable before the next: prints "US_PER_EVENT".</summary>
internal static class Databases
{
    private const int PayloadBytes = 200;
    private const string Columns = "stream text not null, name text not null, version integer not null, actor text not null, payload";

    /// <summary>A write-ahead log that is synced at every commit, one prepared insert.</summary>
    public static void MeasureSqlite(int batch, int events, string directory)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(directory, "events.sqlite")}");
        connection.Open();
        Execute(connection, "pragma journal_mode = wal; pragma synchronous = full; " + $"create table events (position integer primary key, {Columns} blob not null)");
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "insert into events (stream, name, version, actor, payload) values ('bench', 'bench.happened', 1, 'bench', $payload)";
        insert.Parameters.AddWithValue("$payload", Payload());
        insert.Prepare();
        Report(batch, events, () =>
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (int i = 0; i < batch; i++)
            {
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        });
    }

    /// <summary>One statement and one commit a batch.</summary>
    public static void MeasurePostgres(int batch, int events, string connection)
    {
        using NpgsqlDataSource source = NpgsqlDataSource.Create(connection);
        using NpgsqlConnection open = source.OpenConnection();
        using (NpgsqlCommand create = new($"drop table if exists events; create table events (position bigserial primary key, {Columns} bytea not null)", open))
        {
            create.ExecuteNonQuery();
        }
        using NpgsqlCommand insert = new("insert into events (stream, name, version, actor, payload) select 'bench', 'bench.happened', 1, 'bench', p from unnest($1) p", open);
        insert.Parameters.Add(new NpgsqlParameter { Value = Enumerable.Repeat(Payload(), batch).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        insert.Prepare();
        Report(batch, events, () => insert.ExecuteNonQuery());
    }

    private static byte[] Payload()
    {
        byte[] payload = new byte[PayloadBytes];
        new Random(1).NextBytes(payload);
        return payload;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static void Report(int batch, int events, Action append)
    {
        int each = Math.Max(1, events / batch);
        for (int i = 0; i < Math.Max(1, each / 10); i++)
        {
            append();
        }
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < each; i++)
        {
            append();
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalMicroseconds / each / batch:F3}"));
    }
}
