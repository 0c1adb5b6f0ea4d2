namespace Wire.Domain;

/// <summary>The two ways of writing one configuration.</summary>
public enum ConfigForm
{
    /// <summary>Blocks in braces: what people keep.</summary>
    Hierarchical,

    /// <summary><c>set</c> lines: what people type and paste.</summary>
    Sequential,
}
