using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Writes an attribute when it is set: for kinds with dozens of them.</summary>
internal static class OptionalAttributes
{
    public static void WriteU8(this NetlinkMessageWriter writer, ushort type, uint? value)
    {
        if (value is { } set)
        {
            writer.WriteU8(type, (byte)set);
        }
    }

    public static void WriteU8(this NetlinkMessageWriter writer, ushort type, bool? value)
    {
        if (value is { } set)
        {
            writer.WriteU8(type, set ? (byte)1 : (byte)0);
        }
    }

    public static void WriteU16(this NetlinkMessageWriter writer, ushort type, uint? value)
    {
        if (value is { } set)
        {
            writer.WriteU16(type, (ushort)set);
        }
    }

    public static void WriteU16Be(this NetlinkMessageWriter writer, ushort type, uint? value)
    {
        if (value is { } set)
        {
            writer.WriteU16Be(type, (ushort)set);
        }
    }

    public static void WriteU32(this NetlinkMessageWriter writer, ushort type, uint? value)
    {
        if (value is { } set)
        {
            writer.WriteU32(type, set);
        }
    }

    public static void WriteU32(this NetlinkMessageWriter writer, ushort type, bool? value)
    {
        if (value is { } set)
        {
            writer.WriteU32(type, set ? 1u : 0u);
        }
    }

    public static void WriteU64(this NetlinkMessageWriter writer, ushort type, ulong? value)
    {
        if (value is { } set)
        {
            writer.Write(type, MemoryMarshal.AsBytes([set]));
        }
    }

    public static void WriteMac(this NetlinkMessageWriter writer, ushort type, MacAddress? value)
    {
        if (value is { } set)
        {
            writer.WriteMac(type, set);
        }
    }
}
