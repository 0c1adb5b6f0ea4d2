using System.Buffers.Binary;
using System.Text;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Xfrm;

namespace Wire.Testing.Simulation;

/// <summary>A selector: addresses with their prefixes, "10.77.0.0/24".</summary>
public sealed record SelectorWish(string Source, string Destination, byte Proto = 0, int Link = 0);

/// <summary>What a request about a state asks for.</summary>
public sealed record StateWish(string Source, string Destination, uint Spi, byte Proto)
{
    public byte Mode { get; init; }

    public uint RequestId { get; init; }

    public byte Window { get; init; }

    public byte Flags { get; init; }

    public ulong ByteLimit { get; init; } = ulong.MaxValue;

    public SelectorWish? Selector { get; init; }

    /// <summary>Algorithms, marks and what else comes behind the structure.</summary>
    public Action<MessageWriter>? Attributes { get; init; }
}

/// <summary>What a request about a policy asks for.</summary>
public sealed record PolicyWish(SelectorWish Selector, byte Dir)
{
    public uint Priority { get; init; }

    public uint Index { get; init; }

    public byte Action { get; init; }

    public byte Flags { get; init; }

    public byte[] Templates { get; init; } = [];

    public Action<MessageWriter>? Attributes { get; init; }
}

/// <summary>Requests about IPsec as bytes, written without Wire.Kernel.</summary>
public static class XfrmBytes
{
    public static byte[] State(ushort type, StateWish wish, ushort flags = 0)
    {
        MessageWriter message = Selector(Begin(type, flags), wish.Selector, wish.Destination)
            .Raw(Address(wish.Destination)).Raw(SpiBytes(wish.Spi)).U8(wish.Proto).Raw(new byte[3])
            .Raw(Address(wish.Source));
        Limits(message, wish.ByteLimit).Raw(new byte[CurrentBytes]).Raw(new byte[12]).U32(0).U32(wish.RequestId)
            .U16(FamilyOf(wish.Destination)).U8(wish.Mode).U8(wish.Window).U8(wish.Flags).Raw(new byte[7]);
        wish.Attributes?.Invoke(message);
        return message.ToArray();
    }

    public static byte[] DeleteState(string destination, uint spi, byte proto, Action<MessageWriter>? attributes = null)
    {
        MessageWriter message = Begin(XFRM_MSG_DELSA, 0).Raw(Address(destination)).Raw(SpiBytes(spi)).U16(FamilyOf(destination)).U8(proto).U8(0);
        attributes?.Invoke(message);
        return message.ToArray();
    }

    public static byte[] FlushStates(byte proto) => Begin(XFRM_MSG_FLUSHSA, 0).U8(proto).Raw(new byte[3]).ToArray();

    public static byte[] Policy(ushort type, PolicyWish wish, ushort flags = 0)
    {
        MessageWriter message = Limits(Selector(Begin(type, flags), wish.Selector, wish.Selector.Destination), ulong.MaxValue).Raw(new byte[CurrentBytes])
            .U32(wish.Priority).U32(wish.Index).U8(wish.Dir).U8(wish.Action).U8(wish.Flags).Raw(new byte[5]);
        if (wish.Templates.Length > 0)
        {
            message.Attribute(XFRMA_TMPL, wish.Templates);
        }
        wish.Attributes?.Invoke(message);
        return message.ToArray();
    }

    public static byte[] DeletePolicy(SelectorWish selector, byte dir, uint index, Action<MessageWriter>? attributes = null)
    {
        MessageWriter message = Selector(Begin(XFRM_MSG_DELPOLICY, 0), selector, selector.Destination).U32(index).U8(dir).Raw(new byte[3]);
        attributes?.Invoke(message);
        return message.ToArray();
    }

    public static byte[] FlushPolicies() => Begin(XFRM_MSG_FLUSHPOLICY, 0).ToArray();

    /// <param name="type">XFRM_MSG_GET*.</param>
    public static byte[] All(ushort type) => new MessageWriter(type, NLM_F_REQUEST | NLM_F_DUMP, 1, 0).ToArray();

    /// <summary>One <c>xfrm_user_tmpl</c>.</summary>
    public static byte[] Template(string source, string destination, uint spi, byte proto, byte mode, uint requestId, bool isOptional) => NfBytes.Attributes(w => w
        .Raw(Address(destination)).Raw(SpiBytes(spi)).U8(proto).Raw(new byte[3]).U16(FamilyOf(destination)).U16(0).Raw(Address(source))
        .U32(requestId).U8(mode).U8(0).U8(isOptional ? (byte)1 : (byte)0).U8(0).U32(uint.MaxValue).U32(uint.MaxValue).U32(uint.MaxValue));

    /// <param name="name">As crypto(7) knows it.</param>
    /// <param name="keyBytes">Of a key of such a length.</param>
    /// <param name="second">alg_icv_len or alg_trunc_len, bits; null where there is none.</param>
    public static byte[] Algorithm(string name, int keyBytes, uint? second = null)
    {
        byte[] padded = new byte[AlgorithmNameBytes];
        Encoding.ASCII.GetBytes(name).CopyTo(padded, 0);
        return [.. padded, .. BitConverter.GetBytes(keyBytes * 8), .. second is { } bits ? BitConverter.GetBytes(bits) : [], .. Enumerable.Range(1, keyBytes).Select(i => (byte)i)];
    }

    public static void Mark(MessageWriter message, uint value, uint mask) => message.Attribute(XFRMA_MARK, [.. BitConverter.GetBytes(value), .. BitConverter.GetBytes(mask)]);

    private static MessageWriter Begin(ushort type, ushort flags) => new(type, (ushort)(flags | NLM_F_REQUEST | NLM_F_ACK), 1, 0);

    private static MessageWriter Selector(MessageWriter message, SelectorWish? wish, string family)
    {
        if (wish is null)
        {
            return message.Raw(new byte[SelectorBytes]);
        }
        IpText source = IpText.Parse(wish.Source), destination = IpText.Parse(wish.Destination);
        return message.Raw(Address(wish.Destination)).Raw(Address(wish.Source)).Raw(new byte[8]).U16(FamilyOf(family)).U8(destination.PrefixLength).U8(source.PrefixLength)
            .U8(wish.Proto).Raw(new byte[3]).U32((uint)wish.Link).U32(0);
    }

    private static MessageWriter Limits(MessageWriter message, ulong bytes)
    {
        byte[] limits = new byte[LimitsBytes];
        limits.AsSpan(0, 32).Fill(0xff);
        BinaryPrimitives.WriteUInt64LittleEndian(limits.AsSpan(8), bytes);
        return message.Raw(limits);
    }

    private static byte[] Address(string text) => [.. IpText.Parse(text).Bytes.Concat(new byte[16]).Take(16)];

    private static byte[] SpiBytes(uint spi) => Ip.Bytes(spi);

    private static byte FamilyOf(string address) => IpText.Parse(address).Bytes.Length == 4 ? Rtnetlink.AF_INET : Rtnetlink.AF_INET6;
}
