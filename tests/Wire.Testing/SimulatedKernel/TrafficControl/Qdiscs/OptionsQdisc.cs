using System.Buffers.Binary;
using static Wire.Testing.Simulation.PktSched;

namespace Wire.Testing.Simulation;

/// <summary>A qdisc without children whose options are attributes of numbers: what is asked for is kept, the rest stays as it was.</summary>
internal abstract class OptionsQdisc(SimulatedLink link) : Qdisc(link)
{
    /// <summary>What is told, by attribute.</summary>
    protected SortedDictionary<ushort, byte[]> Options { get; } = [];

    protected bool IsMade { get; private set; }

    /// <summary>psched_mtu: the largest packet with its header.</summary>
    public static uint PacketBytes(SimulatedLink link) => link.Mtu + (link.AddressBytes == 6 ? 14u : 0);

    public override void Create(ReadOnlyMemory<byte>? options)
    {
        if (options is { } bytes)
        {
            Change(bytes);
        }
        IsMade = true;
    }

    public override void Change(ReadOnlyMemory<byte> options)
    {
        Attributes asked = Attributes.Parse(options);
        List<(ushort Type, byte[]? Value)> taken = [];
        foreach ((ushort type, ReadOnlyMemory<byte> value) in asked.All)
        {
            taken.AddRange(Take(type, value.ToArray()));
        }
        foreach ((ushort type, byte[]? value) in taken)
        {
            if (value is null)
            {
                Options.Remove(type);
            }
            else
            {
                Options[type] = value;
            }
        }
    }

    public override void WriteOptions(MessageWriter message) => message.Nest(TCA_OPTIONS, options =>
    {
        foreach ((ushort type, byte[] value) in Options)
        {
            options.Attribute(type, value);
        }
    });

    /// <summary>What an attribute that is asked for changes in what is told: null is told no more.</summary>
    protected abstract IEnumerable<(ushort Type, byte[]? Value)> Take(ushort type, byte[] value);

    protected static byte[] Number(uint value) => BitConverter.GetBytes(value);

    protected static uint U32(byte[] value)
    {
        Require(value.Length >= sizeof(uint), Errno.EINVAL);
        return BinaryPrimitives.ReadUInt32LittleEndian(value);
    }

    protected static byte[] Within(byte[] value, uint min, uint max, string? text = null)
    {
        Require(U32(value) >= min && U32(value) <= max, Errno.EINVAL, text);
        return value;
    }
}
