using Wire.Domain;

namespace Wire.Projections;

/// <summary>All that a plan is made from, at one position: what is desired, what is live, and what is whose.</summary>
public sealed class NodeState : IProjection
{
    public NodeState()
    {
        Ownership = new(Live);
    }

    public DesiredTopology Desired { get; } = new();

    public LiveTopology Live { get; } = new();

    public OwnershipProjection Ownership { get; }

    /// <summary>Position of the last event that was folded; 0 for none.</summary>
    public long Position { get; private set; }

    public bool Reads(string stream) => true;

    public void Fold(in Envelope envelope, DomainEvent item)
    {
        Position = envelope.Position;
        Desired.Fold(envelope, item);
        Live.Fold(envelope, item);
        Ownership.Fold(envelope, item);
    }

    internal void Save(StateWriter writer)
    {
        writer.Number(Position);
        Desired.Save(writer);
        Live.Save(writer);
        Ownership.Save(writer);
    }

    internal void Load(StateReader reader)
    {
        Position = reader.Number();
        Desired.Load(reader);
        Live.Load(reader);
        Ownership.Load(reader);
    }

    /// <param name="node">The journal's id.</param>
    public IntentContext Context(Guid node) => new()
    {
        Node = node,
        Baselines = Ownership.Baselines,
        Live = Live,
        OwnedLinks = Ownership.OwnedLinks,
        OwnedObjects = Ownership.OwnedObjects,
    };

    /// <summary>What the planner looks at; valid until the next event is folded.</summary>
    public PlanRequest PlanRequest() => new()
    {
        Desired = Desired.Desired,
        Live = Live,
        OwnedLinks = Ownership.OwnedLinks,
        OwnedObjects = Ownership.OwnedObjects,
        Baselines = Ownership.Baselines,
        LostPorts = Ownership.LostPorts,
    };
}
