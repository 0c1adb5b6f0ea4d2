using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>A plan as the log tells it.</summary>
internal sealed class RecordedPlan
{
    private RecordedPlan(in Envelope envelope, PlanReason reason, int? change, PlanMade? made)
    {
        Envelope = envelope;
        Reason = reason;
        Change = change;
        _made = made;
        Objects = change is null && made is not null ? ObjectsOf(made.Plan) : [];
        LastPosition = envelope.Position;
    }

    public RecordedPlan(in Envelope envelope, PlanMade made)
        : this(envelope, made.Reason, made.Change, made)
    {
    }

    public Envelope Envelope { get; }

    public PlanReason Reason { get; }

    public int? Change { get; }

    /// <summary>What a healing put back; a change's objects are in its declarations.</summary>
    public ImmutableArray<ObjectChange> Objects { get; }

    public string? RefusedObject { get; private set; }

    public KernelRefusal? Refusal { get; private set; }

    public PlanOutcome? Outcome { get; private set; }

    public long LastPosition { get; private set; }

    /// <summary>Null once it is settled: it may be large, and a journal has many.</summary>
    private PlanMade? _made;

    public void Refused(OperationRefused refused)
    {
        Refusal = refused.Refusal;
        RefusedObject = _made is { Plan.Operations: var operations } && refused.Index < operations.Length ? operations[refused.Index].Subject.Title : null;
    }

    public void Settled(long position, PlanOutcome outcome)
    {
        Outcome = outcome;
        LastPosition = position;
        _made = null;
    }

    /// <summary>Of a plan for a change, or one that is under way.</summary>
    public void Save(StateWriter writer)
    {
        writer.Envelope(Envelope);
        writer.Number((int)Reason);
        writer.Number(Change ?? -1);
        writer.Optional(_made, (w, made) => w.Event(made));
        writer.Optional(RefusedObject);
        writer.Optional(Refusal, (w, refusal) =>
        {
            w.Number(refusal.Errno);
            w.Text(refusal.Name);
            w.Optional(refusal.Message);
            w.Optional(refusal.Attribute);
            w.Optional(refusal.Advice);
        });
        writer.Number((int)(Outcome ?? 0));
        writer.Number(LastPosition);
    }

    public static RecordedPlan Load(StateReader reader) =>
        new(reader.Envelope(), (PlanReason)reader.Number(), reader.Number() is >= 0 and var change ? (int)change : null, reader.Optional(r => r.Event<PlanMade>()))
        {
            RefusedObject = reader.OptionalText(),
            Refusal = reader.Optional(r => new KernelRefusal((int)r.Number(), r.Text(), r.OptionalText(), r.OptionalText(), r.OptionalText())),
            Outcome = reader.Number() is > 0 and var outcome ? (PlanOutcome)outcome : null,
            LastPosition = reader.Number(),
        };

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
