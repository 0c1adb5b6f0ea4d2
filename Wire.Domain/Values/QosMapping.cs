using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>One entry of a VLAN's map of priorities (<c>struct ifla_vlan_qos_mapping</c>, linux/if_link.h). To 0 is no entry: what is not mapped has priority 0.</summary>
public readonly record struct QosMapping(uint From, uint To) : IComparable<QosMapping>
{
    public int CompareTo(QosMapping other) => (From, To).CompareTo((other.From, other.To));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From}:{To}");
}

/// <summary>"3:5". A tag has room for the priorities 0 to 7 (PCP, IEEE 802.1Q), a packet for 32 bits.</summary>
internal sealed class QosMappingFormat : ValueFormat<QosMapping>
{
    private const uint TagMax = 7;

    private readonly ValueFormat<uint> _from;
    private readonly ValueFormat<uint> _to;

    private QosMappingFormat(uint fromMax, uint toMax) => (_from, _to) = (ValueFormats.Number(0, fromMax), ValueFormats.Number(1, toMax));

    public static QosMappingFormat Ingress { get; } = new(TagMax, uint.MaxValue);

    public static QosMappingFormat Egress { get; } = new(uint.MaxValue, TagMax);

    public override string Expects => $"FROM:TO, FROM {_from.Expects}, TO {_to.Expects}";

    public override bool TryParse(string text, out QosMapping value)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        bool parsed = _from.TryParse(text[..Math.Max(colon, 0)], out uint from) & _to.TryParse(text[(colon + 1)..], out uint to);
        value = new(from, to);
        return parsed;
    }

    public override string Format(QosMapping value) => value.ToString();

    public override void Write(ref MessagePackWriter writer, QosMapping value) => writer.Write(((ulong)value.From << 32) | value.To);

    public override QosMapping Read(ref MessagePackReader reader)
    {
        ulong both = reader.ReadUInt64();
        return new((uint)(both >> 32), (uint)both);
    }
}
