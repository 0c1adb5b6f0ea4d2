using MessagePack;

namespace Wire.Domain;

/// <summary>[errno, name, message, attribute, advice].</summary>
internal static class RefusalCodec
{
    public static void Write(ref MessagePackWriter writer, KernelRefusal refusal)
    {
        writer.WriteArrayHeader(5);
        writer.Write(refusal.Errno);
        writer.Write(refusal.Name);
        writer.Write(refusal.Message);
        writer.Write(refusal.Attribute);
        writer.Write(refusal.Advice);
    }

    public static KernelRefusal Read(ref MessagePackReader reader)
    {
        reader.ExpectArray(5);
        return new(reader.ReadInt32(), reader.ReadText(), reader.ReadString(), reader.ReadString(), reader.ReadString());
    }
}
