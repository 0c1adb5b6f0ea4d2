namespace Wire.Domain;

/// <summary>Where each thing was said, so that a check made on resources alone can point into the text.</summary>
internal sealed class SourceMap(SourceText source)
{
    private readonly Dictionary<(ResourceKey Key, string Attribute), int> _offsets = [];
    private readonly Dictionary<SourceLocation, int> _origins = new(ReferenceEqualityComparer.Instance);

    /// <summary>The resource's own place: its <see cref="Declared.Origin"/>.</summary>
    public SourceLocation Origin(int offset)
    {
        SourceLocation location = source.Locate(offset);
        _origins[location] = offset;
        return location;
    }

    /// <summary>The place of one attribute's value.</summary>
    public void Add(ResourceKey key, string attribute, int offset) => _offsets.TryAdd((key, attribute), offset);

    private int? OffsetOf(ResourceKey key, string attribute) =>
        _offsets.TryGetValue((key, attribute), out int offset) ? offset : null;

    /// <summary>An error at the attribute, or at the resource when the attribute was not said in this text.</summary>
    public ConfigError Error(Declared declared, string? attribute, string message, string? advice)
    {
        if (declared.Origin is { } origin && _origins.TryGetValue(origin, out int offset))
        {
            return source.ErrorAtWord(attribute is null ? offset : OffsetOf(declared.Key, attribute) ?? offset, message, advice);
        }
        return Elsewhere(declared, message, advice);
    }

    /// <summary>An error at a place that <see cref="Origin"/> gave.</summary>
    public ConfigError Error(SourceLocation origin, string message, string? advice) => source.ErrorAtWord(_origins[origin], message, advice);

    /// <summary>An error in a declaration whose text is not at hand.</summary>
    public static ConfigError Elsewhere(Declared declared, string message, string? advice) =>
        new(declared.Origin ?? new SourceLocation("-", 0, 0), null, 1, $"{declared.Resource.Title}: {message}", advice);
}
