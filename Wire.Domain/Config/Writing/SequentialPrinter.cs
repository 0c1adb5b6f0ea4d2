namespace Wire.Domain;

/// <summary>
/// An outline as <c>set</c> lines: one for each thing said of a link, and one for each object that is no link, as what tells
/// such objects apart has to stand together.
/// </summary>
internal sealed class SequentialPrinter
{
    private readonly Lines _lines = new();

    public string Print(IReadOnlyList<OutlineNode> nodes)
    {
        foreach (OutlineNode node in nodes)
        {
            switch (node)
            {
                case OutlineBlank:
                    _lines.Blank();
                    break;
                case OutlineComment comment:
                    _lines.Add(comment.Text);
                    break;
                case OutlineDeletion deletion:
                    _lines.Add(DeletionText.Of(deletion), deletion.Comment);
                    break;
                case OutlineBlock { Words.IsLink: true } block:
                    PrintLink($"{Vocabulary.Set} {block.Words.Kind.Name} {Quoting.Quote(block.Reference)}", block, block.Comment);
                    break;
                case OutlineBlock block:
                    PrintOther(block);
                    break;
            }
        }
        return _lines.ToString();
    }

    private void PrintLink(string path, OutlineBlock block, string? comment)
    {
        List<OutlineNode> nodes = [.. block.Nodes.Where(n => n is not (OutlineBlank or OutlineClause { IsNetns: true }))];
        _lines.AddComment(block.OpenComment);
        foreach (OutlineClause netns in block.Clauses.Where(c => c.IsNetns))
        {
            _lines.AddComment(netns.Comment);
        }
        if (!nodes.OfType<OutlineClause>().Any())
        {
            PrintComments(nodes);
            _lines.Add(path, comment);
            return;
        }
        _lines.AddComment(comment);
        foreach (OutlineNode node in nodes)
        {
            switch (node)
            {
                case OutlineComment own:
                    _lines.Add(own.Text);
                    break;
                case OutlineClause { Nested: { Words.IsLink: false } own } clause:
                    PrintOwn($"{path} {clause.Clause.Print(clause.Value)}", own, clause.Comment);
                    break;
                case OutlineClause { Nested: { } nested } clause:
                    PrintLink($"{path} {clause.Clause.Word} {Quoting.Quote(nested.Reference)}", nested, clause.Comment);
                    break;
                case OutlineClause clause:
                    _lines.Add($"{path} {clause.Clause.Print(clause.Value)}", clause.Comment);
                    break;
            }
        }
    }

    private void PrintOther(OutlineBlock block) => PrintOwn($"{Vocabulary.Set} {block.Words.Kind.Name} {HeadOf(block)}", block, block.Comment);

    private void PrintOwn(string path, OutlineBlock block, string? comment)
    {
        _lines.AddComment(block.OpenComment);
        PrintComments(block.Nodes);
        IEnumerable<string> clauses = block.Clauses.OrderByDescending(c => c.Clause.IsIdentity).Select(c => c.Clause.Print(c.Value));
        _lines.Add(string.Join(' ', clauses.Prepend(path)), comment);
    }

    /// <summary>With the family where a block says it by its values only: two lines of one name would be one object.</summary>
    private static string HeadOf(OutlineBlock block)
    {
        string head = Sugar.HeadOf(block) == IpPrefix.DefaultV6.ToString() ? Sugar.HeadOf(block) : Quoting.Quote(block.Name);
        return Sugar.IsRuleForV6(block) ? head + " family inet6" : head;
    }

    private void PrintComments(IEnumerable<OutlineNode> nodes)
    {
        foreach (OutlineNode node in nodes)
        {
            _lines.AddComment(node is OutlineComment own ? own.Text : (node as OutlineClause)?.Comment);
        }
    }
}
