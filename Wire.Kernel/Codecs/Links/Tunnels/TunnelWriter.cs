using Wire.Domain;
using static Wire.Kernel.GreFlags;
using static Wire.Kernel.LinuxIfTunnel;
using static Wire.Kernel.LinuxIp6Tunnel;

namespace Wire.Kernel;

/// <summary>Writes what is set of a tunnel. Several values that share one attribute are written together: what is not set of them is off.</summary>
internal readonly ref struct TunnelWriter(NetlinkMessageWriter writer, Tunnel tunnel, TunnelNumbers numbers)
{
    public void Write(LinkIndexes indexes, bool hasGreFlags)
    {
        if (tunnel.Underlay is { } underlay)
        {
            writer.WriteU32(numbers[TunnelField.Link], underlay.Length == 0 ? 0 : indexes.Of(underlay));
        }
        WriteAddress(TunnelField.Local, tunnel.Local);
        WriteAddress(TunnelField.Remote, tunnel.Remote);
        if (tunnel.FwMark is { } mark)
        {
            writer.WriteU32(numbers[TunnelField.FwMark], mark);
        }
        if (tunnel.External == true)
        {
            writer.WriteFlag(numbers[TunnelField.CollectMetadata]);
        }
        WriteHeader();
        WriteFlowAndFlags();
        WriteGre(TunnelField.IFlags, TunnelField.IKey, tunnel.IKey, tunnel.ISeq, tunnel.ICsum, hasGreFlags);
        WriteGre(TunnelField.OFlags, TunnelField.OKey, tunnel.OKey, tunnel.OSeq, tunnel.OCsum, hasGreFlags);
        WriteEncap();
        WriteErspan();
    }

    private void WriteHeader()
    {
        WriteU8(TunnelField.Proto, tunnel.Mode);
        WriteU8(TunnelField.Ttl, tunnel.Ttl);
        WriteU8(TunnelField.Tos, tunnel.Tos);
        WriteU8(TunnelField.PmtuDisc, tunnel.PmtuDisc is { } pmtuDisc ? (pmtuDisc ? 1u : 0u) : null);
        WriteU8(TunnelField.IgnoreDf, tunnel.IgnoreDf is { } ignoreDf ? (ignoreDf ? 1u : 0u) : null);
        WriteU8(TunnelField.EncapLimit, tunnel.EncapLimit is TunnelWords.NoEncapLimit ? null : tunnel.EncapLimit);
    }

    private void WriteFlowAndFlags()
    {
        if ((tunnel.TrafficClass ?? tunnel.FlowLabel) is not null)
        {
            uint trafficClass = tunnel.TrafficClass is { } c and not TunnelWords.InheritTrafficClass ? c : 0;
            uint label = tunnel.FlowLabel is { } l and not TunnelWords.InheritFlowLabel ? l : 0;
            writer.WriteU32Be(numbers[TunnelField.FlowInfo], trafficClass << 20 | label);
        }
        if ((tunnel.EncapLimit ?? tunnel.TrafficClass ?? tunnel.FlowLabel) is not null || (tunnel.DscpInherit ?? tunnel.AllowLocalRemote ?? tunnel.FwMarkInherit) is not null)
        {
            writer.WriteU32(numbers[TunnelField.Flags],
                (tunnel.EncapLimit == TunnelWords.NoEncapLimit ? IP6_TNL_F_IGN_ENCAP_LIMIT : 0)
                | (tunnel.TrafficClass == TunnelWords.InheritTrafficClass ? IP6_TNL_F_USE_ORIG_TCLASS : 0)
                | (tunnel.FlowLabel == TunnelWords.InheritFlowLabel ? IP6_TNL_F_USE_ORIG_FLOWLABEL : 0)
                | (tunnel.DscpInherit == true ? IP6_TNL_F_RCV_DSCP_COPY : 0)
                | (tunnel.AllowLocalRemote == true ? IP6_TNL_F_ALLOW_LOCAL_REMOTE : 0)
                | (tunnel.FwMarkInherit == true ? IP6_TNL_F_USE_ORIG_FWMARK : 0));
        }
    }

    private void WriteGre(TunnelField flagsField, TunnelField keyField, long? key, bool? seq, bool? csum, bool hasGreFlags)
    {
        if (key is { } value and not TunnelWords.NoKey)
        {
            writer.WriteU32Be(numbers[keyField], (uint)value);
        }
        if (hasGreFlags && (key is not null || (seq ?? csum) is not null))
        {
            writer.WriteU16Be(numbers[flagsField],
                (ushort)((key is null or TunnelWords.NoKey ? 0 : GRE_KEY) | (seq == true ? GRE_SEQ : 0) | (csum == true ? GRE_CSUM : 0)));
        }
    }

    private void WriteEncap()
    {
        if (tunnel.Encap is { } encap)
        {
            writer.WriteU16(numbers[TunnelField.EncapType], (ushort)encap);
        }
        if ((tunnel.EncapCsum ?? tunnel.EncapCsum6 ?? tunnel.EncapRemcsum) is not null)
        {
            writer.WriteU16(numbers[TunnelField.EncapFlags], (ushort)(
                (tunnel.EncapCsum == true ? TUNNEL_ENCAP_FLAG_CSUM : 0)
                | (tunnel.EncapCsum6 == true ? TUNNEL_ENCAP_FLAG_CSUM6 : 0)
                | (tunnel.EncapRemcsum == true ? TUNNEL_ENCAP_FLAG_REMCSUM : 0)));
        }
        if (tunnel.EncapSport is { } sport)
        {
            writer.WriteU16Be(numbers[TunnelField.EncapSport], (ushort)sport);
        }
        if (tunnel.EncapDport is { } dport)
        {
            writer.WriteU16Be(numbers[TunnelField.EncapDport], (ushort)dport);
        }
    }

    private void WriteErspan()
    {
        WriteU8(TunnelField.ErspanVer, tunnel.ErspanVer);
        if (tunnel.ErspanIndex is { } index)
        {
            writer.WriteU32(numbers[TunnelField.ErspanIndex], index);
        }
        WriteU8(TunnelField.ErspanDir, tunnel.ErspanDir);
        if (tunnel.ErspanHwid is { } hwid)
        {
            writer.WriteU16(numbers[TunnelField.ErspanHwid], (ushort)hwid);
        }
    }

    private void WriteU8(TunnelField field, uint? value)
    {
        if (value is { } number)
        {
            writer.WriteU8(numbers[field], (byte)number);
        }
    }

    /// <summary>No address is an end that is not said: saying 0.0.0.0 is refused for some kinds (<c>ipgre_tap_validate</c>, net/ipv4/ip_gre.c).</summary>
    private void WriteAddress(TunnelField field, IpAddr? address)
    {
        if (address is { IsAny: false } value)
        {
            writer.WriteAddress(numbers[field], value);
        }
    }
}
