namespace Wire.Host.Cli.Render;

/// <summary>Columns as wide as their content, two blanks apart. A column without any content is left out.</summary>
internal sealed class Table
{
    private readonly List<string[]> _rows = [];
    private readonly HashSet<int> _right = [];
    private readonly string[]? _heads;
    private Func<int, string, string>? _paint;

    public Table(params string[] heads) => _heads = heads;

    /// <summary>Without a line of heads.</summary>
    public Table() => _heads = null;

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Numbers are read from the right.</summary>
    public Table AlignRight(params ReadOnlySpan<int> columns)
    {
        foreach (int column in columns)
        {
            _right.Add(column);
        }

        return this;
    }

    /// <summary>Colours a cell, by its column and its text.</summary>
    public Table Paint(Func<int, string, string> paint)
    {
        _paint = paint;
        return this;
    }

    public void Add(params string?[] cells) => _rows.Add([.. cells.Select(cell => cell ?? "")]);

    public void Write(Report report, string indent = "")
    {
        int columns = _rows.Count == 0 ? 0 : _rows.Max(row => row.Length);
        int[] shown = [.. Enumerable.Range(0, columns).Where(column => _rows.Exists(row => column < row.Length && row[column].Length > 0))];
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => Lines.Max(row => column < row.Length ? row[column].Length : 0))];
        foreach (string[] row in Lines)
        {
            bool isHead = ReferenceEquals(row, _heads);
            IEnumerable<string> cells = shown.Select(column => Cell(row, column, widths[column], isHead, report.Palette));
            report.Line((indent + string.Join("  ", cells)).TrimEnd());
        }
    }

    private IEnumerable<string[]> Lines => _heads is null || IsEmpty ? _rows : _rows.Prepend(_heads);

    private string Cell(string[] row, int column, int width, bool isHead, Palette palette)
    {
        string text = column < row.Length ? row[column] : "";
        string blanks = new(' ', width - text.Length);
        string painted = isHead ? palette.Faint(text) : _paint?.Invoke(column, text) ?? text;
        return _right.Contains(column) ? blanks + painted : painted + blanks;
    }
}
