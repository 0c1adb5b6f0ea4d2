using static Wire.Testing.Simulation.GenericNetlink;

namespace Wire.Testing.Simulation;

/// <summary>The secure channels and associations of MACsec links (drivers/net/macsec.c), without counters and the links' own settings.</summary>
internal sealed class MacsecFamily(SimulatedNamespace ns) : GenericFamilyHandler(ns)
{
    private const int KeyIdBytes = 16;
    private const int SaltBytes = 12;

    public override string Name => "macsec";

    public override ushort Id => 501;

    public override bool Reads(byte command) => command == MACSEC_CMD_GET_TXSC;

    public override void Do(byte command, Request request, Attributes attributes)
    {
        Require(command is >= MACSEC_CMD_ADD_RXSC and <= MACSEC_CMD_UPD_RXSA, Errno.EOPNOTSUPP);
        Require(attributes.Has(MACSEC_ATTR_IFINDEX));
        Attributes channel = attributes.Nested(MACSEC_ATTR_RXSC_CONFIG), sa = attributes.Nested(MACSEC_ATTR_SA_CONFIG);
        Require(command is >= MACSEC_CMD_ADD_TXSA and <= MACSEC_CMD_UPD_TXSA || attributes.Has(MACSEC_ATTR_RXSC_CONFIG));
        Require(command <= MACSEC_CMD_UPD_RXSC || attributes.Has(MACSEC_ATTR_SA_CONFIG));
        switch (command)
        {
            case MACSEC_CMD_ADD_RXSC or MACSEC_CMD_UPD_RXSC:
                Require(channel.Has(MACSEC_RXSC_ATTR_SCI) && channel.U8(MACSEC_RXSC_ATTR_ACTIVE) is null or 0 or 1);
                SetChannel(command == MACSEC_CMD_ADD_RXSC, LinkOf(attributes), channel);
                break;
            case MACSEC_CMD_DEL_RXSC:
                Require(channel.Has(MACSEC_RXSC_ATTR_SCI));
                LinkOf(attributes).Channels.Remove(ChannelOf(attributes, channel));
                break;
            case MACSEC_CMD_ADD_TXSA or MACSEC_CMD_ADD_RXSA:
                CheckNew(sa);
                AddSa(LinkOf(attributes), command == MACSEC_CMD_ADD_TXSA ? LinkOf(attributes).TxSas : ChannelOf(attributes, channel).Sas, sa);
                break;
            case MACSEC_CMD_UPD_TXSA or MACSEC_CMD_UPD_RXSA:
                CheckChange(sa);
                MacsecSa changed = SaOf(attributes, channel, sa, command == MACSEC_CMD_UPD_TXSA, out _);
                Require(sa.Find(MACSEC_SA_ATTR_PN)?.Length is not { } bytes || bytes == LinkOf(attributes).PnBytes);
                changed.Pn = sa.Find(MACSEC_SA_ATTR_PN) is { } pn ? PnOf(pn) : changed.Pn;
                changed.IsActive = sa.U8(MACSEC_SA_ATTR_ACTIVE) is { } on ? on != 0 : changed.IsActive;
                break;
            default:
                Require(sa.Has(MACSEC_SA_ATTR_AN));
                Require(!SaOf(attributes, channel, sa, command == MACSEC_CMD_DEL_TXSA, out MacsecSa?[] sas).IsActive, Errno.EBUSY);
                sas[sa.U8(MACSEC_SA_ATTR_AN)!.Value] = null;
                break;
        }
    }

    public override IEnumerable<byte[]> Dump(byte command, Request request, Attributes attributes)
    {
        Require(command == MACSEC_CMD_GET_TXSC, Errno.EOPNOTSUPP);
        return [.. Namespace.Links.All.OfType<MacsecLink>().Select(link => Listed(request, MACSEC_CMD_GET_TXSC)
            .AttributeU32(MACSEC_ATTR_IFINDEX, (uint)link.Index)
            .Nest(MACSEC_ATTR_TXSA_LIST, list => Write(list, link.TxSas, link))
            .Nest(MACSEC_ATTR_RXSC_LIST, list =>
            {
                ushort i = 1;
                foreach (MacsecChannel channel in link.Channels)
                {
                    list.Nest(i++, nest => nest
                        .AttributeU8(MACSEC_RXSC_ATTR_ACTIVE, channel.IsActive ? (byte)1 : (byte)0)
                        .Attribute(MACSEC_RXSC_ATTR_SCI, BitConverter.GetBytes(channel.Sci))
                        .Nest(MACSEC_RXSC_ATTR_SA_LIST, sas => Write(sas, channel.Sas, link)));
                }
            }).ToArray())];
    }

    private static void Write(MessageWriter list, MacsecSa?[] sas, MacsecLink link)
    {
        ushort i = 1;
        foreach ((int an, MacsecSa? sa) in sas.Index())
        {
            if (sa is null)
            {
                continue;
            }
            list.Nest(i++, nest =>
            {
                nest.AttributeU8(MACSEC_SA_ATTR_AN, (byte)an)
                    .Attribute(MACSEC_SA_ATTR_PN, BitConverter.GetBytes(sa.Pn).AsSpan(0, link.PnBytes))
                    .Attribute(MACSEC_SA_ATTR_KEYID, sa.KeyId);
                if (link.HasLongPn)
                {
                    nest.AttributeU32(MACSEC_SA_ATTR_SSCI, sa.Ssci);
                }
                nest.AttributeU8(MACSEC_SA_ATTR_ACTIVE, sa.IsActive ? (byte)1 : (byte)0);
            });
        }
    }

