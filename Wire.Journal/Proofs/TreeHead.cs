namespace Wire.Journal.Proofs;

/// <summary>What one moment of a journal is known by: whoever keeps it can check everything that was recorded before.</summary>
/// <param name="Journal">The journal's id.</param>
/// <param name="Size">The number of its positions then: the last position.</param>
/// <param name="Root">The root of the tree over them.</param>
public sealed record TreeHead(Guid Journal, long Size, TreeHash Root);
