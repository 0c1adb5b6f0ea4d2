using MessagePack;

namespace Wire.Domain;

/// <summary>Multicast groups.</summary>
public static partial class ValueFormats
{
    public static ValueFormat<MulticastGroup> Group { get; } = new GroupFormat();

    private sealed class GroupFormat : ValueFormat<MulticastGroup>
    {
        public override string Expects => "a multicast address: 239.1.1.1, ff15::1, or an Ethernet address of a group";

        public override bool TryParse(string text, out MulticastGroup value)
        {
            bool isIp = IpAddr.TryParse(text, out IpAddr ip) && ip.IsMulticast;
            bool isMac = MacAddress.TryParse(text, out MacAddress mac) && mac.IsMulticast;
            value = isMac ? MulticastGroup.Of(mac) : MulticastGroup.Of(ip);
            return isIp || isMac;
        }

        public override string Format(MulticastGroup value) => value.ToString();

        public override void Write(ref MessagePackWriter writer, MulticastGroup value)
        {
            if (value.Mac is { } mac)
            {
                Mac.Write(ref writer, mac);
            }
            else
            {
                Address.Write(ref writer, value.Ip);
            }
        }

        public override MulticastGroup Read(ref MessagePackReader reader)
        {
            const int MacBytes = 6, Ipv4Bytes = 4, Ipv6Bytes = 16;
            Span<byte> bytes = stackalloc byte[Ipv6Bytes];
            bytes = bytes[..CopyBin(reader.ReadBytes(), bytes)];
            return bytes.Length switch
            {
                MacBytes => MulticastGroup.Of(MacAddress.FromBytes(bytes)),
                Ipv4Bytes or Ipv6Bytes => MulticastGroup.Of(IpAddr.FromBytes(bytes)),
                int length => throw new MessagePackSerializationException($"a multicast group of {length} bytes"),
            };
        }
    }
}
