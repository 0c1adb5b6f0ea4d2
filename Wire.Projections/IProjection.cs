using Wire.Domain;

namespace Wire.Projections;

/// <summary>A fold over the journal. Deterministic: the same events give the same state, all at once or in parts. One thread at a time.</summary>
public interface IProjection
{
    /// <summary>Whether events of the stream change anything: those of others need not even be decoded.</summary>
    bool Reads(string stream);

    void Fold(in Envelope envelope, DomainEvent item);
}
