namespace Wire.Domain;

/// <summary>
/// Tokens to statements and blocks, with comments. Knows words only to tell where a forgotten brace belongs. After an error
/// it goes on with the next statement, so one mistake gives one error.
/// </summary>
internal sealed class SyntaxParser(SourceText source, ErrorList errors)
{
    private readonly Lexer _lexer = new(source, errors);
    private readonly List<SyntaxNode> _root = [];
    private readonly Stack<(StatementSyntax Owner, BlockSyntax Block)> _open = new();
    private List<Token> _words = [];
    private Token _last = new(TokenKind.LineEnd, 0, 0, "");

    /// <summary>Closing braces that are expected to be too many, because their blocks were taken to end earlier.</summary>
    private int _closedEarly;

    /// <summary>Blocks opened within one that is already too deep: skipped, only their braces are counted.</summary>
    private int _tooDeep;

    private List<SyntaxNode> Nodes => _open.Count == 0 ? _root : _open.Peek().Block.Nodes;

    public List<SyntaxNode> Parse()
    {
        Token token;
        do
        {
            token = _lexer.Next();
            Accept(token);
            _last = token;
        }
        while (token.Kind != TokenKind.End);
        foreach ((StatementSyntax owner, BlockSyntax block) in _open)
        {
            errors.Add(source, block.Open.Start, 1, $"this '{{' of '{owner.Title}' is never closed", "expected '}' before the end of the file");
        }
        return _root;
    }

    private void Accept(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Open when _open.Count == ConfigLimits.DepthMax:
                SkipBlock(token);
                break;
            case TokenKind.Close when _tooDeep > 0:
                _tooDeep--;
                break;
            case not TokenKind.End when _tooDeep > 0:
                break;
            case TokenKind.Word:
                _words.Add(token);
                break;
            case TokenKind.Open:
                OpenBlock(token);
                break;
            case TokenKind.Close:
                CloseBlock(token);
                break;
            case TokenKind.Comment:
                AddComment(token);
                break;
            case TokenKind.LineEnd when _last.Kind == TokenKind.LineEnd && Nodes is [.., not BlankSyntax]:
                Nodes.Add(new BlankSyntax());
                break;
            default:
                EndStatement();
                break;
        }
    }

    private StatementSyntax? EndStatement()
    {
        if (_words.Count == 0)
        {
            return null;
        }
        StatementSyntax statement = new(_words);
        _words = [];
        CloseForgottenBlocks(statement);
        Nodes.Add(statement);
        return statement;
    }

    /// <summary>A statement that only stands at top level, within a block: a closing brace was forgotten before it.</summary>
    private void CloseForgottenBlocks(StatementSyntax statement)
    {
        if (_open.Count == 0 || statement.Words.Count < 2)
        {
            return;
        }
        (StatementSyntax owner, BlockSyntax block) = _open.Peek();
        if (!Vocabulary.StandsAtTopLevelOnly(statement.First.Text, owner.First.Text))
        {
            return;
        }
        errors.Add(source, block.Open.Start, 1, $"this '{{' of '{owner.Title}' is not closed before '{statement.Title}' on line {source.LineOf(statement.First.Start)}",
            "expected '}' before it");
        _closedEarly += _open.Count;
        _open.Clear();
    }

    private void OpenBlock(Token brace)
    {
        // A brace on the line after its statement belongs to it too.
        StatementSyntax? owner = EndStatement()
            ?? (_last.Kind == TokenKind.LineEnd && Nodes is [.., StatementSyntax { Block: null, Comment: null } before] ? before : null);
        BlockSyntax block = new(brace);
        if (owner is null)
        {
            errors.Add(source, brace.Start, 1, "a '{' without a statement before it", "expected a statement, such as 'bridge NAME {'");
            owner = new StatementSyntax([brace]);
        }
        owner.Block = block;
        _open.Push((owner, block));
    }

    private void SkipBlock(Token brace)
    {
        EndStatement();
        if (_tooDeep++ == 0)
        {
            errors.Add(source, brace.Start, 1, $"more than {ConfigLimits.DepthMax} blocks within each other", "expected one block within another at most");
        }
    }

    private void CloseBlock(Token brace)
    {
        EndStatement();
        if (_open.Count > 0)
        {
            _open.Pop();
        }
        else if (_closedEarly > 0)
        {
            _closedEarly--;
        }
        else
        {
            errors.Add(source, brace.Start, 1, "this '}' closes nothing", "expected as many '}' as there are '{' before");
        }
    }

    private void AddComment(Token comment)
    {
        StatementSyntax? ended = EndStatement();
        if (ended is not null)
        {
            ended.Comment = comment.Text;
        }
        else if (_last.Kind == TokenKind.Open && _open.Peek().Block is { Comment: null } block)
        {
            block.Comment = comment.Text;
        }
        else if (_last.Kind is TokenKind.Close or TokenKind.Semicolon && Nodes is [.., StatementSyntax { Comment: null } before])
        {
            before.Comment = comment.Text;
        }
        else
        {
            Nodes.Add(new CommentSyntax(comment.Text));
        }
    }
}
