using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>Collects errors: keeps the first <see cref="ConfigLimits.ErrorsKeptMax"/>, counts all.</summary>
internal sealed class ErrorList
{
    private readonly List<ConfigError> _kept = [];

    public int Count { get; private set; }

    public void Add(ConfigError error)
    {
        Count++;
        if (_kept.Count < ConfigLimits.ErrorsKeptMax)
        {
            _kept.Add(error);
        }
    }

    public void Add(ErrorList others)
    {
        int uncounted = others.Count - others._kept.Count;
        others._kept.ForEach(Add);
        Count += uncounted;
    }

    /// <summary>In the order of the text.</summary>
    public ImmutableArray<ConfigError> Sorted() =>
        [.. _kept.OrderBy(e => e.Location.File, StringComparer.Ordinal).ThenBy(e => e.Location.Line).ThenBy(e => e.Location.Column)];
}
