using CsCheck;

namespace Wire.Domain.Tests;

/// <summary>Resources of every kind, made by walking the attribute tables: a new kind or attribute is covered by being in its table.</summary>
internal static class AnyResource
{
    private static readonly string[] Texts =
    [
        "on", "off", "1", "2", "7", "68", "1500", "4094", "65535", "16777215", "4294967294",
        "10.0.0.1", "2001:db8::1", "10.1.0.0/16", "0.0.0.0/0", "2001:db8::/64", "02:00:00:00:00:01", "fe:ff:ff:ff:ff:ff",
        "none", "eth0", "ns1/veth1", "brücke", "a text", "",
        "global", "link", "unicast", "blackhole", "main", "table", "prohibit", "inet", "inet6", "up", "dormant", "active-backup", "802.3ad",
        "802.1Q", "active", "always", "any", "layer2", "slow", "stable",
        "bridge", "l2", "eui64", "100-200", "1:2", "unset", "ingress",
        "10.0.0.2 weight 1, 10.0.0.3 dev eth1 weight 256", "dev eth1 weight 2 onlink encap mpls 16/17 ttl 9",
        "mpls 100/200 ttl 64", "ip id 42 dst 10.0.0.9 src 10.0.0.1 tos 4 ttl 7 flags csum,key", "ip6 dst fd00::9", "seg6 mode encap segs fc00::1,fc00::2",
        "full", "preferred-master", "high", "mtu,hoplimit", "ecn", "1000-1999", "resilient", "1.5", "forever", "0",
        "ipv4_addr", "verdict", "tcp dport 22", "drop", "30s",
        "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", "192.0.2.1:51820", "native", "permanent",
        "ethernet", "noatm", "diffserv3", "flows", "root", "ingress", "1:", "1:10", "::801", "1:2:", "10mbit", "15k", "100ms", "1.5%", "1,2,2,2,1,2,0,0,1,1,1,1,1,1,1,1",
        "u32 0x0a000000 0xff000000 at 16", "mask 0x0000ff00 at 12", "plus 4 at 0 mask 0x0f00 shift 6 eat", "0x5/0xff", "1000-2000", "+frag-firstfrag", "+trk-new",
        "police rate 10mbit burst 15k conform-exceed drop/pipe, mirred egress mirror dev eth1, drop random determ pass 7",
        "skbedit priority 1:10 mark 5/0xff, vlan push id 100 priority 3, pedit ex munge ip tos set 0x10 retain 0xfc pipe, csum ip4h tcp, goto chain 5",
        "0200000000010001", "gcm-aes-256", "12", "strict", "000102030405060708090a0b",
        "net.ipv4.ip_forward", "net/ipv6/conf/eth0.100/forwarding",
        "10,20-30", "25-27:2025", "239.1.1.1", "include",
        "esp", "ah", "transport", "tunnel", "in", "out", "allow", "block", "espinudp 4500 4500 10.0.0.9", "1024/0xfc00",
        "src 10.1.0.0/16 dst 10.2.0.0/16 proto tcp sport 1024/0xfc00 dport 80 dev eth0", "src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000 mode tunnel reqid 5, proto ah level use",
    ];

    /// <summary>The values of the list that the attribute takes.</summary>
    public static string[] TextsFor(ResourceKind kind, ResourceAttribute attribute) =>
        [.. Texts.Where(text => attribute.TryParse(kind.Blank(), text, out _))];

    /// <summary>Every attribute set to the first value that it takes, and unknown netlink attributes beside.</summary>
    public static Resource Full(ResourceKind kind) => kind.Attributes.Aggregate(kind.Blank(), (resource, attribute) =>
        With(resource, attribute, TextsFor(kind, attribute) is [var first, ..] ? first : throw new InvalidOperationException($"no text here is a value of {kind} {attribute}"))) with { Unknown = new(new byte[] { 8, 0, 99, 0, 1, 2, 3, 4 }) };

    public static Gen<Resource> Of(ResourceKind kind) => Gen.Int.Array[kind.Attributes.Length].Select(Gen.Byte.Array[0, 12], (choices, raw) =>
        kind.Attributes.Zip(choices).Aggregate(kind.Blank(), (resource, item) => Chosen(kind, resource, item.First, item.Second)) with { Unknown = new(raw) });

    public static Gen<Resource> Any { get; } = Gen.OneOf([.. ResourceKinds.All.Select(Of)]);

    private static Resource Chosen(ResourceKind kind, Resource resource, ResourceAttribute attribute, int choice)
    {
        string[] texts = TextsFor(kind, attribute);
        int index = (int)((uint)choice % (uint)(texts.Length + 1));
        return index == texts.Length ? resource : With(resource, attribute, texts[index]);
    }

    private static Resource With(Resource resource, ResourceAttribute attribute, string text)
    {
        Assert.True(attribute.TryParse(resource, text, out Resource result));
        return result;
    }
}