    /// <summary>create_rx_sc: each channel is received by one of the links that ride on the same link.</summary>
    private static void SetChannel(bool isNew, MacsecLink link, Attributes wanted)
    {
        ulong sci = SciOf(wanted);
        MacsecChannel? channel = link.Channels.Find(c => c.Sci == sci);
        if (isNew)
        {
            Require(!link.OnSameLower.Any(o => o.Channels.Exists(c => c.Sci == sci)), Errno.EEXIST);
            link.Channels.Insert(0, channel = new(sci));
        }
        Require(channel is not null, Errno.ENODEV);
        channel!.IsActive = wanted.U8(MACSEC_RXSC_ATTR_ACTIVE) is { } on ? on != 0 : channel.IsActive;
    }

    private static void AddSa(MacsecLink link, MacsecSa?[] sas, Attributes wanted)
    {
        ReadOnlyMemory<byte> pn = wanted.Find(MACSEC_SA_ATTR_PN)!.Value;
        Require(wanted.Find(MACSEC_SA_ATTR_KEY)!.Value.Length == link.KeyBytes);
        Require(pn.Length == link.PnBytes);
        Require(!link.HasLongPn || (wanted.Has(MACSEC_SA_ATTR_SSCI) && wanted.Find(MACSEC_SA_ATTR_SALT)?.Length == SaltBytes));
        byte an = wanted.U8(MACSEC_SA_ATTR_AN)!.Value;
        Require(sas[an] is null, Errno.EBUSY);
        sas[an] = new()
        {
            Pn = PnOf(pn),
            KeyId = wanted.Bytes(MACSEC_SA_ATTR_KEYID)!,
            Ssci = wanted.U32(MACSEC_SA_ATTR_SSCI) ?? 0,
            IsActive = wanted.U8(MACSEC_SA_ATTR_ACTIVE) is 1,
        };
    }

    private static void CheckNew(Attributes sa)
    {
        Require(sa.Has(MACSEC_SA_ATTR_AN) && sa.Has(MACSEC_SA_ATTR_PN) && sa.Has(MACSEC_SA_ATTR_KEY) && sa.Has(MACSEC_SA_ATTR_KEYID));
        Require(sa.U8(MACSEC_SA_ATTR_AN) < MacsecLink.SasMax && sa.U8(MACSEC_SA_ATTR_ACTIVE) is null or 0 or 1);
        Require(sa.Find(MACSEC_SA_ATTR_KEYID)!.Value.Length == KeyIdBytes);
    }

    private static void CheckChange(Attributes sa)
    {
        Require(sa.Has(MACSEC_SA_ATTR_AN) && !sa.Has(MACSEC_SA_ATTR_KEY) && !sa.Has(MACSEC_SA_ATTR_KEYID) && !sa.Has(MACSEC_SA_ATTR_SSCI) && !sa.Has(MACSEC_SA_ATTR_SALT));
        Require(sa.U8(MACSEC_SA_ATTR_AN) < MacsecLink.SasMax && sa.U8(MACSEC_SA_ATTR_ACTIVE) is null or 0 or 1);
    }

    private MacsecSa SaOf(Attributes attributes, Attributes channel, Attributes sa, bool isSent, out MacsecSa?[] sas)
    {
        byte an = sa.U8(MACSEC_SA_ATTR_AN)!.Value;
        MacsecLink? link = isSent ? LinkOf(attributes) : null;
        Require(an < MacsecLink.SasMax);
        sas = link?.TxSas ?? ChannelOf(attributes, channel).Sas;
        return sas[an] ?? throw new RefusedException(Errno.ENODEV);
    }

    private MacsecChannel ChannelOf(Attributes attributes, Attributes channel)
    {
        MacsecLink link = LinkOf(attributes);
        Require(channel.Has(MACSEC_RXSC_ATTR_SCI));
        return link.Channels.Find(c => c.Sci == SciOf(channel)) ?? throw new RefusedException(Errno.ENODEV);
    }

    private MacsecLink LinkOf(Attributes attributes) =>
        Namespace.Links.Find((int)attributes.U32(MACSEC_ATTR_IFINDEX)!.Value) as MacsecLink ?? throw new RefusedException(Errno.ENODEV);

    private static ulong SciOf(Attributes channel) => BitConverter.ToUInt64(channel.Find(MACSEC_RXSC_ATTR_SCI)!.Value.Span);

    private static ulong PnOf(ReadOnlyMemory<byte> bytes) => bytes.Length == 8 ? BitConverter.ToUInt64(bytes.Span) : BitConverter.ToUInt32(bytes.Span);
}

/// <summary>What a MACsec link takes from one other end (struct macsec_rx_sc).</summary>
internal sealed class MacsecChannel(ulong sci)
{
    /// <summary>As on the wire.</summary>
    public ulong Sci => sci;

    public bool IsActive { get; set; } = true;

    public MacsecSa?[] Sas { get; } = new MacsecSa?[MacsecLink.SasMax];
}

/// <summary>A key in use (struct macsec_tx_sa, struct macsec_rx_sa).</summary>
internal sealed class MacsecSa
{
    /// <summary>The next packet's number.</summary>
    public ulong Pn { get; set; }

    public required byte[] KeyId { get; init; }

    public uint Ssci { get; init; }

    public bool IsActive { get; set; }
}
