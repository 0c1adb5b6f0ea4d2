using System.Buffers.Binary;
using System.Text;
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

    /// <summary>NFTNL_UDATA_RULE_COMMENT, NFTNL_UDATA_TABLE_COMMENT and NFTNL_UDATA_CHAIN_COMMENT.</summary>
    private const byte CommentType = 0;

    /// <summary>NFTNL_UDATA_SET_COMMENT: a set's userdata has other things as well.</summary>
    public const byte SetCommentType = 7;

    private const int HeaderBytes = 2;

    /// <summary>Of a table or a chain.</summary>
    public static void WriteMark(this NetlinkMessageWriter writer, ushort type, string? comment) => writer.Write(type, [MarkType, 0, .. Comment(CommentType, comment)]);

    /// <summary>Of a set, with what nft(8) prints it by.</summary>
    public static void WriteMark(this NetlinkMessageWriter writer, ushort type, byte[] byteOrders, string? comment) =>
        writer.Write(type, [MarkType, 0, .. byteOrders, .. Comment(SetCommentType, comment)]);

    /// <summary>Of a rule, with its number.</summary>
    public static void WriteMark(this NetlinkMessageWriter writer, ushort type, uint order, string? comment)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, order);
        writer.Write(type, [MarkType, 4, .. number, .. Comment(CommentType, comment)]);
    }

    private static byte[] Comment(byte type, string? comment)
    {
        if (comment is null)
        {
            return [];
        }
        byte[] text = Encoding.UTF8.GetBytes(comment);
        return [type, (byte)(text.Length + 1), .. text, 0];
    }

    /// <summary>What other programs and Wire write for people; null for none.</summary>
    public static string? CommentOf(ReadOnlySpan<byte> userData, byte type = CommentType) =>
        Find(userData, type, out ReadOnlySpan<byte> value) && Encoding.UTF8.GetString(value.TrimEnd((byte)0)) is { Length: > 0 } text ? text : null;

    /// <summary>Whether Wire's mark is there, and the number of a rule.</summary>
    public static bool IsMarked(ReadOnlySpan<byte> userData, out uint? order)
    {
        bool marked = Find(userData, MarkType, out ReadOnlySpan<byte> value);
        order = value.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(value) : null;
        return marked;
    }

    private static bool Find(ReadOnlySpan<byte> userData, byte type, out ReadOnlySpan<byte> value)
    {
        while (userData.Length >= HeaderBytes && userData.Length >= HeaderBytes + userData[1])
        {
            value = userData.Slice(HeaderBytes, userData[1]);
            if (userData[0] == type)
            {
                return true;
            }
            userData = userData[(HeaderBytes + value.Length)..];
        }
        value = default;
        return false;
    }
}
