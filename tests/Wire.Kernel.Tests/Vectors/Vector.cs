using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>
/// A message that the kernel or iproute2 sent, kept as commented hexadecimal text (Vectors/*.txt): '#' begins a comment, blanks
/// have no meaning.
/// </summary>
internal static class Vector
{
    public static byte[] Load(string name) => Bytes(Text(name));

    /// <summary>What the text of a vector stands for.</summary>
    public static byte[] Bytes(string text) => Convert.FromHexString(
        string.Concat(text.Split('\n').Select(line => line.Split('#')[0]).SelectMany(line => line.Where(c => !char.IsWhiteSpace(c)))));

    /// <summary>
    /// The objects that the kernel's messages are about. A vector that is not rtnetlink's says so in its first line: "# NETLINK_XFRM",
    /// or "# NETLINK_GENERIC wireguard", as the numbers of generic families are given out at boot.
    /// </summary>
    public static IReadOnlyList<Resource> Decode(string name, byte[] datagram, ObjectContext context)
    {
        string[] words = Text(name).Split('\n')[0].Split(' ', '\r');
        NetlinkFamily family = words.ElementAtOrDefault(1) switch
        {
            "NETLINK_GENERIC" => NetlinkFamily.Generic,
            "NETLINK_NETFILTER" => NetlinkFamily.Netfilter,
            "NETLINK_XFRM" => NetlinkFamily.Xfrm,
            _ => NetlinkFamily.Route,
        };
        List<Resource> decoded = [];
        NetlinkMessageReader messages = new(datagram);
        while (messages.Read(out NetlinkMessage message))
        {
            ushort type = message.Type;
            foreach (ObjectSource source in ObjectSources.Of(null).Sources.Where(s => s.Family == family && (family == NetlinkFamily.Generic ? s.GenericName == words[2] : s.Types.Contains(type))))
            {
                source.Decode(message, context, decoded);
            }
        }
        return decoded;
    }

    /// <summary>Who reads it, in the words of <see cref="Fuzzing.FuzzInput.Source"/>.</summary>
    public static string SourceOf(string name)
    {
        string[] words = Text(name).Split('\n')[0].Split(' ', '\r');
        return words.ElementAtOrDefault(1) switch
        {
            "NETLINK_GENERIC" => $"generic.{words[2]}",
            "NETLINK_NETFILTER" => "netfilter",
            "NETLINK_XFRM" => "xfrm",
            _ => "route",
        };
    }

    public static string Text(string name)
    {
        using Stream stream = typeof(Vector).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"no vector '{name}'");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>All names of vectors.</summary>
    public static IEnumerable<string> Names => typeof(Vector).Assembly.GetManifestResourceNames().Where(n => n.Contains('-') || n == "rule");

    /// <summary>The only message of a datagram.</summary>
    public static NetlinkMessage Message(ReadOnlySpan<byte> datagram)
    {
        NetlinkMessageReader reader = new(datagram);
        Assert.True(reader.Read(out NetlinkMessage message));
        return message;
    }

    /// <summary>
    /// A message as sorted lines: type and flags, the fixed part, and each attribute with the path to it. Two requests with the
    /// same lines ask the same: the kernel cares neither for the order of attributes nor for the zero after a word, and answers
    /// (NLM_F_ACK, NLM_F_ECHO) are nothing that is done.
    /// </summary>
    public static string[] Lines(ReadOnlySpan<byte> datagram)
    {
        NetlinkMessage message = Message(datagram);
        int fixedBytes = message.Type switch
        {
            LinuxRtnetlink.RTM_NEWLINK or LinuxRtnetlink.RTM_DELLINK or LinuxRtnetlink.RTM_SETLINK => 16,
            LinuxRtnetlink.RTM_NEWADDR or LinuxRtnetlink.RTM_DELADDR or LinuxRtnetlink.RTM_NEWNEXTHOP => 8,
            _ => 12,
        };
        List<string> lines = [];
        Add(lines, message.Attributes(fixedBytes), "", message.Type switch { LinuxRtnetlink.RTM_NEWLINK or LinuxRtnetlink.RTM_SETLINK => "link", LinuxRtnetlink.RTM_NEWROUTE => "route", _ => "" });
        lines.Sort(StringComparer.Ordinal);
        int flags = message.Header.Flags & ~(LinuxNetlink.NLM_F_ACK | LinuxNetlink.NLM_F_ECHO);
        return [$"type {message.Type} flags {flags:x}", $"fixed {Convert.ToHexString(message.Payload[..fixedBytes])}", .. lines];
    }

    private static void Add(List<string> lines, AttributeReader attributes, string path, string run)
    {
        while (attributes.Read())
        {
            string at = $"{path}/{attributes.Type}";
            switch (run, attributes.Type)
            {
                case ("route", LinuxRtnetlink.RTA_METRICS or LinuxRtnetlink.RTA_ENCAP):
                    Add(lines, attributes.Nested(), at, "of a route");
                    break;
                case ("link", LinuxIfLink.IFLA_LINKINFO):
                    Add(lines, attributes.Nested(), at, "linkinfo");
                    break;
                case ("link", LinuxIfLink.IFLA_PROTINFO) or ("linkinfo", LinuxIfLink.IFLA_INFO_DATA):
                    Add(lines, attributes.Nested(), at, "data");
                    break;
                case ("data", LinuxIfLink.VETH_INFO_PEER) when attributes.Payload.Length > 16 + 4:
                    lines.Add($"{at} fixed {Convert.ToHexString(attributes.Payload[..16])}");
                    Add(lines, attributes.NestedAfter(16), at, "link");
                    break;
                default:
                    bool isWord = run.Length > 0 && (at.EndsWith("/18/1", StringComparison.Ordinal) || at == $"/{LinuxRtnetlink.RTA_METRICS}/{LinuxRtnetlink.RTAX_CC_ALGO}" || (run == "link" && attributes.Type == LinuxIfLink.IFLA_IFNAME));
                    lines.Add($"{at} {Convert.ToHexString(isWord ? attributes.Payload.TrimEnd((byte)0) : attributes.Payload)}");
                    break;
            }
        }
    }
}
