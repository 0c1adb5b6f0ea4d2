using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>A plan as the log tells it.</summary>
internal sealed class RecordedPlan(in Envelope envelope, PlanMade made)
{
    public Envelope Envelope { get; } = envelope;

    public PlanReason Reason { get; } = made.Reason;

    public int? Change { get; } = made.Change;

    /// <summary>What a healing put back; a change's objects are in its declarations.</summary>
    public ImmutableArray<ObjectChange> Objects { get; } = made.Change is null ? ObjectsOf(made.Plan) : [];

    public int OperationCount { get; } = made.Plan.Operations.Length;

    public string? RefusedObject { get; private set; }

    public KernelRefusal? Refusal { get; private set; }

    public PlanOutcome? Outcome { get; private set; }

    public long LastPosition { get; private set; } = envelope.Position;

    private readonly ImmutableArray<Operation> _operations = made.Plan.Operations;

    public void Refused(OperationRefused refused)
    {
        Refusal = refused.Refusal;
        RefusedObject = refused.Index < _operations.Length ? _operations[refused.Index].Subject.Title : null;
    }

    public void Settled(long position, PlanOutcome outcome)
    {
        Outcome = outcome;
        LastPosition = position;
    }

    private static ImmutableArray<ObjectChange> ObjectsOf(Plan plan)
    {
        ObjectChanges objects = new();
        foreach (Operation operation in plan.Operations)
        {
            objects.Add(operation.Before, operation.Verb == OperationVerb.Change ? Changed(operation) : operation.After);
            if (operation.Companion is { } companion)
            {
                objects.Add(operation.Verb == OperationVerb.Delete ? companion : null, operation.Verb == OperationVerb.Delete ? null : companion);
            }
        }
        return objects.ToImmutable();
    }

    /// <summary>What an object is after a change that sets only some of its attributes.</summary>
    private static Resource Changed(Operation operation)
    {
        Resource result = operation.Before!;
        foreach (string name in operation.Attributes)
        {
            if (operation.After!.Kind.Find(name) is { } attribute && result.Kind.Find(attribute.Id) == attribute)
            {
                result = attribute.Copy(operation.After, result);
            }
        }
        return result;
    }
}
