using System.Globalization;
using System.Text.Json.Nodes;
using Wire.Domain;

namespace Wire.Host.Api;

/// <summary>The content of an event as JSON. A resource is an object with its kind and attributes.</summary>
internal static class EventData
{
    public static JsonObject Of(DomainEvent item) => item switch
    {
        ChangeRequested e => Fields(
            ("number", e.Number), ("verb", Word(e.Verb)), ("message", e.Message), ("of", e.Of),
            ("confirmBy", e.ConfirmBy?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)), ("file", e.File)),
        ChangeConfirmed e => Fields(("number", e.Number)),
        ResourceDeclared e => Fields(
            ("resource", Resource(e.Declared.Resource)),
            ("assigned", e.Declared.Assigned.IsEmpty ? null : Texts(e.Declared.Assigned)),
            ("origin", e.Declared.Origin?.ToString())),
        ResourceWithdrawn e => Fields(("kind", e.Kind.Name), ("name", e.Key.Id)),
        LinkAdopted e => Fields(("link", e.Reference)),
        LinkReleased e => Fields(("link", e.Reference)),
        ResourceObserved e => Fields(("resource", Resource(e.Resource)), ("cause", Cause(e.Cause))),
        ResourceVanished e => Fields(("resource", Resource(e.Resource)), ("cause", Cause(e.Cause))),
        PlanMade e => Fields(("plan", Id(e.Id)), ("reason", Word(e.Reason)), ("change", e.Change), ("operations", Operations(e.Plan))),
        OperationsAcknowledged e => Fields(("plan", Id(e.Plan)), ("first", e.First), ("count", e.Count)),
        OperationRefused e => Fields(("plan", Id(e.Plan)), ("index", e.Index), ("refusal", Refusal(e.Refusal))),
        RollbackStarted e => Fields(("plan", Id(e.Plan))),
        PlanSettled e => Fields(("plan", Id(e.Plan)), ("outcome", Word(e.Outcome))),
        HealingEscalated e => Fields(("object", e.Key.ToString()), ("attempts", e.Attempts), ("reason", e.Reason), ("retryAfterMs", e.RetryAfterMs)),
        NodeStarted e => Fields(("version", e.Version), ("pid", e.Pid), ("netns", e.Netns), ("role", e.Role)),
        NodeStopped e => Fields(("reason", e.Reason)),
        KernelGap e => Fields(("reason", e.Reason)),
        KernelResynced e => Fields(("objects", e.Objects), ("differences", e.Differences)),
        ClockStepped e => Fields(("milliseconds", e.Milliseconds)),
        BackupCreated e => Fields(("name", e.Name), ("position", e.Position)),
        _ => [],
    };

    private static JsonObject Resource(Resource resource)
    {
        JsonObject fields = AttributeJson.Of(resource);
        fields.Insert(0, "kind", resource.Kind.Name);
        return fields;
    }

    private static JsonObject Cause(ObservationCause cause) => Fields(
        ("portId", cause.PortId), ("sequence", cause.Sequence), ("plan", cause.Plan is { } plan ? Id(plan) : null), ("operation", cause.Operation), ("program", cause.Program));

    private static JsonObject Refusal(KernelRefusal refusal) => Fields(
        ("errno", refusal.Errno), ("name", refusal.Name), ("message", refusal.Message), ("attribute", refusal.Attribute), ("advice", refusal.Advice));

    private static JsonArray Operations(Plan plan) => new([.. plan.Operations.Select(operation => (JsonNode)Fields(
        ("verb", Word(operation.Verb)),
        ("kind", operation.Subject.Kind.Name),
        ("name", operation.Key.Id),
        ("attributes", operation.Attributes.IsEmpty ? null : Texts(operation.Attributes))))]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]);

    private static JsonValue Id(Guid id) => JsonValue.Create(id.ToString());

    private static JsonValue Word<T>(T value)
        where T : struct, Enum => JsonValue.Create(value.ToString().ToLowerInvariant());

    /// <summary>Without those that are null.</summary>
    private static JsonObject Fields(params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        JsonObject result = [];
        foreach ((string name, JsonNode? value) in fields)
        {
            if (value is not null)
            {
                result[name] = value;
            }
        }

        return result;
    }
}
