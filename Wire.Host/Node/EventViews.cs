using System.Text.Json.Nodes;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Journal;

namespace Wire.Host.Node;

/// <summary>Recorded events as people and programs see them: one line, and the content as JSON.</summary>
internal static class EventViews
{
    /// <summary>An event of a newer version, or one that is not what it says, is shown too: its data then says why.</summary>
    public static EventView Of(RecordedEvent recorded)
    {
        (string summary, JsonObject data) = Read(recorded);
        return new(recorded.Position, recorded.Time, recorded.Stream, recorded.Name, recorded.Version, recorded.Actor, recorded.Source, recorded.Change, summary, data);
    }

    private static (string Summary, JsonObject Data) Read(RecordedEvent recorded)
    {
        try
        {
            DomainEvent item = EventCodec.Decode(recorded.Name, recorded.Version, recorded.Payload);
            return (Summary(item), Data(item));
        }
        catch (UnreadableEventException e)
        {
            return (e.Message, new() { ["unreadable"] = e.Reason, ["payload"] = Convert.ToBase64String(recorded.Payload.Span) });
        }
    }

    private static string Summary(DomainEvent item) => item switch
    {
        ChangeRequested e => $"change #{e.Number}: {e.Verb.ToString().ToLowerInvariant()}{(e.Of is { } of ? $" of #{of}" : "")}{(e.Message is null ? "" : $": {e.Message}")}",
        ChangeConfirmed e => $"change #{e.Number} confirmed",
        ResourceDeclared e => $"declared {e.Declared.Resource.Title}",
        ResourceWithdrawn e => $"withdrawn {e.Kind.Name} {e.Key.Id}",
        ResourceAdopted e => $"{e.Key} taken over",
        ResourceReleased e => $"{e.Key} given back",
        ResourceObserved e => $"observed {e.Resource.Title}{By(e.Cause)}",
        ResourceVanished e => $"vanished {e.Resource.Title}{By(e.Cause)}",
        PlanMade e => $"plan of {e.Plan.Operations.Length} operations ({e.Reason.ToString().ToLowerInvariant()})",
        OperationsAcknowledged e => $"operations {e.First} to {e.First + e.Count - 1} acknowledged",
        OperationRefused e => $"operation {e.Index} refused: {e.Refusal}",
        RollbackStarted => "rolling back",
        PlanSettled e => $"plan settled: {Word(e.Outcome)}",
        HealingEscalated e => $"{e.Key} is left alone for {e.RetryAfterMs} ms: {e.Reason}",
        NodeStarted e => $"{e.Role} {e.Version} started, process {e.Pid}",
        NodeStopped e => $"stopped: {e.Reason}",
        KernelGap e => $"gap: {e.Reason}",
        KernelResynced e => $"resynced{(e.Netns is { } netns ? $" {netns}" : "")}: {e.Objects} objects, {e.Differences} differences",
        ClockStepped e => $"the wall clock moved by {e.Milliseconds} ms",
        BackupCreated e => $"backup {e.Name} up to position {e.Position}",
        _ => item.GetType().Name,
    };

    private static string By(ObservationCause cause) =>
        cause.Plan is not null ? " (wire)" : cause.PortId == 0 ? "" : $" ({cause.Program ?? "port"} {cause.PortId})";

    private static string Word(PlanOutcome outcome) => outcome switch
    {
        PlanOutcome.RolledBack => "rolled back",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    private static JsonObject Data(DomainEvent item) => item switch
    {
        ChangeRequested e => new()
        {
            ["number"] = e.Number, ["verb"] = Lower(e.Verb), ["message"] = e.Message, ["of"] = e.Of, ["confirmBy"] = e.ConfirmBy, ["file"] = e.File,
        },
        ChangeConfirmed e => new() { ["number"] = e.Number },
        ResourceDeclared e => Declared(e.Declared),
        ResourceWithdrawn e => new() { ["kind"] = e.Kind.Name, ["name"] = e.Key.Id },
        ResourceAdopted e => new() { [e.Key.Collection] = e.Key.Id },
        ResourceReleased e => new() { [e.Key.Collection] = e.Key.Id },
        ResourceObserved e => Observed(e.Resource, e.Cause),
        ResourceVanished e => Observed(e.Resource, e.Cause),
        PlanMade e => new()
        {
            ["plan"] = e.Id, ["reason"] = Lower(e.Reason), ["change"] = e.Change,
            ["operations"] = new JsonArray([.. e.Plan.Operations.Select(o => (JsonNode)new JsonObject
            {
                ["index"] = o.Index, ["verb"] = Lower(o.Verb), ["kind"] = o.Subject.Kind.Name, ["name"] = o.Key.Id,
            })]),
        },
        OperationsAcknowledged e => new() { ["plan"] = e.Plan, ["first"] = e.First, ["count"] = e.Count },
        OperationRefused e => new() { ["plan"] = e.Plan, ["index"] = e.Index, ["error"] = e.Refusal.Name, ["message"] = e.Refusal.Message, ["attribute"] = e.Refusal.Attribute },
        RollbackStarted e => new() { ["plan"] = e.Plan },
        PlanSettled e => new() { ["plan"] = e.Plan, ["outcome"] = Word(e.Outcome) },
        HealingEscalated e => new() { ["object"] = e.Key.ToString(), ["attempts"] = e.Attempts, ["reason"] = e.Reason, ["retryAfterMs"] = e.RetryAfterMs },
        NodeStarted e => new() { ["version"] = e.Version, ["pid"] = e.Pid, ["netns"] = e.Netns, ["role"] = e.Role },
        NodeStopped e => new() { ["reason"] = e.Reason },
        KernelGap e => new() { ["reason"] = e.Reason },
        KernelResynced e => new() { ["objects"] = e.Objects, ["differences"] = e.Differences, ["netns"] = e.Netns },
        ClockStepped e => new() { ["milliseconds"] = e.Milliseconds },
        BackupCreated e => new() { ["name"] = e.Name, ["position"] = e.Position },
        _ => [],
    };

    private static JsonObject Declared(Declared declared)
    {
        JsonObject data = Resource(declared.Resource);
        data["assigned"] = new JsonArray([.. declared.Assigned.Select(a => (JsonNode)JsonValue.Create(a))]);
        data["origin"] = declared.Origin?.ToString();
        return data;
    }

    private static JsonObject Observed(Resource resource, ObservationCause cause)
    {
        JsonObject data = Resource(resource);
        data["portId"] = cause.PortId;
        data["plan"] = cause.Plan;
        data["operation"] = cause.Operation;
        data["program"] = cause.Program;
        return data;
    }

    private static JsonObject Resource(Resource resource) => new()
    {
        ["kind"] = resource.Kind.Name,
        ["name"] = resource.Key.Id,
        ["attributes"] = Views.Resource(resource, "", null).Attributes,
    };

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
