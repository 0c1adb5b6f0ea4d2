using System.Buffers.Binary;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// Wire's mark in NFTA_*_USERDATA. The kernel keeps those bytes and does not look at them; programs write a type, a length and a value each
/// (libnftnl's udata.c), and pass over types that they do not know: nft(8) shows nothing of it.
/// </summary>
internal static class NftUserData
{
    /// <summary>A type that no other program has: <see cref="Ownership.Protocol"/>.</summary>
    private const byte MarkType = Ownership.Protocol;

    private const int HeaderBytes = 2;

    /// <summary>Of a table, a chain or a set.</summary>
    public static void WriteMark(this NetlinkMessageWriter writer, ushort type) => writer.Write(type, [MarkType, 0]);

    /// <summary>Of a rule, with its number.</summary>
    public static void WriteMark(this NetlinkMessageWriter writer, ushort type, uint order)
    {
        Span<byte> bytes = [MarkType, 4, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(bytes[HeaderBytes..], order);
        writer.Write(type, bytes);
    }

    /// <summary>Whether Wire's mark is there, and the number of a rule.</summary>
    public static bool IsMarked(ReadOnlySpan<byte> userData, out uint? order)
    {
        order = null;
        while (userData.Length >= HeaderBytes && userData.Length >= HeaderBytes + userData[1])
        {
            ReadOnlySpan<byte> value = userData.Slice(HeaderBytes, userData[1]);
            if (userData[0] == MarkType)
            {
                order = value.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(value) : null;
                return true;
            }
            userData = userData[(HeaderBytes + value.Length)..];
        }
        return false;
    }
}
