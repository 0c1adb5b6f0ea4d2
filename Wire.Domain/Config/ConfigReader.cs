using System.Collections.Immutable;
using System.Text;

namespace Wire.Domain;

/// <summary>From bytes to what shall be: reads, lowers, merges and validates, and has every error of every step at once.</summary>
public static class ConfigReader
{
    /// <summary>The text is the whole of what is declared.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">Its name for error messages; "-" for standard input.</param>
    /// <param name="live">What the kernel shows; null when not known.</param>
    public static ConfigReading Read(ReadOnlySpan<byte> utf8, string file, ITopology? live)
    {
        ConfigResult text = ConfigDocument.Parse(utf8, file);
        if (text.Document is null)
        {
            return new([], text.Errors, text.ErrorCount, null);
        }
        Configuration configuration = text.Document.Lower();
        ErrorList errors = Start(text, configuration);
        foreach (Deletion deletion in configuration.Deletions)
        {
            errors.Add(configuration.Sources.Error(deletion.Origin!, "'delete' has no meaning in a whole configuration", "expected it without what is not wanted, or 'wire apply --merge'"));
        }
        Validator.Check(configuration.Declared, live, configuration.Sources, new Doubts(configuration), errors);
        return new(configuration.Declared, errors.Sorted(), errors.Count, text.Document);
    }

    /// <summary>The text adds to what is declared, changes it, and takes away what its <c>delete</c> lines name.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">Its name for error messages; "-" for standard input.</param>
    /// <param name="current">What is declared now.</param>
    /// <param name="live">What the kernel shows; null when not known.</param>
    public static ConfigReading ReadMerge(ReadOnlySpan<byte> utf8, string file, IReadOnlyDictionary<ResourceKey, Declared> current, ITopology? live)
    {
        ConfigResult text = ConfigDocument.Parse(utf8, file);
        if (text.Document is null)
        {
            return new([], text.Errors, text.ErrorCount, null);
        }
        Configuration configuration = text.Document.Lower();
        ErrorList errors = Start(text, configuration);
        ImmutableArray<Declared> merged = new Merge(current, configuration, errors).Run();
        Validator.Check(merged, live, configuration.Sources, new Doubts(configuration), errors);
        return new(merged, errors.Sorted(), errors.Count, text.Document);
    }

    private static ErrorList Start(ConfigResult text, Configuration configuration)
    {
        ErrorList errors = new();
        errors.Add(text.Errors, text.ErrorCount);
        errors.Add(configuration.Problems);
        return errors;
    }
}

/// <param name="Desired">Everything that shall be declared; to be used only when there are no errors.</param>
/// <param name="Errors">In the order of the text, at most <see cref="ConfigLimits.ErrorsKeptMax"/>.</param>
/// <param name="ErrorCount">All errors, also those not kept.</param>
/// <param name="Document">The text as it was read; null when it is no text, or too large.</param>
public sealed record ConfigReading(ImmutableArray<Declared> Desired, ImmutableArray<ConfigError> Errors, int ErrorCount, ConfigDocument? Document)
{
    public bool IsValid => ErrorCount == 0;

    /// <summary>All errors as a person reads them, an empty line between, their number at the end; without a line end there.</summary>
    public string RenderErrors()
    {
        StringBuilder text = new();
        foreach (ConfigError error in Errors)
        {
            text.Append(error.Render()).Append("\n\n");
        }
        return text.Append(ErrorCount switch
        {
            1 => "1 error; nothing is applied",
            var count when count > Errors.Length => $"{count} errors, the first {Errors.Length} shown; nothing is applied",
            var count => $"{count} errors; nothing is applied",
        }).ToString();
    }
}
