namespace Wire.Audit.Tests.Postgres;

/// <summary>One server for all tests that do it no harm, each with a database of its own. Started by the first that asks.</summary>
public sealed class SharedServer : IDisposable
{
    private readonly Lock _starting = new();
    private PostgresServer? _server;

    internal PostgresServer Server
    {
        get
        {
            lock (_starting)
            {
                return _server ??= PostgresServer.Start();
            }
        }
    }

    public void Dispose() => _server?.Dispose();
}
