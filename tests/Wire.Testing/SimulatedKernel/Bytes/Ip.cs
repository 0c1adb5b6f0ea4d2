using System.Buffers.Binary;

namespace Wire.Testing.Simulation;

/// <summary>Addresses as numbers: IPv4 in 32 bits, IPv6 in 128, the first byte on the wire the highest.</summary>
public static class Ip
{
    public static uint Mask4(int length) => length == 0 ? 0 : uint.MaxValue << (32 - length);

    public static UInt128 Mask6(int length) => length == 0 ? 0 : UInt128.MaxValue << (128 - length);

    public static uint Read4(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    public static UInt128 Read6(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);

    public static byte[] Bytes(uint address)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return bytes;
    }

    public static byte[] Bytes(UInt128 address)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        return bytes;
    }

    /// <summary>224.0.0.0/4.</summary>
    public static bool IsMulticast(uint address) => address >> 28 == 0xe;

    /// <summary>127.0.0.0/8.</summary>
    public static bool IsLoopback(uint address) => address >> 24 == 127;

    /// <summary>ff00::/8.</summary>
    public static bool IsMulticast(UInt128 address) => address >> 120 == 0xff;

    /// <summary>fe80::/10.</summary>
    public static bool IsLinkLocal(UInt128 address) => address >> 118 == 0x3fa;
}
