using MessagePack;

namespace Wire.Domain;

/// <summary>How a value is written that is stored as its canonical text.</summary>
internal abstract class TextFormat<T> : ValueFormat<T>
    where T : notnull
{
    public override void Write(ref MessagePackWriter writer, T value) => writer.Write(Format(value));

    /// <exception cref="MessagePackSerializationException">The text is no value.</exception>
    public override T Read(ref MessagePackReader reader)
    {
        string text = reader.ReadText();
        return TryRead(text, out T value) ? value : throw new MessagePackSerializationException($"'{text}' is not {Expects}");
    }

    /// <summary>What may be stored: more than may be said where objects that others made are kept as they are.</summary>
    protected virtual bool TryRead(string text, out T value) => TryParse(text, out value);
}
