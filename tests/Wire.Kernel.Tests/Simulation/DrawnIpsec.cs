using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Xfrm;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>States and policies of IPsec between a few addresses. No packet meets them: nothing is routed there.</summary>
internal static class DrawnIpsec
{
    /// <summary>Higher than any that a kernel gives of its own.</summary>
    public const uint FirstIndex = 8_000_000;

    private static readonly (string Source, string Destination)[] _ends = [("10.77.0.1", "10.77.0.2"), ("10.77.0.2", "10.77.0.1"), ("2001:db8:77::1", "2001:db8:77::2")];

    public static DrawnRequest State(RandomRequests draw)
    {
        (string source, string destination) = draw.Of(_ends);
        uint spi = (uint)(0x100 + draw.Any(3));
        byte proto = draw.Of(IPPROTO_ESP, IPPROTO_ESP, IPPROTO_ESP, IPPROTO_AH, draw.Rarely ? (byte)17 : IPPROTO_AH);
        (string words, Action<MessageWriter> mark) = Mark(draw);
        switch (draw.Any(12))
        {
            case 0 when draw.Rarely: return new($"xfrm flush states {proto}", XfrmBytes.FlushStates(draw.Of<byte>(0, proto))) { Family = NetlinkFamily.Xfrm };
            case < 4: return new($"xfrm delete state {destination} {spi} {proto}{words}", XfrmBytes.DeleteState(destination, spi, proto, mark)) { Family = NetlinkFamily.Xfrm };
        }
        ushort type = draw.Of(XFRM_MSG_NEWSA, XFRM_MSG_NEWSA, XFRM_MSG_UPDSA);
        (string algorithms, Action<MessageWriter> write) = Algorithms(draw, proto);
        (string more, Action<MessageWriter> extra, byte flags, byte window) = Extra(draw);
        StateWish wish = new(source, destination, spi, proto)
        {
            Mode = draw.Of<byte>(XFRM_MODE_TRANSPORT, XFRM_MODE_TUNNEL, XFRM_MODE_TUNNEL, draw.Rarely ? (byte)9 : XFRM_MODE_BEET),
            RequestId = (uint)draw.Any(3), Window = window, Flags = flags,
            ByteLimit = draw.Sometimes ? 1_000_000 : ulong.MaxValue,
            Selector = draw.Sometimes ? new(source + (source.Contains(':') ? "/64" : "/24"), destination + (draw.Rarely && !source.Contains(':') ? "/33" : ""), 6) : null,
        };
        return new($"xfrm {(type == XFRM_MSG_NEWSA ? "add" : "change")} state {wish}{algorithms}{words}{more}", XfrmBytes.State(type, wish with
        {
            Attributes = message =>
            {
                write(message);
                mark(message);
                extra(message);
            },
        })) { Family = NetlinkFamily.Xfrm };
    }

    public static DrawnRequest Policy(RandomRequests draw)
    {
        (string source, string destination) = draw.Of(_ends);
        byte dir = draw.Of<byte>(0, 1, 2, draw.Rarely ? (byte)3 : (byte)1);
        string length = source.Contains(':') ? draw.Of("/64", "/128") : draw.Of("/24", "/32");
        SelectorWish selector = new(source + length, destination + length, draw.Of<byte>(0, 0, 6), draw.Rarely ? draw.AnyIndex : 0);
        (string words, Action<MessageWriter> mark) = Mark(draw);
        uint? @interface = draw.Rarely ? 7u : null;
        void Attributes(MessageWriter message)
        {
            mark(message);
            if (@interface is { } number)
            {
                message.AttributeU32(XFRMA_IF_ID, number);
            }
        }
        uint index = draw.Often ? FirstIndex + (uint)(8 * draw.Any(3)) + (draw.Rarely ? 1u : dir) : 0;
        switch (draw.Any(12))
        {
            case 0 when draw.Rarely: return new("xfrm flush policies", XfrmBytes.FlushPolicies()) { Family = NetlinkFamily.Xfrm };
            case < 4: return new($"xfrm delete policy {selector} dir {dir} index {index}{words} interface {@interface}", XfrmBytes.DeletePolicy(selector, dir, draw.Sometimes ? index : 0, Attributes)) { Family = NetlinkFamily.Xfrm };
        }
        ushort type = draw.Of(XFRM_MSG_NEWPOLICY, XFRM_MSG_UPDPOLICY);
        byte action = draw.Of<byte>(0, 0, 1, draw.Rarely ? (byte)2 : (byte)0);
        byte mode = draw.Of<byte>(XFRM_MODE_TRANSPORT, XFRM_MODE_TUNNEL);
        bool isOptional = draw.Rarely;
        (string from, string to) = draw.Rarely ? draw.Of(_ends) : (source, destination);
        byte[][] templates = [.. Enumerable.Range(0, draw.Rarely ? 7 : draw.Any(3))
            .Select(i => XfrmBytes.Template(from, to, draw.Sometimes ? 0x100u : 0, i == 0 ? IPPROTO_ESP : draw.Rarely ? (byte)17 : IPPROTO_AH, mode, (uint)draw.Any(2), isOptional))];
        PolicyWish wish = new(selector, dir) { Priority = (uint)draw.Any(3), Index = index, Action = action, Flags = draw.Of<byte>(0, 0, 1), Templates = [.. templates.SelectMany(t => t)], Attributes = Attributes };
        return new($"xfrm {(type == XFRM_MSG_NEWPOLICY ? "add" : "change")} policy {wish with { Attributes = null }} {templates.Length} of {mode} from {from} optional {isOptional}{words} interface {@interface}",
            XfrmBytes.Policy(type, wish)) { Family = NetlinkFamily.Xfrm };
    }

