namespace Wire.Domain;

/// <summary>Reads the words of one statement from left to right.</summary>
/// <param name="Source">The text, for errors.</param>
/// <param name="Errors">Where errors go.</param>
/// <param name="Words">The statement's words.</param>
/// <param name="Block">The words that are known here.</param>
/// <param name="At">The next word's index.</param>
internal sealed record WordReader(SourceText Source, ErrorList Errors, IReadOnlyList<Token> Words, BlockWords Block, int At)
{
    public int At { get; private set; } = At;

    public Token? Peek => At < Words.Count ? Words[At] : null;

    /// <summary>No value follows: the statement ends, or its next clause starts.</summary>
    public bool EndsOrGoesOn => Peek is not { } next || Block.Find(next.Text) is not null;

    public Token? Next() => At < Words.Count ? Words[At++] : null;

    /// <summary>The word behind the next one.</summary>
    public Token? PeekSecond => At + 1 < Words.Count ? Words[At + 1] : null;

    /// <summary>Goes on where another reader of the same words stopped.</summary>
    public void ContinueFrom(WordReader other) => At = other.At;

    public void Report(Token at, string message, string? advice) => Errors.Add(Source, at.Start, at.Length, message, advice);

    /// <summary>The canonical text of an attribute's value, and where it stands; null when it is missing or wrong, which is reported.</summary>
    public (string? Text, Token At) Value(Token word, ResourceAttribute attribute, Resource? blank = null)
    {
        if (Next() is not { } value)
        {
            Report(word, $"'{word.Text}' has no value", $"expected {attribute.Expects}");
            return (null, word);
        }
        string text = attribute.IsPhrase ? Phrase(value) : value.Text;
        if (TryParse(attribute, blank ?? Block.Blank, text, out Resource parsed) && ValueRules.Check(attribute, text) is null)
        {
            return (attribute.Format(parsed), value);
        }
        Report(value, ValueRules.Check(attribute, text) ?? $"'{text}' is no value for '{word.Text}'", ValueRules.Advice(attribute, text));
        return (null, value);
    }

    /// <summary>The word with all that follow it in the statement.</summary>
    private string Phrase(Token first)
    {
        string text = string.Join(' ', Words.Skip(At).Select(w => w.Text).Prepend(first.Text));
        At = Words.Count;
        return text;
    }

    /// <summary>One item of a list, or the whole value of another attribute.</summary>
    private static bool TryParse(ResourceAttribute attribute, Resource blank, string text, out Resource result) =>
        attribute is ListAttribute list ? list.TryAdd(blank, text, out result) : attribute.TryParse(blank, text, out result);

    /// <summary>A link's name where there has to be one; null when it is missing or wrong, which is reported.</summary>
    public Token? LinkName(Token word)
    {
        if (Next() is not { } value)
        {
            Report(word, $"'{word.Text}' has no name", $"expected a link's name (1 to {Domain.LinkName.BytesMax} bytes)");
            return null;
        }
        if (ValueRules.CheckReference(value.Text) is { } wrong)
        {
            Report(value, wrong, $"expected a link's name (1 to {Domain.LinkName.BytesMax} bytes)");
            return null;
        }
        return value;
    }
}
