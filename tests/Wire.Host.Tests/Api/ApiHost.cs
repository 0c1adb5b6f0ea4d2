using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Wire.Host.Api;

namespace Wire.Host.Tests.Api;

/// <summary>The API on a socket in a directory of its own, for one test.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly WebApplication _app;

    private ApiHost(DirectoryInfo directory, WebApplication app, string socketPath)
    {
        _directory = directory;
        _app = app;
        SocketPath = socketPath;
    }

    public string SocketPath { get; }

    public static async Task<ApiHost> StartAsync(INode node, Func<ApiServerOptions, ApiServerOptions>? configure = null)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("wire-api-");
        ApiServerOptions options = new(Path.Combine(directory.FullName, "wire.sock")) { ShutdownTimeout = TimeSpan.FromSeconds(2) };
        WebApplication app = ApiServer.Build(node, configure?.Invoke(options) ?? options);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ApiHost(directory, app, options.SocketPath);
    }

    public async Task<NodeClient> ConnectAsync(string? netns = null) =>
        await NodeClient.TryConnectAsync(SocketPath, netns, TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException("nobody listens");

    /// <summary>A client that knows nothing of Wire, as curl is one.</summary>
    public HttpClient Http() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
