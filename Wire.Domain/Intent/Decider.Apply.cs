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
                draft.Adopt(declared.Key.Id);
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

    /// <summary>A link of a kind that Wire makes, which is there and is somebody else's.</summary>
    private static bool IsForeign(Declared asked, IntentContext context) =>
        asked.Resource is Link { Kind.IsMade: true } link && !context.OwnedLinks.Contains(link.Reference) && context.Live.TryGet(link.Key, out _);

    private static bool LeavesNothing(IntentState state, ChangeDraft draft) =>
        !state.Desired.IsEmpty && state.Evolve(draft.Events).Desired.IsEmpty;
}
