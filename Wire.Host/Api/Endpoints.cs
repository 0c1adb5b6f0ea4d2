using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Wire.Host.Api;

/// <summary>
/// The HTTP API, version 1. Each request is one method of <see cref="INode"/>; its parameters are the fields of that method's query or command.
/// </summary>
internal static class Endpoints
{
    public static void Map(IEndpointRouteBuilder routes, INode node)
    {
        MapReading(routes, node);
        MapChanging(routes, node);
        EventStream.Map(routes, node);
        routes.MapFallback((HttpContext context) =>
            throw new NodeException(NodeError.NotFound, $"there is no {context.Request.Method} {context.Request.Path}"));
    }

    private static void MapReading(IEndpointRouteBuilder routes, INode node)
    {
        routes.MapGet("/v1/status", (CancellationToken cancel) => node.StatusAsync(cancel));

        routes.MapGet("/v1/show", (string? kind, string? name, string? at, bool? desired, bool? statistics, CancellationToken cancel) =>
            node.ShowAsync(new ShowQuery(kind, name, at, desired ?? false, statistics ?? false), cancel));

        routes.MapGet("/v1/log", (bool? patch, string? @object, string? since, bool? all, int? limit, CancellationToken cancel) =>
            node.LogAsync(new LogQuery(patch ?? false, @object, since, all ?? false, limit ?? LogQuery.LimitDefault), cancel));

        routes.MapGet("/v1/diff", (string from, string to, bool? desired, CancellationToken cancel) =>
            node.DiffAsync(new DiffQuery(from, to, desired ?? false), cancel));

        routes.MapGet("/v1/blame", (string name, CancellationToken cancel) => node.BlameAsync(new BlameQuery(name), cancel));

        routes.MapGet("/v1/export", (bool? sequential, bool? desired, CancellationToken cancel) =>
            node.ExportAsync(new ExportQuery(sequential ?? false, desired ?? false), cancel));

        routes.MapGet("/v1/backups", (CancellationToken cancel) => node.ListBackupsAsync(cancel));

        routes.MapGet("/v1/backups/{name}", (string name, CancellationToken cancel) => node.ShowBackupAsync(name, cancel));

        routes.MapPost("/v1/plan", (PlanCommand command, CancellationToken cancel) => node.PlanAsync(ApiLimits.Check(command), cancel));
    }

    /// <summary>A change that has begun runs to its end, also when whoever asked for it goes away: hence no cancellation.</summary>
    private static void MapChanging(IEndpointRouteBuilder routes, INode node)
    {
        IEndpointConventionBuilder[] changing =
        [
            routes.MapPost("/v1/apply", (ApplyCommand command) => node.ApplyAsync(ApiLimits.Check(command), CancellationToken.None)),
            routes.MapPost("/v1/confirm", () => node.ConfirmAsync(CancellationToken.None)),
            routes.MapPost("/v1/undo", (UndoCommand command) => node.UndoAsync(ApiLimits.Check(command), CancellationToken.None)),
            routes.MapPost("/v1/redo", (RedoCommand command) => node.RedoAsync(ApiLimits.Check(command), CancellationToken.None)),
            routes.MapPost("/v1/replay", (ReplayCommand command) => node.ReplayAsync(ApiLimits.Check(command), CancellationToken.None)),
            routes.MapPost("/v1/backups", (BackupCommand command) => node.CreateBackupAsync(ApiLimits.Check(command), CancellationToken.None)),
            routes.MapPost("/v1/backups/{name}/restore", (string name, RestoreCommand command) =>
                ApiLimits.Check(command).Name == name
                    ? node.RestoreBackupAsync(command, CancellationToken.None)
                    : throw new NodeException(NodeError.BadRequest, $"the address names the backup {name}, the body {command.Name}")),
        ];
        foreach (IEndpointConventionBuilder endpoint in changing)
        {
            endpoint.WithMetadata(new ChangesTheNode());
        }
    }
}
