using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Wire.Host.Api;

/// <summary>The daemon's side of the API: HTTP/1.1 on a Unix socket.</summary>
public static class ApiServer
{
    /// <summary>
    /// Made and not started: <c>StartAsync</c> binds the socket and answers, <c>StopAsync</c> lets running requests end and removes it.
    /// It reads no configuration and catches no signal: its owner decides when it ends.
    /// </summary>
    /// <remarks><c>StartAsync</c> throws <see cref="NodeException"/> when the socket is taken or cannot be made.</remarks>
    public static WebApplication Build(INode node, ApiServerOptions options)
    {
        // The empty builder: no appsettings, no environment, no watch on the content root, no console logger and no signal handler.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = _ => ApiSocket.Bind(options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.Services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Describe(json.SerializerOptions));
        builder.Services.AddRoutingCore();
        options.Logging?.Invoke(builder.Logging);

        WebApplication app = builder.Build();
        app.Use(ErrorHandling.Run);
        app.Use(NamespaceCheck.For(options.Netns));
        app.Use(Authorization.Run);
        Endpoints.Map(app, node);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, ApiServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = ApiLimits.ConnectionsMax;
        kestrel.Limits.MaxRequestBodySize = ApiLimits.RequestBytesMax;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.ListenUnixSocket(options.SocketPath, listen => listen.Protocols = HttpProtocols.Http1);
    }
}
