using Microsoft.AspNetCore.Http;

namespace Wire.Host.Api;

/// <summary>Every failure leaves as an <see cref="ErrorReply"/>.</summary>
internal static class ErrorHandling
{
    public static async Task Run(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response is { HasStarted: false, StatusCode: >= 400 and int status })
            {
                await WriteAsync(context, status, Explain(status, context.Request)).ConfigureAwait(false);
            }
        }
        catch (NodeException error)
        {
            await WriteAsync(context, HttpStatus.Of(error.Reply.Error), error.Reply).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            await WriteAsync(context, error.StatusCode, error.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Explain(error.StatusCode, context.Request)
                : new ErrorReply(NodeError.BadRequest, error.InnerException?.Message ?? error.Message, [], Retry: false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to tell.
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await WriteAsync(context, StatusCodes.Status500InternalServerError, Unexpected(error)).ConfigureAwait(false);
        }
    }

    /// <summary>What a person is told of a failure that the code did not foresee: all of it, so that it can be reported.</summary>
    public static ErrorReply Unexpected(Exception error) =>
        new(NodeError.Internal, $"a defect in Wire, please report it: {error.Message}", error.ToString().Split('\n', StringSplitOptions.TrimEntries), Retry: false);

    /// <summary>The words for a status that the framework set without any.</summary>
    private static ErrorReply Explain(int status, HttpRequest request) => new(
        NodeError.BadRequest,
        status switch
        {
            StatusCodes.Status413PayloadTooLarge => $"the request is larger than {ApiLimits.RequestBytesMax >> 20} MiB; a configuration may have {ApiLimits.ConfigBytesMax >> 20} MiB",
            StatusCodes.Status405MethodNotAllowed => $"{request.Path} knows no {request.Method}",
            StatusCodes.Status415UnsupportedMediaType => "the body of a request is application/json",
            _ => $"{request.Method} {request.Path}{request.QueryString} makes no sense: a parameter is missing or has no such value",
        },
        [],
        Retry: false);

    private static Task WriteAsync(HttpContext context, int status, ErrorReply reply)
    {
        if (context.Response.HasStarted)
        {
            // The status line is out: cutting the connection is the only way left to say that the answer is not whole.
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(reply, ApiJson.Default.ErrorReply);
    }
}
