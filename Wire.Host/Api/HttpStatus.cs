using Microsoft.AspNetCore.Http;

namespace Wire.Host.Api;

/// <summary>The HTTP status of each error. Wire's own client reads the body; the status is for other programs and for logs.</summary>
internal static class HttpStatus
{
    public static int Of(NodeError error) => error switch
    {
        NodeError.BadRequest => StatusCodes.Status400BadRequest,
        NodeError.NotPermitted => StatusCodes.Status403Forbidden,
        NodeError.NotFound => StatusCodes.Status404NotFound,
        NodeError.Conflict => StatusCodes.Status409Conflict,
        NodeError.InvalidConfiguration => StatusCodes.Status422UnprocessableEntity,
        NodeError.Busy => StatusCodes.Status423Locked,
        NodeError.KernelRefused => StatusCodes.Status502BadGateway,
        NodeError.DaemonRequired => StatusCodes.Status503ServiceUnavailable,
        NodeError.NotObserved => StatusCodes.Status504GatewayTimeout,
        NodeError.JournalUnavailable => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status500InternalServerError,
    };
}
