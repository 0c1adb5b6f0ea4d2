using System.Buffers.Binary;

namespace Wire.Testing.Simulation;

/// <summary>A number in IFLA_INFO_DATA that a kind keeps and tells as it was given.</summary>
/// <param name="Type">The attribute.</param>
/// <param name="Bytes">1, 2, 4 or 8.</param>
/// <param name="Default">What it is until somebody sets it.</param>
/// <param name="Min">Less is refused.</param>
/// <param name="Max">More is refused.</param>
internal sealed record LinkOption(ushort Type, int Bytes, ulong Default = 0, ulong Min = 0, ulong Max = ulong.MaxValue)
{
    /// <summary>On the wire the highest byte comes first.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>Only a creation may say it.</summary>
    public bool IsFixed { get; init; }

    public ulong? Read(Attributes data) => data.Find(Type) is { } value && value.Length >= Bytes
        ? Bytes switch
        {
            1 => value.Span[0],
            2 => IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(value.Span) : BinaryPrimitives.ReadUInt16LittleEndian(value.Span),
            4 => IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(value.Span) : BinaryPrimitives.ReadUInt32LittleEndian(value.Span),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(value.Span),
        }
        : null;

    public void Write(MessageWriter data, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        if (IsBigEndian)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
            data.Attribute(Type, bytes[^Bytes..]);
        }
        else
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            data.Attribute(Type, bytes[..Bytes]);
        }
    }
}

/// <summary>The values of a link's options, in the order of the table they come from.</summary>
internal sealed class LinkOptions(IReadOnlyList<LinkOption> table)
{
    private readonly Dictionary<ushort, ulong> _values = table.ToDictionary(o => o.Type, o => o.Default);

    public ulong this[ushort type]
    {
        get => _values[type];
        set => _values[type] = value;
    }

    /// <summary>Takes them in the table's order until one is refused: those before it stay set, as in the kernel's changelink functions.</summary>
    public void Apply(Attributes data, Action<LinkOption, ulong>? check = null)
    {
        foreach (LinkOption option in table)
        {
            if (option.Read(data) is not { } value)
            {
                continue;
            }
            check?.Invoke(option, value);
            if (value < option.Min || value > option.Max)
            {
                throw new RefusedException(Errno.EINVAL);
            }
            _values[option.Type] = value;
        }
    }

    public void Write(MessageWriter data)
    {
        foreach (LinkOption option in table)
        {
            option.Write(data, _values[option.Type]);
        }
    }
}
