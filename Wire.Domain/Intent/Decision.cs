using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>What came of a request: the events of one change, or the reason why there are none.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <param name="Number">The change's number.</param>
    /// <param name="Events">One atomic batch for the journal, head first.</param>
    public sealed record Accepted(int Number, ImmutableArray<DomainEvent> Events) : Decision;

    public sealed record Refused(IntentRefusal Refusal) : Decision;

    public static implicit operator Decision(IntentRefusal refusal) => FromIntentRefusal(refusal);

    public static Decision FromIntentRefusal(IntentRefusal refusal) => new Refused(refusal);
}
