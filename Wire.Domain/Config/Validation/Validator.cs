using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>
/// Finds what the kernel would refuse, or what cannot be meant, in a whole set of declarations. All at once, each at its
/// place. Without a live topology nothing is said about links that somebody else may have made.
/// </summary>
public static class Validator
{
    /// <param name="configuration">A text's meaning: errors point into the text. Its own <see cref="Configuration.Errors"/> are among those returned.</param>
    /// <param name="live">What the kernel shows; null when not known.</param>
    public static ImmutableArray<ConfigError> Check(Configuration configuration, ITopology? live)
    {
        ErrorList errors = new();
        errors.Add(configuration.Problems);
        Check(configuration.Declared, live, configuration.Sources, new Doubts(configuration), errors);
        return errors.Sorted();
    }

    /// <param name="desired">Declarations from anywhere: errors name the resource and its <see cref="Declared.Origin"/>.</param>
    /// <param name="live">What the kernel shows; null when not known.</param>
    public static ImmutableArray<ConfigError> Check(IEnumerable<Declared> desired, ITopology? live)
    {
        ErrorList errors = new();
        Check([.. desired], live, null, Doubts.None, errors);
        return errors.Sorted();
    }

    internal static void Check(ImmutableArray<Declared> desired, ITopology? live, SourceMap? sources, Doubts doubts, ErrorList errors) =>
        new Validation(desired, live, sources, doubts, errors).Run();

    /// <summary>Only what is declared twice.</summary>
    internal static void CheckKeys(Configuration configuration, ErrorList errors) =>
        new Validation(configuration.Declared, null, configuration.Sources, Doubts.None, errors).CheckKeys();
}