    private static (string Words, Action<MessageWriter> Write) Mark(RandomRequests draw)
    {
        (uint value, uint mask) = draw.Of((1u, 0xffu), (2u, 0xffu), (1u, 0x1u));
        return draw.Sometimes ? ($" mark {value:x}/{mask:x}", message => XfrmBytes.Mark(message, value, mask)) : ("", _ => { });
    }

    private static (string Words, Action<MessageWriter> Write) Algorithms(RandomRequests draw, byte proto)
    {
        string? wrong = draw.Rarely ? "nonsense" : null;
        uint cut = draw.Of<uint>(0, 96, 128, draw.Rarely ? 512u : 128);
        byte[] auth = XfrmBytes.Algorithm(draw.Rarely && wrong is not null ? wrong : draw.Of("hmac(sha256)", "hmac(sha1)"), 32, cut);
        byte[] plain = XfrmBytes.Algorithm("hmac(sha256)", 32);
        bool truncates = draw.Often;
        void WriteAuth(MessageWriter message) => message.Attribute(truncates ? XFRMA_ALG_AUTH_TRUNC : XFRMA_ALG_AUTH, truncates ? auth : plain);
        if (proto == IPPROTO_AH && !draw.Rarely)
        {
            return ($" auth {cut}", WriteAuth);
        }
        int keyBytes = draw.Rarely ? 15 : 0;
        if (draw.Often)
        {
            uint icv = draw.Of<uint>(64, 96, 128, draw.Rarely ? 100u : 128);
            return ($" aead {wrong} {icv} key {20 - keyBytes}", message => message.Attribute(XFRMA_ALG_AEAD, XfrmBytes.Algorithm(wrong ?? "rfc4106(gcm(aes))", 20 - keyBytes, icv)));
        }
        bool both = !draw.Rarely;
        return ($" crypt {wrong} key {16 + keyBytes}{(both ? $" auth {cut}" : "")}", message =>
        {
            message.Attribute(XFRMA_ALG_CRYPT, XfrmBytes.Algorithm(wrong ?? "cbc(aes)", 16 + keyBytes));
            if (both)
            {
                WriteAuth(message);
            }
        });
    }

    private static (string Words, Action<MessageWriter> Write, byte Flags, byte Window) Extra(RandomRequests draw)
    {
        switch (draw.Any(9))
        {
            case 0:
                ushort kind = draw.Of<ushort>(2, 2, 99);
                return ($" encap {kind}", message => message.Attribute(XFRMA_ENCAP, [(byte)kind, 0, 0x11, 0x94, 0x11, 0x94, 0, 0, .. new byte[16]]), 0, 0);
            case 1:
                uint number = draw.Of<uint>(0, 7, 8);
                return ($" interface {number}", message => message.AttributeU32(XFRMA_IF_ID, number), 0, 0);
            case 2:
                bool masked = draw.Often;
                return ($" output mark masked {masked}", message => (masked ? message.AttributeU32(XFRMA_SET_MARK_MASK, 0xff) : message).AttributeU32(XFRMA_SET_MARK, 5), 0, 0);
            case 3 or 4:
                uint window = draw.Of<uint>(0, 64, 64, 128, 200);
                byte own = draw.Rarely ? (byte)32 : (byte)0, flags = draw.Often ? XFRM_STATE_ESN : (byte)0;
                return ($" long window {window} flags {flags}", message => message.Attribute(XFRMA_REPLAY_ESN_VAL, [.. BitConverter.GetBytes(4u), .. new byte[16], .. BitConverter.GetBytes(window)]), flags, own);
            case 5 when draw.Rarely: return (" ESN alone", _ => { }, XFRM_STATE_ESN, 0);
            case 6: return (" padding", message => message.AttributeU32(XFRMA_TFCPAD, 100), 0, 0);
            default: return ("", _ => { }, draw.Of<byte>(0, 0, 1, 32), draw.Of<byte>(0, 32));
        }
    }
}
