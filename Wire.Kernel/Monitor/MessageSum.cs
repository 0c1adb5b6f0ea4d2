using System.Buffers.Binary;

namespace Wire.Kernel;

/// <summary>
/// A 64-bit sum of what is decoded of a message, under a random key: two messages that differ in it have the same one with a
/// chance of 2⁻⁶⁴, and nobody can make such two. Counters and timers do not enter (<see cref="NotState"/>).
/// </summary>
internal ref struct MessageSum(MessageSum.Key key)
{
    private ulong _sum = key.First;

    /// <summary>Drawn once by each that compares.</summary>
    public readonly record struct Key(ulong First, ulong Factor)
    {
        public static Key Random() => new((ulong)System.Random.Shared.NextInt64(), (ulong)System.Random.Shared.NextInt64() | 1);
    }

    public readonly ulong Value => _sum;

    public void Add(ulong value)
    {
        ulong upper = Math.BigMul(_sum ^ value, key.Factor, out ulong lower);
        _sum = (upper ^ lower) + key.First;
    }

    /// <param name="bytes">Of a length that is always the same, or with it among them, as an attribute has it.</param>
    public void Add(scoped ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }
        if (!bytes.IsEmpty)
        {
            ulong rest = 0;
            foreach (byte value in bytes)
            {
                rest = rest << 8 | value;
            }
            Add(rest);
        }
    }

    /// <summary>The type with its flags, as it is kept of a nest in which something is not known.</summary>
    public void Begin(scoped in AttributeReader nest) => Add(nest.Raw[sizeof(ushort)..(2 * sizeof(ushort))]);

    /// <summary>What follows is not in the nest.</summary>
    public void End() => Add(0);

    /// <summary>What is state inside the reader's current attribute.</summary>
    public void AddNested(scoped in AttributeReader attribute, AttributePlace place)
    {
        if (place == AttributePlace.Other)
        {
            Add(attribute.Raw);
        }
        else
        {
            Begin(attribute);
            Add(attribute.Nested(), place);
            End();
        }
    }

    /// <summary>All attributes of a run that are state.</summary>
    public void Add(AttributeReader attributes, AttributePlace place)
    {
        while (attributes.Read())
        {
            if (NotState.Why(place, attributes.Type) is null)
            {
                Add(attributes.Raw);
            }
        }
    }
}
