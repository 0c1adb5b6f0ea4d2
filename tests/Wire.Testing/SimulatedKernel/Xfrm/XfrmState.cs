using System.Buffers.Binary;
using static Wire.Testing.Simulation.Xfrm;

namespace Wire.Testing.Simulation;

/// <summary>A mark that is compared by some of its bits; (0, 0) is none, which fits every other.</summary>
internal readonly record struct XfrmMark(uint Value, uint Mask)
{
    public static XfrmMark Of(Attributes attributes) => attributes.Bytes(XFRMA_MARK) is { } mark
        ? new(BinaryPrimitives.ReadUInt32LittleEndian(mark), BinaryPrimitives.ReadUInt32LittleEndian(mark.AsSpan(4)))
        : default;

    public bool IsThere => (Value | Mask) != 0;
}

/// <summary>A state of IPsec (struct xfrm_state), as its <c>xfrm_usersa_info</c> and the attributes that are told with it.</summary>
internal sealed class XfrmState(byte[] structure, SortedDictionary<ushort, byte[]> told)
{
    public XfrmMark Mark { get; init; }

    public byte Proto => structure[StateProtoAt];

    public byte[]? Encap => told.GetValueOrDefault(XFRMA_ENCAP);

    /// <summary>xfrm_state_lookup: by destination, SPI, protocol and family.</summary>
    public bool Is(ReadOnlySpan<byte> destination, ReadOnlySpan<byte> spi, byte proto, ushort family, XfrmMark mark) =>
        structure.AsSpan(StateIdAt, AddressBytes(family)).SequenceEqual(destination[..AddressBytes(family)])
        && structure.AsSpan(StateSpiAt, 4).SequenceEqual(spi)
        && Proto == proto && BinaryPrimitives.ReadUInt16LittleEndian(structure.AsSpan(StateFamilyAt)) == family
        && (mark.Value & mark.Mask & Mark.Mask) == Mark.Value;

    public bool IsSameAs(XfrmState other) => Is(other.Id.Span[..16], other.Id.Span[16..20], other.Proto, other.Family, other.Mark);

    private ReadOnlyMemory<byte> Id => structure.AsMemory(StateIdAt, StateIdBytes);

    private ushort Family => BinaryPrimitives.ReadUInt16LittleEndian(structure.AsSpan(StateFamilyAt));

    private static int AddressBytes(ushort family) => family == Rtnetlink.AF_INET ? 4 : 16;

    /// <summary>xfrm_state_update: what another of the same name changes of it.</summary>
    public void Take(XfrmState other)
    {
        Require(Encap is null == other.Encap is null && (Encap is null || Encap.AsSpan(0, 2).SequenceEqual(other.Encap.AsSpan(0, 2))), Errno.EINVAL);
        other.Limits.CopyTo(Limits);
        foreach (ushort type in new[] { XFRMA_ENCAP, XFRMA_IF_ID, XFRMA_SET_MARK, XFRMA_SET_MARK_MASK })
        {
            if (other.Told(type) is { } value)
            {
                told[type] = value;
            }
        }
    }

    public byte[] Write(ushort type, Cause cause, ushort flags = 0) => Extra(new MessageWriter(type, flags, cause.Sequence, cause.PortId).Raw(structure)).ToArray();

    /// <summary>Of a deletion: its name, and all of it as an attribute.</summary>
    public byte[] WriteDeletion(Cause cause) => Extra(new MessageWriter(XFRM_MSG_DELSA, 0, cause.Sequence, cause.PortId)
        .Raw(structure.AsSpan(StateIdAt, 16)).Raw(structure.AsSpan(StateSpiAt, 4)).U16(Family).U8(Proto).U8(0).Attribute(XFRMA_SA, structure)).ToArray();

    private Span<byte> Limits => structure.AsSpan(StateLimitsAt, LimitsBytes);

    private byte[]? Told(ushort type) => told.GetValueOrDefault(type);

    private MessageWriter Extra(MessageWriter writer)
    {
        foreach ((ushort type, byte[] value) in told)
        {
            writer.Attribute(type, value);
        }
        return writer;
    }
}
