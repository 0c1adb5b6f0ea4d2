using MessagePack;

namespace Wire.Domain;

/// <summary>How a value of one type is written: as text in the configuration language, and as MessagePack in an event.</summary>
public abstract class ValueFormat<T>
    where T : notnull
{
    /// <summary>What a right value looks like, as it ends the sentence "expected …": "a number from 1 to 4094".</summary>
    public abstract string Expects { get; }

    /// <summary>How a JSON reader sees the value: a number, true or false, or text.</summary>
    public virtual JsonForm Json => JsonForm.Text;

    /// <summary>It is several words: in the language they follow each other unquoted, to the end of the line.</summary>
    public virtual bool IsPhrase => false;

    public abstract bool TryParse(string text, out T value);

    /// <summary>The canonical text: <see cref="TryParse"/> of it gives an equal value.</summary>
    public abstract string Format(T value);

    /// <summary>Whether an observed value is what was declared; a format whose values have optional parts says more than equality.</summary>
    public virtual bool Fits(T declared, T observed) => EqualityComparer<T>.Default.Equals(declared, observed);

    /// <summary>A value of it is, or has in it, a link's reference.</summary>
    public virtual bool IsLinkReference => false;

    /// <summary>The links that the value names, each with the text of the part that does.</summary>
    public virtual IEnumerable<(string Reference, string Text)> LinksIn(T value) => [];

    /// <summary>The value with another reference in the place of one.</summary>
    public virtual T Renamed(T value, string before, string after) => value;

    /// <summary>A value of it is a key's reference (<see cref="KeyNames"/>), never the key.</summary>
    public virtual bool IsKeyReference => false;

    public abstract void Write(ref MessagePackWriter writer, T value);

    public abstract T Read(ref MessagePackReader reader);
}

public enum JsonForm
{
    Text,
    Number,
    Boolean,
}
