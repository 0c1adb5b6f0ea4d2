using Wire.Domain;

namespace Wire.Projections;

/// <summary>What people asked for.</summary>
public sealed class DesiredTopology : IProjection
{
    /// <summary>Immutable: it may be handed to other threads.</summary>
    public IntentState State { get; private set; } = IntentState.Empty;

    public IReadOnlyDictionary<ResourceKey, Declared> Desired => State.Desired;

    /// <summary>Position of the last event that changed it; 0 for none.</summary>
    public long Position { get; private set; }

    public bool Reads(string stream) => stream == EventStream.Intent;

    public void Fold(in Envelope envelope, DomainEvent item)
    {
        IntentState next = State.Evolve(item);
        Position = ReferenceEquals(next, State) ? Position : envelope.Position;
        State = next;
    }

    internal void Save(StateWriter writer)
    {
        writer.Number(Position);
        IntentInCheckpoint.Write(writer, State);
    }

    internal void Load(StateReader reader)
    {
        Position = reader.Number();
        State = IntentInCheckpoint.Read(reader);
    }
}
