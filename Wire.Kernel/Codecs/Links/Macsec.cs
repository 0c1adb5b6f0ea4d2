using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_MACSEC_*: the SCI and the port are in network order; the parent is IFLA_LINK.</summary>
internal sealed class MacsecCodec() : LinkCodec(Macsec.TheKind, "macsec")
{
    /// <summary>MACSEC_CIPHER_ID_GCM_AES_128 and those after it, without the last byte.</summary>
    private const ulong CipherIds = 0x0080C200_01000000;

    private const uint PortMask = 0xffff;

    public override string KernelOption => "CONFIG_MACSEC";

    public override AttributeTable DataNames => LinkTables.Macsec;

    public override Link Decode(scoped in LinkData data)
    {
        Macsec link = new() { Parent = data.Lower };
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            link = attributes.Type switch
            {
                IFLA_MACSEC_SCI => attributes.ReadU64Be() is var sci ? link with { Sci = sci, Port = (uint)sci & PortMask } : link,
                // The identifier of before 802.1AE-2011 differs in the bytes above.
                IFLA_MACSEC_CIPHER_SUITE => link with { Cipher = (byte)attributes.ReadU64() },
                IFLA_MACSEC_ICV_LEN => link with { IcvLength = attributes.ReadU8() },
                IFLA_MACSEC_WINDOW => link with { Window = attributes.ReadU32() },
                IFLA_MACSEC_ENCODING_SA => link with { EncodingSa = attributes.ReadU8() },
                IFLA_MACSEC_ENCRYPT => link with { Encrypt = attributes.ReadU8() != 0 },
                IFLA_MACSEC_PROTECT => link with { Protect = attributes.ReadU8() != 0 },
                IFLA_MACSEC_INC_SCI => link with { SendSci = attributes.ReadU8() != 0 },
                IFLA_MACSEC_ES => link with { EndStation = attributes.ReadU8() != 0 },
                IFLA_MACSEC_SCB => link with { Scb = attributes.ReadU8() != 0 },
                IFLA_MACSEC_REPLAY_PROTECT => link with { Replay = attributes.ReadU8() != 0 },
                IFLA_MACSEC_VALIDATION => link with { Validate = attributes.ReadU8() },
                IFLA_MACSEC_OFFLOAD => link with { Offload = attributes.ReadU8() },
                _ => Keep(data.Unknown, attributes, link),
            };
        }
        return link;
    }

    private static Macsec Keep(UnknownAttributes unknown, scoped in AttributeReader attribute, Macsec link)
    {
        if (attribute.Type != IFLA_MACSEC_PAD)
        {
            unknown.Keep(attribute, AttributePlace.Other);
        }
        return link;
    }

    /// <summary>The kernel takes no replay protection without a window (macsec_validate_attr, drivers/net/macsec.c).</summary>
    public override Link ForChange(Link asked, Link before, Link after) =>
        asked is Macsec { Replay: true, Window: null } macsec ? macsec with { Window = ((Macsec)after).Window ?? 0 } : asked;

    public override Link WithCreationDefaults(Link link) =>
        link is Macsec { Replay: true, Window: null } macsec ? macsec with { Window = 0 } : link;

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        Macsec macsec = (Macsec)link;
        if (macsec.Sci is { } sci)
        {
            writer.WriteU64Be(IFLA_MACSEC_SCI, sci);
        }
        else if (macsec.Port is { } port)
        {
            writer.WriteU16Be(IFLA_MACSEC_PORT, (ushort)port);
        }
        if (macsec.Cipher is { } cipher)
        {
            writer.Write(IFLA_MACSEC_CIPHER_SUITE, MemoryMarshal.AsBytes([CipherIds | cipher]));
        }
        WriteU8(IFLA_MACSEC_ICV_LEN, macsec.IcvLength);
        WriteU8(IFLA_MACSEC_ENCODING_SA, macsec.EncodingSa);
        WriteFlag(IFLA_MACSEC_ENCRYPT, macsec.Encrypt);
        WriteFlag(IFLA_MACSEC_PROTECT, macsec.Protect);
        WriteFlag(IFLA_MACSEC_INC_SCI, macsec.SendSci);
        WriteFlag(IFLA_MACSEC_ES, macsec.EndStation);
        WriteFlag(IFLA_MACSEC_SCB, macsec.Scb);
        WriteFlag(IFLA_MACSEC_REPLAY_PROTECT, macsec.Replay);
        if (macsec.Window is { } window)
        {
            writer.WriteU32(IFLA_MACSEC_WINDOW, window);
        }
        WriteU8(IFLA_MACSEC_VALIDATION, macsec.Validate);
        WriteU8(IFLA_MACSEC_OFFLOAD, macsec.Offload);

        void WriteU8(ushort type, uint? value)
        {
            if (value is { } set)
            {
                writer.WriteU8(type, (byte)set);
            }
        }

        void WriteFlag(ushort type, bool? value) => WriteU8(type, value is null ? null : value == true ? 1u : 0u);
    }

    public override uint? LowerIndex(Link link, LinkIndexes indexes) =>
        ((Macsec)link).Parent is { Length: > 0 } parent ? indexes.Of(parent) : null;
}
