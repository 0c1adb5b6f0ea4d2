namespace Wire.Domain;

/// <summary>An outline as blocks in braces.</summary>
internal sealed class HierarchicalPrinter
{
    /// <summary>A block that is longer than this on one line is written on several.</summary>
    private const int LineMax = 100;

    private readonly Lines _lines = new();

    public string Print(IReadOnlyList<OutlineNode> nodes)
    {
        PrintNodes(nodes);
        return _lines.ToString();
    }

    private void PrintNodes(IReadOnlyList<OutlineNode> nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            switch (nodes[i])
            {
                case OutlineBlank when i > 0 && i < nodes.Count - 1:
                    _lines.Blank();
                    break;
                case OutlineComment comment:
                    _lines.Add(comment.Text);
                    break;
                case OutlineBlock block:
                    PrintBlock($"{block.Words.Kind.Name} {Quoting.Quote(block.Name)}", block, block.Comment);
                    break;
                case OutlineClause { Nested: { } nested } clause:
                    PrintBlock(clause.Clause.Print(clause.Value), nested, clause.Comment);
                    break;
                case OutlineClause clause:
                    _lines.Add(clause.Clause.Print(clause.Value), clause.Comment);
                    break;
                case OutlineDeletion deletion:
                    _lines.Add(DeletionText.Of(deletion), deletion.Comment);
                    break;
            }
        }
    }

    private void PrintBlock(string head, OutlineBlock block, string? comment)
    {
        if (OnOneLine(head, block) is { } line)
        {
            _lines.Add(line, comment);
            return;
        }
        _lines.Add(head + " {", block.OpenComment);
        _lines.Indent++;
        PrintNodes(block.Nodes);
        _lines.Indent--;
        _lines.Add("}", comment);
    }

    /// <summary>A link with one thing to say, and whatever is no link, if it fits and no comment stands within; null for the others.</summary>
    private string? OnOneLine(string head, OutlineBlock block)
    {
        List<OutlineNode> nodes = [.. block.Nodes.Where(n => n is not OutlineBlank)];
        if (block.OpenComment is not null || nodes.Any(n => n is not OutlineClause { Comment: null, Nested: null or { Nodes.Count: 0, OpenComment: null } }))
        {
            return null;
        }
        if (nodes.Count == 0)
        {
            return head;
        }
        string line = $"{head} {{ {string.Join("; ", nodes.Cast<OutlineClause>().Select(c => c.Clause.Print(c.Value)))} }}";
        return (nodes.Count == 1 || !block.Words.IsLink) && line.Length + _lines.Indent * 4 <= LineMax ? line : null;
    }
}
