namespace Wire.Domain;

internal sealed partial class Lowering
{
    private IEnumerable<Deletion> LowerDeletion(OutlineDeletion deletion)
    {
        OutlineBlock target = deletion.Target;
        SourceLocation origin = _sources.Origin(target.At.Start);
        if (!target.Words.IsLink)
        {
            Lowering apart = new(source);
            apart.LowerOther(target);
            return [new(target.Words.Kind, apart._drafts[0].Resource.Key, deletion.Clause?.Word, deletion.Value, origin)];
        }
        string reference = target.Reference;
        return deletion.Clause switch
        {
            PortClause => [new(Interface.TheKind, ResourceKey.Link(InNetns(target.Netns, deletion.Value!)), Master.Name, reference, origin)],
            BothClause both => [Of(both.First.Name), Of(both.Second.Name)],
            _ => [Of(deletion.Clause?.Word)],
        };

        Deletion Of(string? attribute) => new(target.Words.Kind, ResourceKey.Link(reference), attribute, deletion.Value, origin);
    }

    private static string InNetns(string? netns, string reference) => InNetnsOf(new Interface { Netns = netns }, reference);
}
