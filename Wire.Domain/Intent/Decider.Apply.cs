namespace Wire.Domain;

public static partial class Decider
{
    public static Decision Apply(IntentState state, ApplyRequest request, IntentContext context)
    {
        if (RefusePending(state) is { } pending)
        {
            return pending;
        }
        Merging? merging = request.Merge ? new(state, request) : null;
        IReadOnlyList<Declared> asked = merging?.Declared ?? request.Declared;
        ChangeDraft draft = new(state, context, asked);
        foreach (Declared declared in asked)
        {
            bool adopting = request.Adopt && IsForeign(declared, context);
            draft.Declare(declared, adopting);
            if (adopting)
            {
                draft.Adopt(declared.Key.Id);
            }
        }
        if (merging is not null)
        {
            merging.Withdrawn.ToList().ForEach(draft.Withdraw);
        }
        else
        {
            draft.WithdrawAllBut(asked.Select(d => d.Key).ToHashSet());
        }
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
