using System.Collections.Immutable;
using System.Text;

namespace Wire.Domain;

/// <summary>A configuration text that was read, in either form or a mix of both, with its comments.</summary>
public sealed class ConfigDocument
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SourceText _source;

    private ConfigDocument(SourceText source, OutlineDocument outline)
    {
        _source = source;
        Outline = outline;
    }

    internal OutlineDocument Outline { get; }

    /// <summary>Reads a text, and goes on after each error.</summary>
    /// <param name="utf8">UTF-8, with or without a byte order mark, at most <see cref="ConfigLimits.BytesMax"/>.</param>
    /// <param name="file">The name for error messages; "-" for standard input.</param>
    public static ConfigResult Parse(ReadOnlySpan<byte> utf8, string file)
    {
        if (TextCheck.Find(utf8, file) is { } error)
        {
            return new([error], 1, null);
        }
        return Read(Utf8.GetString(TextCheck.WithoutMark(utf8)), file);
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static ConfigResult Parse(string text, string file) => Parse(Encoding.UTF8.GetBytes(text), file);

    /// <summary>The answer to a file of more than <see cref="ConfigLimits.BytesMax"/>, for who looks at its size before reading it.</summary>
    public static ConfigError TooLarge(long bytes, string file) => TextCheck.TooLarge(bytes, file);

    private static ConfigResult Read(string text, string file)
    {
        SourceText source = new(file, text);
        ErrorList errors = new();
        List<SyntaxNode> nodes = new SyntaxParser(source, errors).Parse();
        OutlineDocument outline = new Binder(source, errors).Bind(nodes);
        return new(errors.Sorted(), errors.Count, new ConfigDocument(source, outline));
    }

    /// <summary>What it asks for. Call it also after errors: it then holds what was understood.</summary>
    public Configuration Lower() => new Lowering(_source).Lower(Outline);
}

/// <param name="Errors">In the order of the text, at most <see cref="ConfigLimits.ErrorsKeptMax"/>.</param>
/// <param name="ErrorCount">All errors, also those not kept.</param>
/// <param name="Document">What was understood; null when it is no text, or too large.</param>
public sealed record ConfigResult(ImmutableArray<ConfigError> Errors, int ErrorCount, ConfigDocument? Document);
