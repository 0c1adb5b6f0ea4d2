namespace Wire.Domain;

public static partial class Decider
{
    /// <summary>What was declared at another time becomes what is declared.</summary>
    public static Decision Replay(IntentState state, ReplayRequest request, IntentContext context) =>
        Become(state, ChangeVerb.Replay, request, context);

    /// <summary>What a backup holds becomes what is declared.</summary>
    public static Decision Restore(IntentState state, ReplayRequest request, IntentContext context) =>
        Become(state, ChangeVerb.Restore, request, context);

    private static Decision Become(IntentState state, ChangeVerb verb, ReplayRequest request, IntentContext context)
    {
        if (RefusePending(state) is { } pending)
        {
            return pending;
        }
        ChangeDraft draft = new(state, context, request.Target.Values);
        foreach ((_, Declared declared) in request.Target.OrderBy(d => d.Key))
        {
            draft.Declare(declared);
        }
        draft.WithdrawAllBut(request.Target.Keys.ToHashSet());
        if (draft.IsEmpty)
        {
            return new NothingToDo();
        }
        return request.Target.Count == 0 && !request.AllowEmpty
            ? new EmptyConfigurationRefused(state.Desired.Count)
            : draft.Accept(verb, request);
    }
}
