using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxTcAct;

namespace Wire.Kernel;

/// <summary>TCA_ACT_OPTIONS of pedit: <c>tc_pedit_sel</c> with its keys, and for each of them a header and a command (TCA_PEDIT_KEYS_EX).</summary>
internal static class PeditActionCodec
{
    private const ushort CommandAdd = 1;

    public static PeditAction Decode(AttributeReader attributes)
    {
        TcVerdict verdict = TcVerdict.Pass;
        List<TcPeditKey> keys = [];
        List<(ushort Header, ushort Command)> extended = [];
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_PEDIT_PARMS or TCA_PEDIT_PARMS_EX:
                    TcPeditSel sel = attributes.ReadFixed<TcPeditSel>();
                    verdict = new(sel.action);
                    ReadOnlySpan<TcPeditKey> all = MemoryMarshal.Cast<byte, TcPeditKey>(attributes.Payload[Unsafe.SizeOf<TcPeditSel>()..]);
                    keys = [.. all[..Math.Min(sel.nkeys, all.Length)]];
                    break;
                case TCA_PEDIT_KEYS_EX:
                    extended = ReadExtended(attributes.Nested());
                    break;
            }
        }
        return new(keys.Select((key, at) => KeyOf(key, at < extended.Count ? extended[at] : default)).ToValueList(), verdict);
    }

    private static List<(ushort Header, ushort Command)> ReadExtended(AttributeReader keys)
    {
        List<(ushort Header, ushort Command)> extended = [];
        while (keys.Read())
        {
            ushort header = 0, command = 0;
            AttributeReader key = keys.Nested();
            while (key.Read())
            {
                switch (key.Type)
                {
                    case TCA_PEDIT_KEY_EX_HTYPE:
                        header = key.ReadU16();
                        break;
                    case TCA_PEDIT_KEY_EX_CMD:
                        command = key.ReadU16();
                        break;
                }
            }
            extended.Add((header, command));
        }
        return extended;
    }

    private static PeditKey KeyOf(TcPeditKey key, (ushort Header, ushort Command) extended) => new(
        extended.Header, extended.Command == CommandAdd, (int)key.off, BinaryPrimitives.ReverseEndianness(key.mask), BinaryPrimitives.ReverseEndianness(key.val));

    public static void Encode(NetlinkMessageWriter writer, PeditAction action)
    {
        TcPeditSel sel = new() { action = action.Verdict.Code, nkeys = (byte)action.Keys.Count };
        byte[] bytes = new byte[Unsafe.SizeOf<TcPeditSel>() + action.Keys.Count * Unsafe.SizeOf<TcPeditKey>()];
        MemoryMarshal.Write(bytes, in sel);
        Span<TcPeditKey> keys = MemoryMarshal.Cast<byte, TcPeditKey>(bytes.AsSpan(Unsafe.SizeOf<TcPeditSel>()));
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = new()
            {
                mask = BinaryPrimitives.ReverseEndianness(action.Keys[i].Keep),
                val = BinaryPrimitives.ReverseEndianness(action.Keys[i].Value),
                off = (uint)action.Keys[i].Offset,
            };
        }
        writer.Write(TCA_PEDIT_PARMS_EX, bytes);
        int extended = writer.BeginNested(TCA_PEDIT_KEYS_EX);
        foreach (PeditKey key in action.Keys)
        {
            int one = writer.BeginNested(TCA_PEDIT_KEY_EX);
            writer.WriteU16(TCA_PEDIT_KEY_EX_HTYPE, (ushort)key.Header);
            writer.WriteU16(TCA_PEDIT_KEY_EX_CMD, key.Adds ? CommandAdd : (ushort)0);
            writer.EndNested(one);
        }
        writer.EndNested(extended);
    }
}
