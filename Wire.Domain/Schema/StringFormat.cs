using MessagePack;

namespace Wire.Domain;

/// <summary>A value that is a text. What was stored is not judged again: an older version may have let it pass.</summary>
internal abstract class StringFormat : ValueFormat<string>
{
    public override string Format(string value) => value;

    public override void Write(ref MessagePackWriter writer, string value) => writer.Write(value);

    public override string Read(ref MessagePackReader reader) => reader.ReadText();
}
