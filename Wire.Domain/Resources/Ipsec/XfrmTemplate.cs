using System.Diagnostics.CodeAnalysis;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A transformation that a policy asks for (<c>xfrm_user_tmpl</c>), in the words of ip-xfrm(8): "src 192.0.2.1 dst 192.0.2.2 proto esp mode
/// tunnel reqid 5". What is the kernel's default is not written: mode transport, level required.
/// </summary>
/// <param name="Src">Of tunnel mode; null for any.</param>
/// <param name="Dst">Of tunnel mode; null for any.</param>
/// <param name="Proto">IPPROTO_ESP, IPPROTO_AH, IPPROTO_COMP.</param>
/// <param name="Spi">Only the state of this SPI; 0 for any.</param>
/// <param name="Mode">XFRM_MODE_*.</param>
/// <param name="ReqId">Only states of this request; 0 for any.</param>
/// <param name="IsOptional">Level "use": done where there is a state, and left out otherwise.</param>
public sealed record XfrmTemplate(IpAddr? Src, IpAddr? Dst, uint Proto, uint Spi, uint Mode, uint ReqId, bool IsOptional)
{
    private static readonly ValueFormat<uint> SpiFormat = Hex(), ReqIdFormat = ValueFormats.Number(), Levels = ValueFormats.Words(("required", 0), ("use", 1));

    public static ValueFormat<XfrmTemplate> Format { get; } = new TemplateFormat();

    public override string ToString() => string.Join(' ', Words());

    private IEnumerable<string> Words()
    {
        (string Word, string? Value)[] parts =
        [
            ("src", Src?.ToString()), ("dst", Dst?.ToString()), ("proto", XfrmWords.ProtocolOfTemplate.Format(Proto)), ("spi", Spi == 0 ? null : SpiFormat.Format(Spi)),
            ("mode", Mode == XfrmWords.Transport ? null : XfrmWords.ModeOfTemplate.Format(Mode)), ("reqid", ReqId == 0 ? null : XfrmWords.Number(ReqId)), ("level", IsOptional ? "use" : null),
        ];
        return parts.Where(p => p.Value is not null).SelectMany(p => new[] { p.Word, p.Value! });
    }

    /// <summary>Reads what <see cref="ToString"/> writes, in any order.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out XfrmTemplate? template)
    {
        template = null;
        if (XfrmWords.Pairs(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), "src", "dst", "proto", "spi", "mode", "reqid", "level") is not { } pairs
            || !pairs.TryTake("src", ValueFormats.Address, out IpAddr? src) || !pairs.TryTake("dst", ValueFormats.Address, out IpAddr? dst)
            || !pairs.TryTake("proto", XfrmWords.ProtocolOfTemplate, out uint? proto) || proto is not { } protocol
            || !pairs.TryTake("spi", SpiFormat, out uint? spi) || !pairs.TryTake("mode", XfrmWords.ModeOfTemplate, out uint? mode)
            || !pairs.TryTake("reqid", ReqIdFormat, out uint? reqid) || !pairs.TryTake("level", Levels, out uint? level))
        {
            return false;
        }
        template = new(Known(src), Known(dst), protocol, spi ?? 0, mode ?? XfrmWords.Transport, reqid ?? 0, level == 1);
        return true;
    }

    private static IpAddr? Known(IpAddr? address) => address is { IsAny: true } ? null : address;

    private sealed class TemplateFormat : TextFormat<XfrmTemplate>
    {
        public override string Expects => "\"[src ADDRESS] [dst ADDRESS] proto esp|ah|comp [spi SPI] [mode transport|tunnel|beet] [reqid N] [level required|use]\"";

        public override bool IsPhrase => true;

        public override bool TryParse(string text, out XfrmTemplate value)
        {
            bool parsed = XfrmTemplate.TryParse(text, out XfrmTemplate? template);
            value = template!;
            return parsed;
        }

        public override string Format(XfrmTemplate value) => value.ToString();
    }
}
