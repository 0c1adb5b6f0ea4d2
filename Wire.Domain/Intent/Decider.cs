namespace Wire.Domain;

/// <summary>
/// From what is asked and what stands, to the events of one change or the reason why not. Pure: ids, times and what the kernel
/// shows come in with the request.
/// </summary>
public static partial class Decider
{
    private static ConfirmPending? RefusePending(IntentState state) =>
        state.Pending is { } pending ? new(pending.Number, pending.Deadline) : null;
}
