using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Wire.Domain;
using static Wire.Kernel.LinuxMacsec;
using static Wire.Kernel.LinuxNetlink;

namespace Wire.Kernel;

/// <summary>What requests about channels and associations have in common.</summary>
internal static class MacsecRequests
{
    /// <summary>MACSEC_SA_ATTR_PN of a new association: 1 is the first packet's.</summary>
    private const uint FirstPacket = 1;

    /// <summary>Begins a request about a link, or about a channel that it receives.</summary>
    public static NetlinkMessageWriter Begin(RequestBuilder builder, byte command, string dev, ulong? sci, bool? channelActive = null)
    {
        NetlinkMessageWriter writer = builder.BeginGeneric(MacsecSource.FamilyName, command, MACSEC_GENL_VERSION);
        writer.WriteU32(MACSEC_ATTR_IFINDEX, builder.Indexes.Of(dev));
        if (sci is { } channel)
        {
            int nest = writer.BeginNested(NLA_F_NESTED | MACSEC_ATTR_RXSC_CONFIG);
            writer.WriteU64Be(MACSEC_RXSC_ATTR_SCI, channel);
            if (channelActive is { } active)
            {
                writer.WriteU8(MACSEC_RXSC_ATTR_ACTIVE, active ? (byte)1 : (byte)0);
            }
            writer.EndNested(nest);
        }
        return writer;
    }

    public static void AddSa(RequestBuilder builder, byte command, string dev, ulong? sci, uint an, string key, bool active, uint? ssci, ValueList<byte>? salt)
    {
        Span<byte> bytes = stackalloc byte[IKeyStore.KeyBytesMax];
        Span<byte> id = stackalloc byte[MACSEC_KEYID_LEN];
        try
        {
            string name = KeyNames.First(key);
            int length = builder.Keys.ReadAny(name, bytes, 16, 32);
            // The identifier is free: by it Wire sees which key the kernel has.
            builder.Keys.DigestOf(name, id);
            NetlinkMessageWriter writer = Begin(builder, command, dev, sci);
            int nest = writer.BeginNested(NLA_F_NESTED | MACSEC_ATTR_SA_CONFIG);
            writer.WriteU8(MACSEC_SA_ATTR_AN, (byte)an);
            if (ssci is { } number && salt is not null)
            {
                writer.Write(MACSEC_SA_ATTR_PN, MemoryMarshal.AsBytes([(ulong)FirstPacket]));
                writer.WriteU32Be(MACSEC_SA_ATTR_SSCI, number);
                writer.Write(MACSEC_SA_ATTR_SALT, [.. salt]);
            }
            else
            {
                writer.WriteU32(MACSEC_SA_ATTR_PN, FirstPacket);
            }
            writer.Write(MACSEC_SA_ATTR_KEYID, id);
            writer.Write(MACSEC_SA_ATTR_KEY, bytes[..length]);
            writer.WriteU8(MACSEC_SA_ATTR_ACTIVE, active ? (byte)1 : (byte)0);
            writer.EndNested(nest);
            builder.End();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public static void SetSa(RequestBuilder builder, byte command, string dev, ulong? sci, uint an, bool? active)
    {
        NetlinkMessageWriter writer = Begin(builder, command, dev, sci);
        int nest = writer.BeginNested(NLA_F_NESTED | MACSEC_ATTR_SA_CONFIG);
        writer.WriteU8(MACSEC_SA_ATTR_AN, (byte)an);
        if (active is { } on)
        {
            writer.WriteU8(MACSEC_SA_ATTR_ACTIVE, on ? (byte)1 : (byte)0);
        }
        writer.EndNested(nest);
        builder.End();
    }
}
