using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>Collects errors: keeps the first <see cref="ConfigLimits.ErrorsKeptMax"/>, counts all.</summary>
internal sealed class ErrorList
{
    private readonly List<ConfigError> _kept = [];

    public int Count { get; private set; }

    /// <summary>Whatever comes now is only counted.</summary>
    public bool IsFull => _kept.Count == ConfigLimits.ErrorsKeptMax;

    public void Add(ConfigError error)
    {
        Count++;
        if (!IsFull)
        {
            _kept.Add(error);
        }
    }

    /// <summary>An error in a text; its line is copied only when the error is kept.</summary>
    public void Add(SourceText source, int offset, int length, string message, string? advice)
    {
        if (IsFull)
        {
            CountOne();
        }
        else
        {
            Add(source.Error(offset, length, message, advice));
        }
    }

    /// <summary>An error that is not kept.</summary>
    public void CountOne() => Count++;

    public void Add(ErrorList others) => Add([.. others._kept], others.Count);

    /// <param name="errors">The errors that were kept.</param>
    /// <param name="count">How many there were.</param>
    public void Add(ImmutableArray<ConfigError> errors, int count)
    {
        foreach (ConfigError error in errors)
        {
            Add(error);
        }
        Count += count - errors.Length;
    }

    /// <summary>In the order of the text.</summary>
    public ImmutableArray<ConfigError> Sorted() =>
        [.. _kept.OrderBy(e => e.Location.File, StringComparer.Ordinal).ThenBy(e => e.Location.Line).ThenBy(e => e.Location.Column)];
}
