using System.Net.Sockets;
using Npgsql;
using Wire.Journal.Central;

namespace Wire.Audit.Postgres;

/// <summary>What PostgreSQL, its driver and Marten throw, as the port says it.</summary>
internal static class PostgresErrors
{
    /// <summary>Runs a call, and translates what it throws.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception error) when (Translate(error) is { } told)
        {
            throw told;
        }
    }

    /// <summary>Null: it is none of the database's.</summary>
    private static CentralStoreException? Translate(Exception error) => Cause(error) switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } e => new CentralRefusedException(
            $"an event of this id is in another stream of the store: the same journal was stored under another node's name ({e.MessageText})", error),
        PostgresException { SqlState: ['2', '2', ..] } e => new CentralRefusedException($"PostgreSQL cannot keep an event: {e.MessageText} ({e.SqlState})", error),
        PostgresException e => new CentralUnavailableException($"{e.MessageText} ({e.SqlState})", error),
        NpgsqlException { InnerException: { } inner } e => new CentralUnavailableException($"{e.Message}: {inner.Message}", error),
        { } e => new CentralUnavailableException(e.Message, error),
        null => null,
    };

    private static Exception? Cause(Exception error)
    {
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            if (e is CentralStoreException or OperationCanceledException)
            {
                return null;
            }

            // The driver says so of a transaction that goes on after its connection broke.
            if (e is NpgsqlException or SocketException or TimeoutException or IOException or InvalidOperationException { Source: nameof(Npgsql) })
            {
                return e;
            }
        }

        return null;
    }
}
