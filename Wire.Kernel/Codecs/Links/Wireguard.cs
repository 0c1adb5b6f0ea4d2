using System.Security.Cryptography;
using Wire.Domain;
using static Wire.Kernel.LinuxWireguard;

namespace Wire.Kernel;

/// <summary>Made by rtnetlink, configured by the generic family "wireguard" (linux/wireguard.h), which announces nothing.</summary>
internal sealed class WireguardCodec() : LinkCodec(Wireguard.TheKind, "wireguard")
{
    public const string FamilyName = "wireguard";

    private const int GenlMsgHdrBytes = 4;

    public override string KernelOption => "CONFIG_WIREGUARD";

    public override bool HasDetails => true;

    public override AttributeTable DetailNames => WireguardTables.Device;

    public override Link Decode(scoped in LinkData data)
    {
        data.KeepAll();
        return new Wireguard();
    }

    public override Link WithCreationDefaults(Link link) => link is Wireguard { PrivateKey: null } wireguard ? wireguard with { PrivateKey = KeyNames.Auto } : link;

    public override void EncodeDetails(RequestBuilder builder, string name, Link asked)
    {
        Wireguard wireguard = (Wireguard)asked;
        if (wireguard is { PrivateKey: null, ListenPort: null, FwMark: null })
        {
            return;
        }
        Span<byte> key = stackalloc byte[WG_KEY_LEN];
        try
        {
            if (wireguard.PrivateKey is { } reference)
            {
                ReadKey(builder, KeyNames.First(reference), name, key);
            }
            NetlinkMessageWriter writer = builder.BeginGeneric(FamilyName, WG_CMD_SET_DEVICE, WG_GENL_VERSION);
            writer.WriteString(WGDEVICE_A_IFNAME, name);
            if (wireguard.PrivateKey is not null)
            {
                writer.Write(WGDEVICE_A_PRIVATE_KEY, key);
            }
            if (wireguard.ListenPort is { } port)
            {
                writer.WriteU16(WGDEVICE_A_LISTEN_PORT, (ushort)port);
            }
            if (wireguard.FwMark is { } mark)
            {
                writer.WriteU32(WGDEVICE_A_FWMARK, mark);
            }
            builder.End();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Zeros are no key, to the kernel too.</summary>
    private static void ReadKey(RequestBuilder builder, string reference, string link, Span<byte> key)
    {
        switch (reference)
        {
            case KeyNames.None:
                key.Clear();
                break;
            case KeyNames.Auto:
                string own = KeyNames.OfLink(builder.Netns, link);
                builder.Keys.MakeIfMissing(own);
                builder.Keys.ReadExactly(own, key);
                break;
            default:
                builder.Keys.ReadExactly(reference, key);
                break;
        }
    }

    public override Link Complete(Link link, ObjectContext context)
    {
        Wireguard told = (Wireguard)link;
        context.List(GetDevice(link.Index!.Value), (scoped in NetlinkMessage message) => told = Told(message, told, context));
        return told;
    }

    /// <summary>One device with all its peers, in as many messages as it takes.</summary>
    public static DumpRequest GetDevice(uint index) =>
        DumpRequest.Generic("WireGuard links", FamilyName, WG_CMD_GET_DEVICE, WG_GENL_VERSION, writer => writer.WriteU32(WGDEVICE_A_IFINDEX, index)) with { HasSecrets = true };

    /// <summary>The link with what a message of WG_CMD_GET_DEVICE says of it.</summary>
    public static Wireguard Told(scoped in NetlinkMessage message, Wireguard link, ObjectContext context)
    {
        AttributeReader attributes = message.Attributes(GenlMsgHdrBytes);
        bool isFirst = false;
        uint? port = null, mark = null;
        string publicKey = "", privateKey = KeyNames.None;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case WGDEVICE_A_PUBLIC_KEY:
                    publicKey = Convert.ToBase64String(attributes.Payload);
                    privateKey = NameOf(attributes.Payload, link, context);
                    break;
                case WGDEVICE_A_LISTEN_PORT:
                    // Messages after the first have only more peers.
                    isFirst = true;
                    port = attributes.ReadU16();
                    break;
                case WGDEVICE_A_FWMARK:
                    mark = attributes.ReadU32();
                    break;
            }
        }
        return isFirst ? link with { PrivateKey = privateKey, PublicKey = publicKey, ListenPort = port is 0 ? null : port, FwMark = mark } : link;
    }

    private static string NameOf(ReadOnlySpan<byte> publicKey, Link link, ObjectContext context)
    {
        IReadOnlyList<string> names = context.Keys.NamesOf(KeyTrait.PublicKey, publicKey);
        return KeyNames.Observed(names.Contains(KeyNames.OfLink(link.Netns, link.Name)) ? [KeyNames.Auto, .. names] : names);
    }
}
