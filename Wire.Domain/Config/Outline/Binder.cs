namespace Wire.Domain;

/// <summary>Statements to an outline: finds out what each word means, and reports those that mean nothing.</summary>
internal sealed partial class Binder(SourceText source, ErrorList errors)
{
    private readonly List<OutlineNode> _root = [];

    /// <summary>Names of links whose statement could not be understood: nobody is told that they are unknown.</summary>
    private readonly HashSet<string> _broken = [];

    public OutlineDocument Bind(List<SyntaxNode> nodes)
    {
        List<OutlineNode> trivia = [];
        foreach (SyntaxNode node in nodes)
        {
            switch (node)
            {
                case BlankSyntax:
                    trivia.Add(new OutlineBlank());
                    break;
                case CommentSyntax comment:
                    trivia.Add(new OutlineComment(comment.Text));
                    break;
                case StatementSyntax statement:
                    BindTopLevel(statement, trivia);
                    break;
            }
        }
        _root.AddRange(trivia);
        return new(_root, _broken);
    }

    private void BindTopLevel(StatementSyntax statement, List<OutlineNode> trivia)
    {
        switch (statement.First.Text)
        {
            case Vocabulary.Set:
                BindSet(statement, trivia);
                break;
            case Vocabulary.Delete:
                Add(BindDelete(statement), trivia);
                break;
            default:
                Add(BindBlock(statement), trivia);
                break;
        }
    }

    private void Add(OutlineNode? node, List<OutlineNode> trivia)
    {
        _root.AddRange(trivia);
        trivia.Clear();
        if (node is not null)
        {
            _root.Add(node);
        }
    }

    private OutlineBlock? BindBlock(StatementSyntax statement)
    {
        if (BindHead(statement, 0) is not { } block)
        {
            return null;
        }
        ExpectEnd(statement, 2, "expected '{', ';' or a line end");
        BindNodes(block, statement.Block);
        block.Comment = statement.Comment;
        return AddWritten(block);
    }

    /// <summary>KIND NAME, from the word at an index on.</summary>
    private OutlineBlock? BindHead(StatementSyntax statement, int index)
    {
        if (index >= statement.Words.Count)
        {
            Report(statement.Words[^1], $"'{statement.Words[^1].Text}' of what?", $"expected {Kinds}");
            return null;
        }
        Token kind = statement.Words[index];
        if (Vocabulary.Find(kind.Text) is not { } words)
        {
            ReportUnknownKind(kind, index);
            _broken.UnionWith(statement.Words.Skip(index + 1).Take(1).Select(w => w.Text));
            return null;
        }
        WordReader reader = new(source, errors, statement.Words, words, index + 1);
        OutlineBlock? block = words.IsLink ? LinkBlock(words, reader.LinkName(kind))
            : words.Kind == Route.TheKind && reader.Peek is { Text: Sugar.DefaultRoute } all ? new(words, Sugar.DefaultRoute, all)
            : reader.Value(kind, words.Head) is ({ } name, var at) ? new(words, name, at)
            : null;
        if (block is null)
        {
            _broken.UnionWith(statement.Words.Skip(index + 1).Take(1).Select(w => w.Text));
        }
        return block;
    }

    private static OutlineBlock? LinkBlock(BlockWords words, Token? name)
    {
        if (name is not { } link)
        {
            return null;
        }
        (string? netns, string bare) = LinkName.Split(link.Text);
        OutlineBlock block = new(words, bare, link);
        if (netns is not null)
        {
            block.AddNetns(netns, link);
        }
        return block;
    }

    private void BindNodes(OutlineBlock block, BlockSyntax? syntax)
    {
        block.OpenComment = syntax?.Comment;
        foreach (SyntaxNode node in syntax?.Nodes ?? [])
        {
            switch (node)
            {
                case BlankSyntax:
                    block.Nodes.Add(new OutlineBlank());
                    break;
                case CommentSyntax comment:
                    block.Nodes.Add(new OutlineComment(comment.Text));
                    break;
                case StatementSyntax statement when BindClause(block.Words, statement) is { } clause:
                    block.Nodes.Add(clause);
                    break;
                default:
                    block.IsFaulty = true;
                    break;
            }
        }
    }

    private OutlineClause? BindClause(BlockWords words, StatementSyntax statement)
    {
        if (words.Find(statement.First.Text) is not { } clause)
        {
            ReportUnknownWord(words, statement.First);
            return null;
        }
        WordReader reader = new(source, errors, statement.Words, words, 1);
        if (clause.Take(statement.First, reader) is not { } bound)
        {
            return null;
        }
        ExpectEnd(statement, reader.At, "expected ';' or a line end");
        bound.Comment = statement.Comment;
        if (statement.Block is { } block && (clause is PeerClause or AddressClause))
        {
            bound.Nested ??= new(clause is PeerClause ? words : Vocabulary.Address, bound.Value, bound.At);
            BindNodes(bound.Nested, block);
        }
        else if (statement.Block is { } wrong)
        {
            Report(wrong.Open, $"'{clause.Word}' has no block", "expected ';' or a line end");
        }
        return bound;
    }

    private void ExpectEnd(StatementSyntax statement, int index, string advice)
    {
        if (index < statement.Words.Count)
        {
            Token extra = statement.Words[index];
            Report(extra, $"unexpected '{extra.Text}' after '{statement.Words[index - 1].Text}'", advice);
        }
    }
}
