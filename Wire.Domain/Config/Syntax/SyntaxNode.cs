namespace Wire.Domain;

/// <summary>What stands in a text or in a block, one after the other.</summary>
internal abstract class SyntaxNode;

/// <summary>One empty line or several.</summary>
internal sealed class BlankSyntax : SyntaxNode;

/// <summary>A comment on a line of its own.</summary>
internal sealed class CommentSyntax(string text) : SyntaxNode
{
    /// <summary>With its <c>#</c>.</summary>
    public string Text { get; } = text;
}

/// <summary>Words, and perhaps a block.</summary>
internal sealed class StatementSyntax(List<Token> words) : SyntaxNode
{
    public IReadOnlyList<Token> Words { get; } = words;

    public BlockSyntax? Block { get; set; }

    /// <summary>The comment at the end of its last line.</summary>
    public string? Comment { get; set; }

    public Token First => Words[0];

    /// <summary>"bridge vswitch0": how an error names it.</summary>
    public string Title => string.Join(' ', Words.Take(Words[0].Text is "set" or "delete" ? 3 : 2).Select(w => w.Text));
}

/// <param name="open">The opening brace.</param>
internal sealed class BlockSyntax(Token open)
{
    public Token Open { get; } = open;

    public List<SyntaxNode> Nodes { get; } = [];

    /// <summary>The comment behind the opening brace.</summary>
    public string? Comment { get; set; }
}
