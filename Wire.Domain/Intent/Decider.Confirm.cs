namespace Wire.Domain;

public static partial class Decider
{
    /// <summary>Keeps the change that waits for it.</summary>
    public static Decision Confirm(IntentState state, DateTimeOffset now) => state.Pending switch
    {
        null => new NothingToConfirm(),
        { } pending when now > pending.Deadline => new ConfirmTooLate(pending.Number, pending.Deadline),
        { } pending => new Decision.Accepted(pending.Number, [new ChangeConfirmed(pending.Number)]),
    };

    /// <summary>Takes the change back whose deadline has passed.</summary>
    public static Decision Expire(IntentState state, int number, DateTimeOffset now, IntentContext context)
    {
        if (state.Pending is not { } pending || pending.Number != number || now < pending.Deadline)
        {
            return new NotExpired(number);
        }
        return Revert(state, state.Changes[number], ChangeVerb.Expire, number, new UndoRequest(), context);
    }
}
