using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>What ESP is wrapped in to pass NAT (<c>xfrm_encap_tmpl</c>; RFC 3948, RFC 8229), as ip-xfrm(8) writes it: "espinudp 4500 4500 0.0.0.0".</summary>
/// <param name="Type">UDP_ENCAP_ESPINUDP_NON_IKE 1, UDP_ENCAP_ESPINUDP 2, TCP_ENCAP_ESPINTCP 7 (linux/udp.h).</param>
/// <param name="SPort">The source port.</param>
/// <param name="DPort">The destination port.</param>
/// <param name="Oaddr">The address before NAT, of transport mode; 0.0.0.0 for none.</param>
public readonly record struct XfrmEncap(ushort Type, ushort SPort, ushort DPort, IpAddr Oaddr)
{
    private static readonly ValueFormat<uint> Types = ValueFormats.Words(("espinudp-nonike", 1), ("espinudp", 2), ("espintcp", 7));
    private static readonly ValueFormat<uint> Ports = ValueFormats.Number(0, ushort.MaxValue);

    public static ValueFormat<XfrmEncap> Format { get; } = new EncapFormat();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Types.Format(Type)} {SPort} {DPort} {Oaddr}");

    private sealed class EncapFormat : ValueFormat<XfrmEncap>
    {
        public override string Expects => "\"espinudp SPORT DPORT [ADDRESS]\", or the same with espinudp-nonike or espintcp";

        public override bool IsPhrase => true;

        public override bool TryParse(string text, out XfrmEncap value)
        {
            string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            uint type = 0, sport = 0, dport = 0;
            IpAddr address = IpAddr.AnyV4;
            bool parsed = words.Length is 3 or 4 && Types.TryParse(words[0], out type) && Ports.TryParse(words[1], out sport) && Ports.TryParse(words[2], out dport)
                && (words.Length == 3 || IpAddr.TryParse(words[3], out address));
            value = new((ushort)type, (ushort)sport, (ushort)dport, address.IsAny ? IpAddr.AnyV4 : address);
            return parsed;
        }

        public override string Format(XfrmEncap value) => value.ToString();

        public override void Write(ref MessagePackWriter writer, XfrmEncap value)
        {
            writer.WriteArrayHeader(4);
            writer.Write(value.Type);
            writer.Write(value.SPort);
            writer.Write(value.DPort);
            ValueFormats.Address.Write(ref writer, value.Oaddr);
        }

        public override XfrmEncap Read(ref MessagePackReader reader)
        {
            int parts = reader.ReadArrayHeader();
            return parts == 4 ? new(reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), ValueFormats.Address.Read(ref reader))
                : throw new MessagePackSerializationException($"an encapsulation of {parts} parts");
        }
    }
}
