using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>What a configuration asks for.</summary>
public sealed class Configuration
{
    internal Configuration(ImmutableArray<Asked> asked, ImmutableArray<Deletion> deletions, ErrorList errors, SourceMap sources, IReadOnlySet<string> broken)
    {
        Asked = asked;
        Deletions = deletions;
        Problems = errors;
        Sources = sources;
        Broken = broken;
        Declared = [.. asked.Select(a => a.WithDefaults())];
    }

    /// <summary>Every resource as it stands when the text is the whole of what is declared. A key can be there twice: that is an error the validator reports.</summary>
    public ImmutableArray<Declared> Declared { get; }

    /// <summary>What <c>delete</c> lines take away; they only make sense in a merge.</summary>
    public ImmutableArray<Deletion> Deletions { get; }

    /// <summary>What contradicts itself already within the text: an attribute said twice, a port with two masters.</summary>
    public ImmutableArray<ConfigError> Errors => Problems.Sorted();

    /// <summary>Nothing is declared: applied, it withdraws everything.</summary>
    public bool IsEmpty => Declared.IsEmpty;

    internal ImmutableArray<Asked> Asked { get; }

    internal ErrorList Problems { get; }

    internal SourceMap Sources { get; }

    /// <summary>Names of links whose declaration was not understood.</summary>
    internal IReadOnlySet<string> Broken { get; }
}

/// <summary>A resource with only what the text says of it.</summary>
/// <param name="Declared">Without defaults.</param>
/// <param name="IsMention">Nobody declared the link itself: it is only named as a port.</param>
/// <param name="IsFaulty">Part of what the text says of it was not understood.</param>
internal sealed record Asked(Declared Declared, bool IsMention, bool IsFaulty)
{
    /// <summary>A declared link is up unless it is said to be down.</summary>
    public Declared WithDefaults() =>
        !IsMention && Declared.Resource is Link { Up: null } link ? Declared with { Resource = link with { Up = true } } : Declared;
}
