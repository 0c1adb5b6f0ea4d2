using Marten;
using Npgsql;
using Wire.Journal.Central;

namespace Wire.Audit.Postgres;

/// <summary>
/// A central store in PostgreSQL: one of Marten's event streams for each stream of a node. Made for one connection string; a store whose database went
/// away or lost its tables is thrown away and opened anew.
/// </summary>
internal sealed partial class PostgresStore : ICentralStore
{
    private readonly DocumentStore _marten;

    private PostgresStore(DocumentStore marten) => _marten = marten;

    /// <summary>Connects, and makes what the database lacks.</summary>
    /// <param name="connection">As Npgsql reads it; without a password, which comes from PGPASSFILE, ~/.pgpass or PGPASSWORD.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="CentralUnavailableException">The database cannot be reached, or refuses.</exception>
    public static async Task<PostgresStore> OpenAsync(string connection, CancellationToken cancellationToken)
    {
        var marten = MartenSchema.StoreOn(connection);
        try
        {
            PostgresStore store = new(marten);
            return await PostgresErrors.GuardAsync(() => store.MakeTablesAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch
        {
            await marten.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _marten.DisposeAsync();

    /// <summary>One process at a time, which Marten does not see to: two that begin at once would make the same tables.</summary>
    private async Task<PostgresStore> MakeTablesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var turn = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, Turn, cancellationToken).ConfigureAwait(false);
        await _marten.Storage.ApplyAllConfiguredChangesToDatabaseAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return this;
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = _marten.Storage.Database.CreateConnection();
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }
}
