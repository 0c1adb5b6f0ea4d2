using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MessagePack;

namespace Wire.Domain;

/// <summary>[[operation, …], { link reference: interface index, … }]: what is executed. The view for people is not stored.</summary>
internal static class PlanCodec
{
    public static void Write(ref MessagePackWriter writer, Plan plan)
    {
        writer.WriteArrayHeader(2);
        writer.WriteArrayHeader(plan.Operations.Length);
        foreach (Operation operation in plan.Operations)
        {
            WriteOperation(ref writer, operation);
        }
        writer.WriteMapHeader(plan.LinkIndexes.Count);
        foreach ((string reference, uint index) in plan.LinkIndexes)
        {
            writer.Write(reference);
            writer.Write(index);
        }
    }

    public static Plan Read(ref MessagePackReader reader)
    {
        reader.ExpectArray(2);
        Operation[] operations = new Operation[reader.ReadArrayHeader()];
        for (int i = 0; i < operations.Length; i++)
        {
            operations[i] = ReadOperation(ref reader, i);
        }
        var indexes = ImmutableSortedDictionary.CreateBuilder<string, uint>();
        int count = reader.ReadMapHeader();
        for (int i = 0; i < count; i++)
        {
            indexes[reader.ReadText()] = reader.ReadUInt32();
        }
        return new([], ImmutableCollectionsMarshal.AsImmutableArray(operations), indexes.ToImmutable(), []);
    }

    /// <summary>[verb, before, after, companion, ids of the attributes, interrupts]; its index is its place.</summary>
    private static void WriteOperation(ref MessagePackWriter writer, Operation operation)
    {
        writer.WriteArrayHeader(6);
        writer.Write(operation.Verb switch { OperationVerb.Create => 1, OperationVerb.Change => 2, _ => 3 });
        ResourceCodec.WriteOptional(ref writer, operation.Before);
        ResourceCodec.WriteOptional(ref writer, operation.After);
        ResourceCodec.WriteOptional(ref writer, operation.Companion);
        ResourceCodec.WriteIds(ref writer, operation.Subject.Kind, operation.Attributes);
        writer.Write(operation.Interrupts);
    }

    private static Operation ReadOperation(ref MessagePackReader reader, int index)
    {
        reader.ExpectArray(6);
        OperationVerb verb = reader.ReadWord(3) switch { 1 => OperationVerb.Create, 2 => OperationVerb.Change, _ => OperationVerb.Delete };
        Resource? before = ResourceCodec.ReadOptional(ref reader);
        Resource? after = ResourceCodec.ReadOptional(ref reader);
        Resource? companion = ResourceCodec.ReadOptional(ref reader);
        Resource subject = after ?? before ?? throw new MessagePackSerializationException($"operation {index} has no object");
        return new(index, verb, before, after, companion, [.. ResourceCodec.ReadIds(ref reader, subject.Kind)], reader.ReadString());
    }
}
