namespace Wire.Domain;

/// <param name="Nodes">In the order of the text.</param>
/// <param name="Broken">Names that stand in statements which were not understood.</param>
internal sealed record OutlineDocument(IReadOnlyList<OutlineNode> Nodes, IReadOnlySet<string> Broken)
{
    public IEnumerable<OutlineBlock> Blocks => Nodes.OfType<OutlineBlock>();

    public IEnumerable<OutlineDeletion> Deletions => Nodes.OfType<OutlineDeletion>();
}
