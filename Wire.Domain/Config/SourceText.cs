namespace Wire.Domain;

/// <summary>A configuration text and where its lines start.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    /// <summary>The place located last: counting goes on from there, so that a file of one long line costs no more than another.</summary>
    private (int Offset, int Column) _last;

    public SourceText(string file, string text)
    {
        File = file;
        Text = text;
        for (int i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            _lineStarts.Add(i + 1);
        }
    }

    public string File { get; }

    public string Text { get; }

    /// <summary>The line, from 1.</summary>
    public int LineOf(int offset) => LineAt(offset) + 1;

    public SourceLocation Locate(int offset)
    {
        int line = LineAt(offset);
        int from = _lineStarts[line];
        int column = 1;
        if (_last.Offset > from && _last.Offset <= offset)
        {
            (from, column) = _last;
        }
        column += Characters(from, offset);
        _last = (offset, column);
        return new(File, line + 1, column);
    }

    public ConfigError Error(int offset, int length, string message, string? advice = null)
    {
        int line = LineAt(offset);
        int start = _lineStarts[line];
        int end = line + 1 < _lineStarts.Count ? _lineStarts[line + 1] - 1 : Text.Length;
        length = Math.Min(length, Math.Max(end - offset, 0));
        return new(Locate(offset), Text[start..end].TrimEnd('\r'), Math.Max(Characters(offset, offset + length), 1), message, advice);
    }

    /// <summary>An error whose caret is as long as the word, or the quoted text, at the offset.</summary>
    public ConfigError ErrorAtWord(int offset, string message, string? advice) =>
        Error(offset, Lexer.LengthAt(this, offset), message, advice);

    private int LineAt(int offset)
    {
        int found = _lineStarts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Characters as a person counts them: a surrogate pair is one.</summary>
    private int Characters(int from, int to)
    {
        int count = 0;
        foreach (char c in Text.AsSpan(from, to - from))
        {
            count += char.IsLowSurrogate(c) ? 0 : 1;
        }
        return count;
    }
}
