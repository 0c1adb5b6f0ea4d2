using Wire.Domain;

namespace Wire.Host.Api;

/// <summary>An event in one line for a person.</summary>
internal static class EventSummary
{
    public static string Of(DomainEvent item) => item switch
    {
        ChangeRequested e => $"change #{e.Number}: {Word(e.Verb)}{Suffix(" of #", e.Of)}{Suffix(" of ", e.File)}{Suffix(", ", e.Message)}",
        ChangeConfirmed e => $"change #{e.Number} confirmed",
        ResourceDeclared e => $"{Name(e.Declared.Resource)} declared",
        ResourceWithdrawn e => $"{e.Kind.Name} {e.Key.Id} withdrawn",
        LinkAdopted e => $"{e.Reference} taken over",
        LinkReleased e => $"{e.Reference} released",
        ResourceObserved e => $"{Name(e.Resource)} observed{By(e.Cause)}",
        ResourceVanished e => $"{Name(e.Resource)} vanished{By(e.Cause)}",
        PlanMade e => $"plan of {e.Plan.Operations.Length} operations ({Word(e.Reason)}{Suffix(" #", e.Change)})",
        OperationsAcknowledged e => $"operations {e.First} to {e.First + e.Count - 1} acknowledged",
        OperationRefused e => $"operation {e.Index} refused: {e.Refusal}",
        RollbackStarted => "rolling back",
        PlanSettled e => $"plan settled: {Word(e.Outcome)}",
        HealingEscalated e => $"{e.Key}: not healed after {e.Attempts} attempts: {e.Reason}",
        NodeStarted e => $"{e.Role} started: wire {e.Version}, process {e.Pid}{Suffix(", namespace ", e.Netns)}",
        NodeStopped e => $"stopped: {e.Reason}",
        KernelGap e => $"kernel events were lost: {e.Reason}",
        KernelResynced e => $"compared with a complete dump: {e.Objects} objects, {e.Differences} differences",
        ClockStepped e => $"the clock stepped by {e.Milliseconds} ms",
        BackupCreated e => $"backup {e.Name} up to @{e.Position}",
        _ => item.GetType().Name,
    };

    private static string Name(Resource resource) => $"{resource.Kind.Name} {resource.Key.Id}";

    private static string By(ObservationCause cause) =>
        cause.Plan is not null ? " (ours)"
        : cause.Program is { } program ? $" (by {program}, port {cause.PortId})"
        : cause.PortId != 0 ? $" (by port {cause.PortId})"
        : "";

    private static string Suffix(string before, object? value) => value is null ? "" : $"{before}{value}";

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
