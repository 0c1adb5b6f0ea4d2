using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using static Wire.Kernel.LinuxGenericNetlink;
using static Wire.Kernel.LinuxNetlink;

namespace Wire.Kernel;

/// <summary>A family of generic netlink as the kernel registered it.</summary>
/// <param name="Name">"wireguard".</param>
/// <param name="Id">nlmsg_type of its messages, chosen when it was registered: another one after the next start.</param>
/// <param name="Version">Of its commands.</param>
/// <param name="Groups">Its multicast groups, by name.</param>
public sealed record GenericFamily(string Name, ushort Id, byte Version, ImmutableDictionary<string, int> Groups);

/// <summary>
/// Finds the families of generic netlink by name (CTRL_CMD_GETFAMILY of linux/genetlink.h). Numbers are the same in all
/// namespaces, so what was found once is not asked again; what is missing is, because a module may bring it. Safe for several threads.
/// </summary>
public sealed class GenericFamilies(INetlinkProvider provider)
{
    private const int AnswerTimeoutMs = 5_000;
    private const int BufferBytes = 32 * 1024;

    private readonly ConcurrentDictionary<string, GenericFamily> _found = [];

    /// <summary>With families that are known, for requests that no kernel gets.</summary>
    internal GenericFamilies(INetlinkProvider provider, params ReadOnlySpan<GenericFamily> known)
        : this(provider)
    {
        foreach (GenericFamily family in known)
        {
            _found[family.Name] = family;
        }
    }

    /// <exception cref="GenericFamilyMissingException">The kernel has none of that name.</exception>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public GenericFamily Of(string? netns, string name) => Find(netns, name) ?? throw new GenericFamilyMissingException(name);

    /// <summary>Null when the kernel has none of that name, or no generic netlink.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public GenericFamily? Find(string? netns, string name)
    {
        if (_found.TryGetValue(name, out GenericFamily? known))
        {
            return known;
        }
        GenericFamily? asked = AskFor(netns, name);
        return asked is null ? null : _found.GetOrAdd(name, asked);
    }

    /// <summary>What a person calls what the family is for.</summary>
    public static string TitleOf(string name) => name switch
    {
        "wireguard" => "WireGuard",
        "macsec" => "MACsec",
        "fou" => "UDP ports for tunnels (CONFIG_NET_FOU)",
        "ethtool" => "netlink interface to ethtool",
        "devlink" => "devlink",
        _ => $"'{name}'",
    };

    private GenericFamily? AskFor(string? netns, string name)
    {
        try
        {
            using INetlinkSocket socket = provider.Open(NetlinkFamily.Generic, netns);
            NetlinkMessageWriter writer = new(128);
            writer.Begin(GENL_ID_CTRL, NLM_F_REQUEST | NLM_F_ACK, 1, new GenlMsgHdr { cmd = CTRL_CMD_GETFAMILY, version = 1 });
            writer.WriteString(CTRL_ATTR_FAMILY_NAME, name);
            writer.End();
            socket.Send(writer.Written);
            return ReadAnswer(socket, name);
        }
        catch (NetlinkFamilyMissingException)
        {
            return null;
        }
    }

    private static GenericFamily? ReadAnswer(INetlinkSocket socket, string name)
    {
        byte[] buffer = new byte[BufferBytes];
        GenericFamily? family = null;
        while (true)
        {
            int length = socket.Receive(buffer, AnswerTimeoutMs);
            if (length == 0)
            {
                throw new NetlinkException(Errno.ETIMEDOUT, $"find the generic netlink family '{name}'");
            }
            NetlinkMessageReader messages = new(buffer.AsSpan(0, length));
            while (messages.Read(out NetlinkMessage message))
            {
                if (message.Type == GENL_ID_CTRL)
                {
                    family = Decode(message, name);
                }
                else if (message.Type == NLMSG_ERROR)
                {
                    int errno = NetlinkError.Read(message).Errno;
                    return errno switch
                    {
                        0 => family,
                        Errno.ENOENT or Errno.EOPNOTSUPP => null,
                        _ => throw new NetlinkException(errno, $"find the generic netlink family '{name}'"),
                    };
                }
            }
        }
    }

    private static GenericFamily Decode(scoped in NetlinkMessage message, string name)
    {
        ushort id = 0;
        byte version = 1;
        ImmutableDictionary<string, int>.Builder groups = ImmutableDictionary.CreateBuilder<string, int>();
        AttributeReader attributes = message.Attributes(Marshal.SizeOf<GenlMsgHdr>());
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case CTRL_ATTR_FAMILY_ID:
                    id = attributes.ReadU16();
                    break;
                case CTRL_ATTR_VERSION:
                    version = (byte)attributes.ReadU32();
                    break;
                case CTRL_ATTR_MCAST_GROUPS:
                    ReadGroups(attributes.Nested(), groups);
                    break;
            }
        }
        return id == 0
            ? throw new NetlinkFormatException($"the generic netlink family '{name}' is told without its number", message.Offset)
            : new(name, id, version, groups.ToImmutable());
    }

    /// <summary>An array of nests, their types 1, 2, 3 …</summary>
    private static void ReadGroups(AttributeReader list, ImmutableDictionary<string, int>.Builder into)
    {
        while (list.Read())
        {
            string name = "";
            int id = 0;
            AttributeReader group = list.Nested();
            while (group.Read())
            {
                switch (group.Type)
                {
                    case CTRL_ATTR_MCAST_GRP_NAME:
                        name = group.ReadString();
                        break;
                    case CTRL_ATTR_MCAST_GRP_ID:
                        id = (int)group.ReadU32();
                        break;
                }
            }
            into[name] = id;
        }
    }
}
