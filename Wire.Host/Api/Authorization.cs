using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http;
using Tmds.Linux;

namespace Wire.Host.Api;

/// <summary>Marks an endpoint that changes something.</summary>
internal sealed class ChangesTheNode;

/// <summary>
/// Who may do what: root and the daemon's own user everything; whoever else the socket's mode lets in may read.
/// </summary>
internal static class Authorization
{
    private static readonly uint OwnUid = LibC.geteuid();

    public static Task Run(HttpContext context, RequestDelegate next)
    {
        Socket socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        string source = context.Request.Headers[PeerCredentials.SourceHeader] == "cli" ? "cli" : "api";
        Caller caller = PeerCredentials.Of(socket, source);

        if (context.GetEndpoint()?.Metadata.GetMetadata<ChangesTheNode>() is not null && caller.Uid != 0 && caller.Uid != OwnUid)
        {
            throw new NodeException(NodeError.NotPermitted, $"{caller.Actor} may look and not change: only root and the daemon's own user may");
        }

        Caller.Current = caller;
        return next(context);
    }
}
