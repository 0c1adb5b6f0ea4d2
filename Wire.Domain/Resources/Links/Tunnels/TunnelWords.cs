using System.Buffers.Binary;
using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>How the values of tunnels are written, and the numbers that stand for their words: each lies outside of what the kernel's field can hold.</summary>
public static class TunnelWords
{
    /// <summary>IP6_TNL_F_IGN_ENCAP_LIMIT.</summary>
    public const uint NoEncapLimit = 256;

    /// <summary>IP6_TNL_F_USE_ORIG_TCLASS.</summary>
    public const uint InheritTrafficClass = 256;

    /// <summary>IP6_TNL_F_USE_ORIG_FLOWLABEL.</summary>
    public const uint InheritFlowLabel = 1 << 20;

    /// <summary>IFLA_GENEVE_TTL_INHERIT.</summary>
    public const uint InheritTtl = 256;

    /// <summary>No GRE_KEY.</summary>
    public const long NoKey = -1;

    /// <summary>An IPv4 address, or "any".</summary>
    public static ValueFormat<IpAddr> EndV4 { get; } = new EndFormat(IpAddr.AnyV4, "an IPv4 address");

    /// <summary>An IPv6 address, or "any".</summary>
    public static ValueFormat<IpAddr> EndV6 { get; } = new EndFormat(IpAddr.AnyV6, "an IPv6 address");

    /// <summary>"none", a number, or four bytes with dots.</summary>
    public static ValueFormat<long> Key { get; } = new KeyFormat();

    private sealed class EndFormat(IpAddr any, string expects) : ValueFormat<IpAddr>
    {
        public override string Expects => $"{expects}, or 'any'";

        public override bool TryParse(string text, out IpAddr value)
        {
            value = any;
            return text == "any" || (IpAddr.TryParse(text, out value) && value.IsV6 == any.IsV6);
        }

        public override string Format(IpAddr value) => value == any ? "any" : value.ToString();

        public override void Write(ref MessagePackWriter writer, IpAddr value) => ValueFormats.Address.Write(ref writer, value);

        public override IpAddr Read(ref MessagePackReader reader) => ValueFormats.Address.Read(ref reader);
    }

    private sealed class KeyFormat : ValueFormat<long>
    {
        public override string Expects => $"'none', a number from 0 to {uint.MaxValue}, or four bytes with dots";

        public override bool TryParse(string text, out long value)
        {
            value = NoKey;
            if (text == "none")
            {
                return true;
            }
            if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
            {
                value = number;
                return true;
            }
            if (!IpAddr.TryParse(text, out IpAddr dotted) || dotted.IsV6)
            {
                return false;
            }
            Span<byte> bytes = stackalloc byte[4];
            dotted.WriteTo(bytes);
            value = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            return true;
        }

        public override string Format(long value) => value == NoKey ? "none" : value.ToString(CultureInfo.InvariantCulture);

        public override void Write(ref MessagePackWriter writer, long value) => writer.Write(value);

        public override long Read(ref MessagePackReader reader) => reader.ReadInt64();
    }
}
