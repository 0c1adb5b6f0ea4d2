using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.GenericNetlink;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>Secure channels and associations of MACsec links, as random requests say them, and what a kernel tells of them.</summary>
internal static class DrawnMacsec
{
    private const string Family = "macsec";

    /// <summary>Besides the options of a change perhaps a cipher, of which keys and packet numbers have the length.</summary>
    public static Action<MessageWriter>? Creation(RandomRequests draw)
    {
        ulong? cipher = draw.Sometimes ? draw.Of(0x0080_C200_0100_0001u, 0x0080_C200_0100_0002u, 0x0080_C200_0100_0003u, 0x0080_C200_0100_0004u, 7ul) : null;
        Action<MessageWriter>? options = draw.Often ? DrawnKinds.MacsecOption(draw) : null;
        return cipher is { } suite ? options + (data => data.Attribute(IFLA_MACSEC_CIPHER_SUITE, BitConverter.GetBytes(suite))) : options;
    }

    public static DrawnRequest Next(RandomRequests draw)
    {
        int index = draw.IndexOf(Family);
        byte[] sci = [0x02, 0, 0, 0, 1, (byte)(1 + draw.Any(2)), 0, 1];
        byte an = (byte)(draw.Rarely ? draw.Of(4, 255) : draw.Any(2));
        byte? active = draw.Sometimes ? null : draw.Rarely ? (byte)2 : (byte)draw.Any(2);
        byte command = draw.Of(MACSEC_CMD_ADD_RXSC, MACSEC_CMD_ADD_RXSC, MACSEC_CMD_DEL_RXSC, MACSEC_CMD_UPD_RXSC, MACSEC_CMD_ADD_TXSA, MACSEC_CMD_ADD_TXSA, MACSEC_CMD_ADD_TXSA,
            MACSEC_CMD_UPD_TXSA, MACSEC_CMD_DEL_TXSA, MACSEC_CMD_ADD_RXSA, MACSEC_CMD_ADD_RXSA, MACSEC_CMD_ADD_RXSA, MACSEC_CMD_UPD_RXSA, MACSEC_CMD_DEL_RXSA);
        bool isSent = command is MACSEC_CMD_ADD_TXSA or MACSEC_CMD_UPD_TXSA or MACSEC_CMD_DEL_TXSA;
        bool isNew = command is MACSEC_CMD_ADD_TXSA or MACSEC_CMD_ADD_RXSA;
        bool hasChannel = !isSent && !(draw.Rarely && draw.Rarely), hasSa = command > MACSEC_CMD_UPD_RXSC;
        (string about, Action<MessageWriter> sa) = Sa(draw, an, active, isNew, mayHavePn: command is not MACSEC_CMD_DEL_TXSA and not MACSEC_CMD_DEL_RXSA);
        string words = $"command {command} link {index} sci {(hasChannel ? sci[5] : "none")} active {active} {(hasSa ? about : "")}";
        return DrawnRequest.OfGeneric(words, Family, command, message =>
        {
            message.AttributeU32(MACSEC_ATTR_IFINDEX, (uint)index);
            if (hasChannel)
            {
                message.Nest(MACSEC_ATTR_RXSC_CONFIG | NLA_F_NESTED, channel =>
                {
                    channel.Attribute(MACSEC_RXSC_ATTR_SCI, sci);
                    if (active is { } on && !hasSa)
                    {
                        channel.AttributeU8(MACSEC_RXSC_ATTR_ACTIVE, on);
                    }
                });
            }
            if (hasSa)
            {
                message.Nest(MACSEC_ATTR_SA_CONFIG | NLA_F_NESTED, sa);
            }
        });
    }

    private static (string Words, Action<MessageWriter> Write) Sa(RandomRequests draw, byte an, byte? active, bool isNew, bool mayHavePn)
    {
        int keyBytes = draw.Of(16, 16, 16, 32);
        bool isLong = draw.Rarely || (keyBytes == 32 && draw.Often);
        bool hasKey = isNew || (draw.Rarely && draw.Rarely);
        byte id = (byte)draw.Any(3);
        bool hasPn = isNew || (mayHavePn && draw.Sometimes);
        return ($"an {an} key {(hasKey ? id : "none")} of {keyBytes} pn {(hasPn ? isLong ? 8 : 4 : 0)}", sa =>
        {
            sa.AttributeU8(MACSEC_SA_ATTR_AN, an);
            if (hasPn)
            {
                sa.Attribute(MACSEC_SA_ATTR_PN, BitConverter.GetBytes(5ul).AsSpan(0, isLong ? 8 : 4));
            }
            if (hasKey)
            {
                sa.Attribute(MACSEC_SA_ATTR_KEYID, [id, .. new byte[15]]).Attribute(MACSEC_SA_ATTR_KEY, [.. Enumerable.Repeat(id, keyBytes)]);
            }
            if (isLong && isNew)
            {
                sa.AttributeU32(MACSEC_SA_ATTR_SSCI, 0x07000000).Attribute(MACSEC_SA_ATTR_SALT, new byte[12]);
            }
            if (active is { } on)
            {
                sa.AttributeU8(MACSEC_SA_ATTR_ACTIVE, on);
            }
        });
    }

    /// <summary>Without the number of the next packet, which a link that is up counts.</summary>
    public static IEnumerable<string> Read(FamilySockets sockets)
    {
        foreach (Attributes told in sockets.DumpGeneric(Family, MACSEC_CMD_GET_TXSC).Select(m => m.Attributes(FixedBytes)))
        {
            uint? link = told.U32(MACSEC_ATTR_IFINDEX);
            yield return $"macsec {link} sends{Sas(told.Nested(MACSEC_ATTR_TXSA_LIST))}";
            foreach (Attributes channel in told.Nested(MACSEC_ATTR_RXSC_LIST).All.Select(a => Attributes.Parse(a.Value)))
            {
                yield return $"macsec {link} receives {Convert.ToHexString(channel.Bytes(MACSEC_RXSC_ATTR_SCI)!)} active {channel.U8(MACSEC_RXSC_ATTR_ACTIVE)}{Sas(channel.Nested(MACSEC_RXSC_ATTR_SA_LIST))}";
            }
        }
    }

    private static string Sas(Attributes list) => string.Concat(list.All.Select(a => $" [{a.Type}:{Sa(Attributes.Parse(a.Value))}]"));

    private static string Sa(Attributes sa) => $" an {sa.U8(MACSEC_SA_ATTR_AN)} active {sa.U8(MACSEC_SA_ATTR_ACTIVE)} pn of {sa.Find(MACSEC_SA_ATTR_PN)?.Length}"
        + $" key {Convert.ToHexString(sa.Bytes(MACSEC_SA_ATTR_KEYID)!)} ssci {sa.U32(MACSEC_SA_ATTR_SSCI)}";
}
