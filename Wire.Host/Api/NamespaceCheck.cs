using Microsoft.AspNetCore.Http;

namespace Wire.Host.Api;

/// <summary>A client that means one namespace must not change another: it names the one it means, and a daemon of another refuses.</summary>
internal static class NamespaceCheck
{
    public const string Header = "Wire-Netns";

    public static Func<HttpContext, RequestDelegate, Task> For(string? netns) => (context, next) =>
    {
        string? meant = context.Request.Headers[Header];
        return meant is null || meant == netns
            ? next(context)
            : throw new NodeException(NodeError.Conflict, $"the daemon behind this socket works in {Describe(netns)}, not in {Describe(meant)}: name the socket of the other with --socket");
    };

    private static string Describe(string? netns) => netns is null ? "its own namespace" : $"namespace {netns}";
}
