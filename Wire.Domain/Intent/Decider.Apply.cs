namespace Wire.Domain;

public static partial class Decider
{
    public static Decision Apply(IntentState state, ApplyRequest request, IntentContext context)
    {
        if (RefusePending(state) is { } pending)
        {
            return pending;
        }
        ChangeDraft draft = new(state, context, request.Declared);
        foreach (Declared declared in request.Declared)
        {
            bool adopting = request.Adopt && IsForeign(declared, context);
            draft.Declare(declared, adopting);
            if (adopting)
            {
                draft.Adopt(declared.Key);
            }
        }
        draft.WithdrawAllBut(request.Declared.Select(d => d.Key).ToHashSet());
        if (draft.IsEmpty)
        {
            return new NothingToDo();
        }
        return !request.AllowEmpty && LeavesNothing(state, draft)
            ? new EmptyConfigurationRefused(state.Desired.Count)
            : draft.Accept(request.Merge ? ChangeVerb.Merge : ChangeVerb.Apply, request, file: request.File);
    }

    /// <summary>An object of a kind that Wire makes, which is there, is somebody else's, and has no mark that says so.</summary>
    private static bool IsForeign(Declared asked, IntentContext context) =>
        asked.Resource.Kind.IsMade && context.Live.TryGet(asked.Key, out Resource? live) && (asked.Resource is Link link
            ? !context.OwnedLinks.Contains(link.Reference)
            : live.Kind == asked.Resource.Kind && live.IsMarkedOurs is null && !live.GivesWay && !context.OwnedObjects.Contains(live.Key));

    private static bool LeavesNothing(IntentState state, ChangeDraft draft) =>
        !state.Desired.IsEmpty && state.Evolve(draft.Events).Desired.IsEmpty;
}
