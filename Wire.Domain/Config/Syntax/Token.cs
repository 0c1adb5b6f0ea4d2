namespace Wire.Domain;

internal enum TokenKind
{
    /// <summary>A word, or a text in double quotes.</summary>
    Word,
    Open,
    Close,
    Semicolon,
    LineEnd,

    /// <summary>From <c>#</c> to the end of the line.</summary>
    Comment,
    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset in the text.</param>
/// <param name="Length">Length in the text, quotes included.</param>
/// <param name="Text">What it says: of a quoted text without the quotes, of a comment without the blanks at its end.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, string Text)
{
    public int End => Start + Length;

    public override string ToString() => Kind == TokenKind.End ? "the end of the file" : $"'{Text}'";
}
