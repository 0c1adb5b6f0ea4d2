using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Wire.Host.Api;

/// <summary>GET /v1/watch: one JSON object a line (application/x-ndjson), each sent at once, until the client or the daemon ends it.</summary>
internal static class EventStream
{
    public static void Map(IEndpointRouteBuilder routes, INode node)
    {
        IHostApplicationLifetime lifetime = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        routes.MapGet("/v1/watch", (long? from, HttpContext context) => SendAsync(node, new WatchQuery(from), context, lifetime.ApplicationStopping));
    }

    private static async Task SendAsync(INode node, WatchQuery query, HttpContext context, CancellationToken stopping)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        HttpResponse response = context.Response;
        response.ContentType = "application/x-ndjson; charset=utf-8";

        IAsyncEnumerator<EventView> events = node.WatchAsync(query, ending.Token).GetAsyncEnumerator(ending.Token);
        Task<bool>? next = null;
        try
        {
            // The subscription begins before the headers leave: who has them misses nothing from then on.
            next = events.MoveNextAsync().AsTask();
            if (!next.IsCompleted)
            {
                await response.Body.FlushAsync(ending.Token).ConfigureAwait(false);
            }

            while (await next.ConfigureAwait(false))
            {
                await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(events.Current, ApiJson.Default.EventView), ending.Token).ConfigureAwait(false);
                await response.Body.WriteAsync("\n"u8.ToArray(), ending.Token).ConfigureAwait(false);
                next = events.MoveNextAsync().AsTask();
                if (!next.IsCompleted)
                {
                    await response.Body.FlushAsync(ending.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The end that a stream without end has.
        }
        finally
        {
            // A write can be what ends; the enumerator may not be disposed of while it still waits for the next event.
            await ending.CancelAsync().ConfigureAwait(false);
            await ((Task?)next ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await events.DisposeAsync().ConfigureAwait(false);
        }
    }
}
