using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using static System.FormattableString;

namespace Wire.Host.Api;

/// <summary>A node behind the daemon's socket.</summary>
public sealed class NodeClient : INode
{
    private readonly string _socketPath;
    private readonly HttpClient _http;
    private Socket? _firstConnection;

    private NodeClient(string socketPath, string? netns, Socket connection)
    {
        _socketPath = socketPath;
        _firstConnection = connection;
        SocketsHttpHandler handler = new()
        {
            ConnectCallback = (_, cancel) => ConnectAsync(cancel),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://wire/v1/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Add(PeerCredentials.SourceHeader, "cli");
        if (netns is not null)
        {
            _http.DefaultRequestHeaders.Add(NamespaceCheck.Header, netns);
        }
    }

    /// <summary>The daemon's node, or null when no daemon listens there: no such file, or nobody behind it.</summary>
    /// <param name="socketPath">The daemon's socket.</param>
    /// <param name="netns">The namespace that is meant: a daemon of another one refuses. Null for whatever the daemon has.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <exception cref="NodeException">There is a daemon, and this user may not talk to it.</exception>
    public static async Task<NodeClient?> TryConnectAsync(string socketPath, string? netns, CancellationToken cancel)
    {
        ApiSocket.CheckLength(socketPath);
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancel).ConfigureAwait(false);
            return new NodeClient(socketPath, netns, socket);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            // A missing file reads as AddressNotAvailable, one that is no socket or has no listener as ConnectionRefused.
            return error.SocketErrorCode == SocketError.AccessDenied
                ? throw new NodeException(NodeError.NotPermitted, $"{socketPath}: the daemon talks to root, its own user and the members of the socket's group only", inner: error)
                : null;
        }
    }

    public Task<StatusReply> StatusAsync(CancellationToken cancel) => GetAsync("status", ApiJson.Default.StatusReply, cancel);

    public Task<PlanReply> PlanAsync(PlanCommand command, CancellationToken cancel) =>
        PostAsync("plan", command, ApiJson.Default.PlanCommand, ApiJson.Default.PlanReply, cancel);

    public Task<ChangeReply> ApplyAsync(ApplyCommand command, CancellationToken cancel) =>
        PostAsync("apply", command, ApiJson.Default.ApplyCommand, ApiJson.Default.ChangeReply, cancel);

    public Task<ChangeReply> ConfirmAsync(CancellationToken cancel) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, "confirm"), ApiJson.Default.ChangeReply, cancel);

    public Task<ChangeReply> UndoAsync(UndoCommand command, CancellationToken cancel) =>
        PostAsync("undo", command, ApiJson.Default.UndoCommand, ApiJson.Default.ChangeReply, cancel);

    public Task<ChangeReply> RedoAsync(RedoCommand command, CancellationToken cancel) =>
        PostAsync("redo", command, ApiJson.Default.RedoCommand, ApiJson.Default.ChangeReply, cancel);

    public Task<ReplayReply> ReplayAsync(ReplayCommand command, CancellationToken cancel) =>
        PostAsync("replay", command, ApiJson.Default.ReplayCommand, ApiJson.Default.ReplayReply, cancel);

    public Task<ShowReply> ShowAsync(ShowQuery query, CancellationToken cancel) =>
        GetAsync(Address("show", ("kind", query.Kind), ("name", query.Name), ("at", query.At), ("desired", Flag(query.Desired)), ("statistics", Flag(query.Statistics))), ApiJson.Default.ShowReply, cancel);

    public Task<LogReply> LogAsync(LogQuery query, CancellationToken cancel) =>
        GetAsync(
            Address("log", ("patch", Flag(query.Patch)), ("object", query.Object), ("since", query.Since), ("all", Flag(query.All)), ("limit", Invariant($"{query.Limit}"))),
            ApiJson.Default.LogReply,
            cancel);

    public Task<DiffReply> DiffAsync(DiffQuery query, CancellationToken cancel) =>
        GetAsync(Address("diff", ("from", query.From), ("to", query.To), ("desired", Flag(query.Desired))), ApiJson.Default.DiffReply, cancel);

    public Task<BlameReply> BlameAsync(BlameQuery query, CancellationToken cancel) =>
        GetAsync(Address("blame", ("name", query.Name)), ApiJson.Default.BlameReply, cancel);

    public Task<ExportReply> ExportAsync(ExportQuery query, CancellationToken cancel) =>
        GetAsync(Address("export", ("sequential", Flag(query.Sequential)), ("desired", Flag(query.Desired))), ApiJson.Default.ExportReply, cancel);

    public Task<BackupView> CreateBackupAsync(BackupCommand command, CancellationToken cancel) =>
        PostAsync("backups", command, ApiJson.Default.BackupCommand, ApiJson.Default.BackupView, cancel);

    public Task<BackupListReply> ListBackupsAsync(CancellationToken cancel) => GetAsync("backups", ApiJson.Default.BackupListReply, cancel);

    public Task<BackupDetailReply> ShowBackupAsync(string name, CancellationToken cancel) =>
        GetAsync("backups/" + Uri.EscapeDataString(name), ApiJson.Default.BackupDetailReply, cancel);

    public Task<ChangeReply> RestoreBackupAsync(RestoreCommand command, CancellationToken cancel) =>
        PostAsync($"backups/{Uri.EscapeDataString(command.Name)}/restore", command, ApiJson.Default.RestoreCommand, ApiJson.Default.ChangeReply, cancel);

    public async IAsyncEnumerable<EventView> WatchAsync(WatchQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, Address("watch", ("from", query.From is { } from ? Invariant($"{from}") : null)));
        using HttpResponseMessage response = await AnswerAsync(request, cancel).ConfigureAwait(false);
        using StreamReader lines = new(await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false));
        while (await ReadLineAsync(lines, cancel).ConfigureAwait(false) is { } line)
        {
            yield return JsonSerializer.Deserialize(line, ApiJson.Default.EventView)!;
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _firstConnection?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<Stream> ConnectAsync(CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _firstConnection, null) is { } connected)
        {
            return new NetworkStream(connected, ownsSocket: true);
        }

        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath), cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Task<T> GetAsync<T>(string address, JsonTypeInfo<T> type, CancellationToken cancel) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, address), type, cancel);

    private Task<TReply> PostAsync<TCommand, TReply>(string address, TCommand command, JsonTypeInfo<TCommand> commandType, JsonTypeInfo<TReply> replyType, CancellationToken cancel) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(command, commandType) }, replyType, cancel);

    private async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using (request)
        using (HttpResponseMessage response = await AnswerAsync(request, cancel).ConfigureAwait(false))
        {
            try
            {
                return await response.Content.ReadFromJsonAsync(type, cancel).ConfigureAwait(false)
                    ?? throw NotUnderstood(response, null);
            }
            catch (JsonException error)
            {
                throw NotUnderstood(response, error);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                throw Gone(error);
            }
        }
    }

    /// <summary>The answer, once it is known to be one and not a failure.</summary>
    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw Gone(error);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await FailureAsync(response, cancel).ConfigureAwait(false);
        }
    }

    private async Task<NodeException> FailureAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(ApiJson.Default.ErrorReply, cancel).ConfigureAwait(false) is { } reply
                ? new NodeException(reply)
                : NotUnderstood(response, null);
        }
        catch (JsonException error)
        {
            return NotUnderstood(response, error);
        }
    }

    private async Task<string?> ReadLineAsync(StreamReader lines, CancellationToken cancel)
    {
        try
        {
            return await lines.ReadLineAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Gone(error);
        }
    }

    private NodeException Gone(Exception error) =>
        new(NodeError.DaemonRequired, $"{_socketPath}: the daemon went away before it answered", ["whatever it had begun is settled when it starts again: see wire status"], retry: true, error);

    private NodeException NotUnderstood(HttpResponseMessage response, Exception? error) =>
        new(NodeError.Internal, Invariant($"{_socketPath}: an answer that this wire does not understand (HTTP {(int)response.StatusCode}): is the daemon of another version?"), inner: error);

    private static string? Flag(bool value) => value ? "true" : null;

    private static string Address(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        QueryString query = QueryString.Empty;
        foreach ((string name, string? value) in parameters)
        {
            query = value is null ? query : query.Add(name, value);
        }

        return path + query.ToUriComponent();
    }
}
