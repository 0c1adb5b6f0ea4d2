using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>A transaction of nf_tables as bytes, written without Wire.Kernel. Each message inside asks for its acknowledgement.</summary>
public sealed class NfBatch
{
    private readonly List<byte[]> _messages = [];

    public int Count => _messages.Count;

    /// <param name="message">NFT_MSG_NEW* or NFT_MSG_DEL*.</param>
    /// <param name="family">NFPROTO_*.</param>
    /// <param name="flags">NLM_F_CREATE and the like.</param>
    /// <param name="attributes">Its attributes.</param>
    public NfBatch Add(byte message, byte family, ushort flags, Action<MessageWriter> attributes)
    {
        MessageWriter writer = new MessageWriter(Type(message), (ushort)(flags | NLM_F_REQUEST | NLM_F_ACK), (uint)(2 + _messages.Count), 0).U8(family).U8(0).U16(0);
        attributes(writer);
        _messages.Add(writer.ToArray());
        return this;
    }

    /// <summary>The datagram, with its beginning and its end.</summary>
    public byte[] ToArray() => [.. Frame(NFNL_MSG_BATCH_BEGIN, 1), .. _messages.SelectMany(m => m), .. Frame(NFNL_MSG_BATCH_END, (uint)(2 + _messages.Count))];

    /// <summary>A question: of one object, or with <paramref name="flags"/> NLM_F_DUMP of all.</summary>
    public static byte[] Get(byte message, byte family, ushort flags, Action<MessageWriter> attributes)
    {
        MessageWriter writer = new MessageWriter(Type(message), (ushort)(flags | NLM_F_REQUEST), 1, 0).U8(family).U8(0).U16(0);
        attributes(writer);
        return writer.ToArray();
    }

    private static byte[] Frame(ushort type, uint sequence) =>
        new MessageWriter(type, NLM_F_REQUEST, sequence, 0).U8(0).U8(0).U8(0).U8((byte)NFNL_SUBSYS_NFTABLES).ToArray();
}
