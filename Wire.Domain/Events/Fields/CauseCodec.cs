using MessagePack;

namespace Wire.Domain;

/// <summary>[port, sequence], [port, sequence, plan, operation] or [port, sequence, plan, operation, program]: the shortest that says all.</summary>
internal static class CauseCodec
{
    public static void Write(ref MessagePackWriter writer, ObservationCause cause)
    {
        int fields = cause.Program is not null ? 5 : cause.Plan is not null || cause.Operation is not null ? 4 : 2;
        writer.WriteArrayHeader(fields);
        writer.Write(cause.PortId);
        writer.Write(cause.Sequence);
        if (fields >= 4)
        {
            writer.WriteOptional(cause.Plan);
            writer.WriteOptional(cause.Operation);
        }
        if (fields == 5)
        {
            writer.Write(cause.Program);
        }
    }

    public static ObservationCause Read(ref MessagePackReader reader)
    {
        int fields = reader.ReadArrayHeader();
        uint port = reader.ReadUInt32();
        uint sequence = reader.ReadUInt32();
        return (fields, port, sequence) switch
        {
            (2, 0, 0) => ObservationCause.Kernel,
            (2, _, _) => new(port, sequence),
            (4, _, _) => new(port, sequence, reader.ReadOptionalGuid(), reader.ReadOptionalInt32()),
            (5, _, _) => new(port, sequence, reader.ReadOptionalGuid(), reader.ReadOptionalInt32(), NamePool.Shared.Read(ref reader)),
            _ => throw new MessagePackSerializationException($"a cause of {fields} fields"),
        };
    }
}
