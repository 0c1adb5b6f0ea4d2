using System.Text;

namespace Wire.Domain;

/// <summary>Gathers lines of text: indented, with comments behind them, and never two empty ones in a row.</summary>
internal sealed class Lines
{
    private readonly StringBuilder _text = new();
    private bool _blank;

    public int Indent { get; set; }

    /// <summary>An empty line before the next one; none at the start and at the end.</summary>
    public void Blank() => _blank = _text.Length > 0;

    public void Add(string line, string? comment = null)
    {
        _text.Append(_blank ? "\n" : "").Append(' ', Indent * 4).Append(line);
        if (comment is not null)
        {
            _text.Append("  ").Append(comment);
        }
        _text.Append('\n');
        _blank = false;
    }

    public void AddComment(string? comment)
    {
        if (comment is not null)
        {
            Add(comment);
        }
    }

    public override string ToString() => _text.ToString();
}
