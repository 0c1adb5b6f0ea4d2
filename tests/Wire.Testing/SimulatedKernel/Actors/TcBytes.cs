using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.PktSched;

namespace Wire.Testing.Simulation;

/// <summary>What a request about a qdisc, a class or a filter asks for; what is null is not mentioned.</summary>
public sealed record TcWish(int Link)
{
    public uint Parent { get; init; }

    public uint Handle { get; init; }

    /// <summary>Of filters.</summary>
    public ushort Priority { get; init; }

    /// <summary>Of filters: an EtherType.</summary>
    public ushort Protocol { get; init; }

    public string? Kind { get; init; }

    public uint? Chain { get; init; }

    /// <summary>Writes what is in TCA_OPTIONS.</summary>
    public Action<MessageWriter>? Options { get; init; }

    public override string ToString() =>
        $"{Kind} link {Link} parent {Parent:x} handle {Handle:x} priority {Priority} protocol {Protocol:x} chain {Chain} options {(Options is null ? "-" : Convert.ToHexString(TcBytes.Content(Options)))}";
}

/// <summary>Requests about traffic control as bytes, written without Wire.Kernel.</summary>
public static class TcBytes
{
    /// <param name="type">RTM_NEWQDISC … RTM_DELTFILTER.</param>
    public static byte[] Write(ushort type, ushort flags, TcWish wish)
    {
        uint info = (uint)wish.Priority << 16 | (ushort)(wish.Protocol >> 8 | wish.Protocol << 8);
        MessageWriter message = new MessageWriter(type, (ushort)(flags | NLM_F_REQUEST | NLM_F_ACK), 1, 0)
            .U8(0).U8(0).U16(0).U32((uint)wish.Link).U32(wish.Handle).U32(wish.Parent).U32(info);
        if (wish.Kind is { } kind)
        {
            message.AttributeText(TCA_KIND, kind);
        }
        if (wish.Options is { } options)
        {
            message.Attribute(TCA_OPTIONS, Content(options));
        }
        return (wish.Chain is { } chain ? message.AttributeU32(TCA_CHAIN, chain) : message).ToArray();
    }

    /// <param name="type">RTM_GETQDISC …</param>
    public static byte[] Dump(ushort type, int link = 0, uint parent = 0) =>
        new MessageWriter(type, NLM_F_REQUEST | NLM_F_DUMP, 1, 0).U8(0).U8(0).U16(0).U32((uint)link).U32(0).U32(parent).U32(0).ToArray();

    internal static byte[] Content(Action<MessageWriter> options)
    {
        MessageWriter content = new(0, 0, 0, 0);
        options(content);
        return content.ToArray()[HeaderBytes..];
    }
}
