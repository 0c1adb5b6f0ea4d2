namespace Wire.Domain;

/// <summary>How much of a configuration text is read and answered.</summary>
public static class ConfigLimits
{
    /// <summary>A larger text is refused before it is read: 20 000 bridges with ports and addresses need a third of it.</summary>
    public const int BytesMax = 8 * 1024 * 1024;

    /// <summary>Errors that are kept with their line; the others are only counted. Nobody reads more at once.</summary>
    public const int ErrorsKeptMax = 100;

    /// <summary>Blocks within blocks. The language needs 2; the rest is room for a person's mistake before reading stops.</summary>
    public const int DepthMax = 16;

    /// <summary>Characters of a line that an error shows around its caret.</summary>
    public const int LineShownMax = 160;
}
