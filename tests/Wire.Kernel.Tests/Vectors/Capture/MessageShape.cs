using System.Buffers.Binary;

namespace Wire.Kernel.Tests.Vectors.Capture;

/// <summary>What stands before the attributes of a message, and what those are called.</summary>
/// <param name="Type">The name of its type.</param>
/// <param name="Fixed">The name of the fixed part.</param>
/// <param name="FixedBytes">Its length.</param>
/// <param name="Attributes">A name of the enumeration of its attributes; null for numbers.</param>
internal sealed record MessageShape(string Type, string Fixed, int FixedBytes, string? Attributes)
{
    private const int Route = 0, Xfrm = 6, Netfilter = 12, Generic = 16;

    /// <summary>By RTM_*, of which each sort of object has four.</summary>
    private static readonly Dictionary<int, (string Fixed, int Bytes, string? Attributes)> _route = new()
    {
        [16] = ("ifinfomsg", 16, "IFLA_UNSPEC"),
        [20] = ("ifaddrmsg", 8, "IFA_UNSPEC"),
        [24] = ("rtmsg", 12, "RTA_UNSPEC"),
        [28] = ("ndmsg", 12, "NDA_UNSPEC"),
        [32] = ("fib_rule_hdr", 12, "FRA_UNSPEC"),
        [36] = ("tcmsg", 20, "TCA_UNSPEC"),
        [40] = ("tcmsg", 20, "TCA_UNSPEC"),
        [44] = ("tcmsg", 20, "TCA_UNSPEC"),
        [48] = ("tcamsg", 4, "TCA_ROOT_UNSPEC"),
        [80] = ("netconfmsg", 4, "NETCONFA_UNSPEC"),
        [84] = ("br_port_msg", 8, "MDBA_UNSPEC"),
        [88] = ("rtgenmsg", 4, "NETNSA_NONE"),
        [92] = ("if_stats_msg", 12, "IFLA_STATS_UNSPEC"),
        [100] = ("tcmsg", 20, "TCA_UNSPEC"),
        [104] = ("nhmsg", 8, "NHA_UNSPEC"),
        [108] = ("linkprop", 16, "IFLA_UNSPEC"),
        [112] = ("br_vlan_msg", 8, "BRIDGE_VLANDB_UNSPEC"),
        [120] = ("tunnel_msg", 8, "VXLAN_VNIFILTER_UNSPEC"),
    };

    /// <summary>By the name of the message: the structures of linux/xfrm.h.</summary>
    private static readonly Dictionary<string, (string Fixed, int Bytes)> _xfrm = new()
    {
        ["XFRM_MSG_NEWSA"] = ("xfrm_usersa_info", 224), ["XFRM_MSG_UPDSA"] = ("xfrm_usersa_info", 224),
        ["XFRM_MSG_DELSA"] = ("xfrm_usersa_id", 24), ["XFRM_MSG_GETSA"] = ("xfrm_usersa_id", 24),
        ["XFRM_MSG_NEWPOLICY"] = ("xfrm_userpolicy_info", 168), ["XFRM_MSG_UPDPOLICY"] = ("xfrm_userpolicy_info", 168),
        ["XFRM_MSG_EXPIRE"] = ("xfrm_user_expire", 232), ["XFRM_MSG_POLEXPIRE"] = ("xfrm_user_polexpire", 176), ["XFRM_MSG_FLUSHSA"] = ("xfrm_usersa_flush", 1),
        ["XFRM_MSG_DELPOLICY"] = ("xfrm_userpolicy_id", 64), ["XFRM_MSG_GETPOLICY"] = ("xfrm_userpolicy_id", 64),
    };

    /// <summary>The attributes and the commands of generic families.</summary>
    private static readonly Dictionary<string, (string Attributes, string Commands)> _generic = new()
    {
        ["nlctrl"] = ("CTRL_ATTR_UNSPEC", "CTRL_CMD_UNSPEC"),
        ["wireguard"] = ("WGDEVICE_A_UNSPEC", "WG_CMD_GET_DEVICE"),
        ["macsec"] = ("MACSEC_ATTR_UNSPEC", "MACSEC_CMD_GET_TXSC"),
        ["l2tp"] = ("L2TP_ATTR_NONE", "L2TP_CMD_NOOP"),
        ["fou"] = ("FOU_ATTR_UNSPEC", "FOU_CMD_UNSPEC"),
        ["SEG6"] = ("SEG6_ATTR_UNSPEC", "SEG6_CMD_UNSPEC"),
    };

