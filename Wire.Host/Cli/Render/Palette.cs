namespace Wire.Host.Cli.Render;

/// <summary>Colours by meaning, as ANSI escapes (ECMA-48 SGR), or none.</summary>
internal sealed class Palette
{
    private readonly bool _on;

    private Palette(bool on) => _on = on;

    public static Palette Plain { get; } = new(false);

    public static Palette Colours { get; } = new(true);

    /// <summary>Green: new, well.</summary>
    public string Good(string text) => Paint("32", text);

    /// <summary>Yellow: changed, worth a look.</summary>
    public string Changed(string text) => Paint("33", text);

    /// <summary>Red: gone, wrong.</summary>
    public string Bad(string text) => Paint("31", text);

    /// <summary>Bold: what the eye shall find first.</summary>
    public string Strong(string text) => Paint("1", text);

    /// <summary>Faint: what only explains.</summary>
    public string Faint(string text) => Paint("2", text);

    /// <summary>A text in the colour of a change's mark.</summary>
    public string ByMark(string mark, string text) => mark switch
    {
        "+" => Good(text),
        "-" or "-/+" => Bad(text),
        _ => Changed(text),
    };

    private string Paint(string code, string text) => _on && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
