using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Node;

namespace Wire.Host.Reactor;

/// <summary>The sentences of what can fail: object, operation, the kernel's own words, the place in the configuration, what to do.</summary>
internal static class Failures
{
    /// <summary>So many objects are named; a person looks at the others with <c>wire status</c>.</summary>
    private const int NamedMax = 20;

    public static ErrorReply Refused(Operation operation, KernelRefusal refusal, SourceLocation? origin)
    {
        string verb = operation.Verb switch
        {
            OperationVerb.Create => "create",
            OperationVerb.Delete => "delete",
            _ => "change",
        };
        List<string> details = [];
        if (origin is not null)
        {
            details.Add($"asked for at {origin}");
        }
        if (refusal.Advice is not null)
        {
            details.Add(refusal.Advice);
        }
        return new(NodeError.KernelRefused, $"{operation.Subject.Title}: the kernel refused to {verb} it: {refusal}", details, false);
    }

    /// <param name="failure">Why it was taken back.</param>
    /// <param name="left">What is not as it was before.</param>
    public static ErrorReply RolledBack(ErrorReply failure, IReadOnlyCollection<string> left) => failure with
    {
        Details =
        [
            .. failure.Details,
            left.Count == 0 ? "All that was done is rolled back; nothing of this change is left."
                : $"It is rolled back, but not all is as before: {string.Join(", ", left.Take(NamedMax))}{(left.Count > NamedMax ? $" and {left.Count - NamedMax} more" : "")}.",
        ],
    };

    public static ErrorReply NotObserved(IReadOnlyList<ResourceKey> keys, int waitedMs) => new(
        NodeError.NotObserved,
        $"the kernel accepted everything and does not show it after {waitedMs} ms",
        [.. keys.Take(NamedMax).Select(k => $"not as asked for: {k}")],
        true);

    public static ErrorReply Conflicts(IReadOnlyList<PlanConflict> conflicts) => new(
        NodeError.Conflict,
        "something is in the way; nothing was done",
        [.. conflicts.Select(Views.Conflict)],
        false);

    public static ErrorReply TooLarge(int steps, int stepsMax) => new(
        NodeError.BadRequest,
        $"one change has at most {stepsMax} steps, and this one would have {steps}; nothing was done",
        ["Make it in parts: apply --merge adds and changes, and withdraws what 'delete' names."],
        false);

    public static ErrorReply Of(IntentRefusal refusal) => new(
        refusal switch
        {
            NoSuchChange => NodeError.NotFound,
            ConfirmPending or NotUndoable or UndoConflict or ConfirmTooLate => NodeError.Conflict,
            _ => NodeError.BadRequest,
        },
        refusal.Explain(),
        refusal is UndoConflict conflict ? [.. conflict.Conflicts.Select(c => c.Explain()), "Nothing was done."] : [],
        refusal is ConfirmPending);

    public static ErrorReply Invalid(ConfigReading reading) => new(
        NodeError.InvalidConfiguration,
        reading.ErrorCount == 1 ? "the configuration has an error; nothing was applied" : $"the configuration has {reading.ErrorCount} errors; nothing was applied",
        [.. reading.Errors.Select(e => e.Render()), .. reading.ErrorCount > reading.Errors.Length ? [$"{reading.ErrorCount - reading.Errors.Length} more errors"] : Array.Empty<string>()],
        false);

    public static ErrorReply Stopping { get; } = new(NodeError.Busy, "the daemon is stopping; nothing was done", [], true);
}