    /// <summary>What kinds of objects a message is about: the answer to a request has the same.</summary>
    public string Sort { get; private init; } = "";

    /// <summary>Asks for something to be done.</summary>
    public bool IsChange => !Type.Contains("GET", StringComparison.Ordinal) && !Type.StartsWith("NLMSG_", StringComparison.Ordinal) && !Type.StartsWith("nlctrl", StringComparison.Ordinal);

    /// <param name="family">NETLINK_*.</param>
    /// <param name="message">One message.</param>
    /// <param name="generics">The names of the generic families, by their numbers at that time.</param>
    public static MessageShape Of(int family, ReadOnlySpan<byte> message, IReadOnlyDictionary<int, string> generics)
    {
        int type = BinaryPrimitives.ReadUInt16LittleEndian(message[4..]);
        if (type < 16)
        {
            return new(type switch { 1 => "NLMSG_NOOP", 2 => "NLMSG_ERROR", 3 => "NLMSG_DONE", _ => $"NLMSG_{type}" }, "body", Math.Max(0, message.Length - 16), null);
        }
        return family switch
        {
            Route => OfRoute(type),
            Xfrm => OfXfrm(type),
            Netfilter => OfNetfilter(type),
            Generic => OfGeneric(generics.GetValueOrDefault(type, $"family {type}"), message),
            _ => new($"type {type}", "body", 0, null) { Sort = $"{family}" },
        };
    }

    private static MessageShape OfRoute(int type)
    {
        (string part, int bytes, string? attributes) = _route.GetValueOrDefault(type & ~3, ("body", 0, null));
        return new(HeaderEnums.Name("RTM_NEWLINK", type) ?? $"type {type}", part, bytes, attributes) { Sort = $"route {type & ~3}" };
    }

    private static MessageShape OfXfrm(int type)
    {
        string name = HeaderEnums.Name("XFRM_MSG_NEWSA", type) ?? $"type {type}";
        (string part, int bytes) = _xfrm.GetValueOrDefault(name, ("body", 0));
        return new(name, part, bytes, "XFRMA_UNSPEC") { Sort = name.Contains("POLICY", StringComparison.Ordinal) ? "policy" : "sa" };
    }

    private static MessageShape OfNetfilter(int type)
    {
        const int NfTables = 10;
        if (type >> 8 != NfTables)
        {
            return new(type switch { 16 => "NFNL_MSG_BATCH_BEGIN", 17 => "NFNL_MSG_BATCH_END", _ => $"type {type:x}" }, "nfgenmsg", 4, null) { Sort = "batch" };
        }
        string name = HeaderEnums.Name("NFT_MSG_NEWTABLE", type & 0xff) ?? $"NFT_MSG {type & 0xff}";
        string what = name.Replace("NFT_MSG_", "", StringComparison.Ordinal)[3..];
        string attributes = what switch { "SETELEM" => "NFTA_SET_ELEM_LIST_UNSPEC", _ => $"NFTA_{what}_UNSPEC" };
        return new(name, "nfgenmsg", 4, attributes) { Sort = $"nft {what}" };
    }

    private static MessageShape OfGeneric(string family, ReadOnlySpan<byte> message)
    {
        if (family == "ethtool")
        {
            return OfEthtool(message);
        }
        (string? attributes, string? commands) = _generic.TryGetValue(family, out (string, string) known) ? known : (null, null);
        int command = message[16];
        return new($"{family} {HeaderEnums.Name(commands, command) ?? $"command {command}"}", "genlmsghdr", 4, attributes) { Sort = family };
    }

    /// <summary>Requests and what the kernel says are numbered apart; the attributes go by the name: ETHTOOL_MSG_RINGS_NTF has ETHTOOL_A_RINGS_*.</summary>
    private static MessageShape OfEthtool(ReadOnlySpan<byte> message)
    {
        const int Request = 1;
        bool isRequest = (message[6] & Request) != 0;
        string name = HeaderEnums.Name(isRequest ? "ETHTOOL_MSG_USER_NONE" : "ETHTOOL_MSG_KERNEL_NONE", message[16]) ?? $"command {message[16]}";
        string? subject = name.Split('_').ElementAtOrDefault(2);
        return new($"ethtool {name}", "genlmsghdr", 4, $"ETHTOOL_A_{subject}_UNSPEC") { Sort = "ethtool" };
    }
}
