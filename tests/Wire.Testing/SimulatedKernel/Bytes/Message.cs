using System.Buffers.Binary;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>One received netlink message (<c>nlmsghdr</c> and what it covers).</summary>
public sealed record Message(ushort Type, ushort Flags, uint Sequence, uint PortId, ReadOnlyMemory<byte> Body)
{
    public bool Has(ushort flag) => (Flags & flag) != 0;

    /// <summary>The attributes behind a fixed part of so many bytes.</summary>
    public Attributes Attributes(int fixedBytes) => Simulation.Attributes.Parse(Body[Math.Min(fixedBytes, Body.Length)..]);

    public byte U8(int offset) => Body.Span[offset];

    public ushort U16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(Body.Span[offset..]);

    public uint U32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Body.Span[offset..]);

    public int I32(int offset) => BinaryPrimitives.ReadInt32LittleEndian(Body.Span[offset..]);

    /// <summary>The messages of a datagram; a broken length ends it, as in the kernel's netlink_rcv_skb.</summary>
    public static IEnumerable<Message> Split(ReadOnlyMemory<byte> datagram)
    {
        while (datagram.Length >= HeaderBytes)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(datagram.Span);
            if (length < HeaderBytes || length > datagram.Length)
            {
                yield break;
            }
            ReadOnlySpan<byte> header = datagram.Span;
            yield return new(
                BinaryPrimitives.ReadUInt16LittleEndian(header[4..]),
                BinaryPrimitives.ReadUInt16LittleEndian(header[6..]),
                BinaryPrimitives.ReadUInt32LittleEndian(header[8..]),
                BinaryPrimitives.ReadUInt32LittleEndian(header[12..]),
                datagram[HeaderBytes..length]);
            datagram = datagram[Math.Min((length + 3) & ~3, datagram.Length)..];
        }
    }
}
