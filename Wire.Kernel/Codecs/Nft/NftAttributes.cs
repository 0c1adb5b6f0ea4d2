using System.Buffers.Binary;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>Numbers in nf_tables are big-endian, and nests say that they are (NLA_F_NESTED).</summary>
internal static class NftAttributes
{
    public static void WriteU32Be(this NetlinkMessageWriter writer, ushort type, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        writer.Write(type, bytes);
    }

    public static void WriteU64Be(this NetlinkMessageWriter writer, ushort type, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        writer.Write(type, bytes);
    }

    public static int BeginNest(this NetlinkMessageWriter writer, ushort type) => writer.BeginNested((ushort)(NLA_F_NESTED | type));

    /// <summary>NFTA_DATA_VALUE in an attribute of its own.</summary>
    public static void WriteData(this NetlinkMessageWriter writer, ushort type, ValueList<byte> value)
    {
        int nest = writer.BeginNest(type);
        writer.Write(NFTA_DATA_VALUE, [.. value]);
        writer.EndNested(nest);
    }

    /// <summary>NFTA_DATA_VERDICT in an attribute of its own.</summary>
    public static void WriteVerdict(this NetlinkMessageWriter writer, ushort type, NftVerdict verdict)
    {
        int nest = writer.BeginNest(type);
        int inner = writer.BeginNest(NFTA_DATA_VERDICT);
        writer.WriteU32Be(NFTA_VERDICT_CODE, (uint)verdict.Code);
        if (verdict.Target is { } chain)
        {
            writer.WriteString(NFTA_VERDICT_CHAIN, chain);
        }
        writer.EndNested(inner);
        writer.EndNested(nest);
    }

    public static uint ReadU32Be(this scoped in AttributeReader reader) => BinaryPrimitives.ReverseEndianness(reader.ReadU32());

    public static ulong ReadU64Be(this scoped in AttributeReader reader) => BinaryPrimitives.ReverseEndianness(reader.ReadU64());

    /// <summary>NFTA_DATA_VALUE; null for a verdict.</summary>
    public static ValueList<byte>? ReadData(this scoped in AttributeReader reader)
    {
        AttributeReader inner = reader.Nested();
        while (inner.Read())
        {
            if (inner.Type == NFTA_DATA_VALUE)
            {
                return ValueList.Create(inner.Payload);
            }
        }
        return null;
    }

    /// <summary>NFTA_DATA_VERDICT; null for a value, and for a verdict without a word in nft(8).</summary>
    public static NftVerdict? ReadVerdict(this scoped in AttributeReader reader)
    {
        AttributeReader data = reader.Nested();
        while (data.Read())
        {
            if (data.Type != NFTA_DATA_VERDICT)
            {
                continue;
            }
            int code = 0;
            string? chain = null;
            AttributeReader verdict = data.Nested();
            while (verdict.Read())
            {
                switch (verdict.Type)
                {
                    case NFTA_VERDICT_CODE:
                        code = (int)verdict.ReadU32Be();
                        break;
                    case NFTA_VERDICT_CHAIN:
                        chain = verdict.ReadString();
                        break;
                }
            }
            return code is 0 or 1 or -1 or -3 or -4 or -5 ? new(code, chain) : null;
        }
        return null;
    }
}
