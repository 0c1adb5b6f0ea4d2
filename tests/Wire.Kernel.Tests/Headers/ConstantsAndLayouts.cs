using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Wire.Kernel.Tests.Headers;

/// <summary>Every constant and every offset is what the system's kernel headers say it is.</summary>
public sealed class ConstantsAndLayouts
{
    /// <summary>Newer than the headers of some supported systems; their values never change once released.</summary>
    private static readonly string[] NewerThanHeaders = [
        "IFLA_BR_FDB_N_LEARNED", "IFLA_BR_FDB_MAX_LEARNED", "IFLA_BRPORT_MAB", "IFLA_BRPORT_MCAST_N_GROUPS", "IFLA_BRPORT_MCAST_MAX_GROUPS", "IFLA_BRPORT_NEIGH_VLAN_SUPPRESS", "IFLA_BRPORT_BACKUP_NHID",
        "IFLA_VXLAN_LOCALBYPASS", "IFLA_MACVLAN_BC_CUTOFF", "FRA_DSCP", "NHA_OP_FLAGS",
        "ETHTOOL_A_RINGS_RX_PUSH", "ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN", "ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN_MAX",
        "ETHTOOL_A_COALESCE_TX_AGGR_MAX_BYTES", "ETHTOOL_A_COALESCE_TX_AGGR_MAX_FRAMES", "ETHTOOL_A_COALESCE_TX_AGGR_TIME_USECS",
        "TCA_NETEM_PRNG_SEED", "NFTA_SET_TYPE", "NFTA_SET_COUNT", "XFRMA_SA_DIR",
        "MDBE_ATTR_SRC_LIST", "MDBE_ATTR_GROUP_MODE", "MDBE_ATTR_RTPROT", "MDBE_SRC_LIST_ENTRY", "MDBE_SRCATTR_ADDRESS",
    ];

    [Theory]
    [InlineData(typeof(LinuxNetlink))]
    [InlineData(typeof(LinuxRtnetlink))]
    [InlineData(typeof(LinuxIfLink))]
    [InlineData(typeof(LinuxIfBridge))]
    [InlineData(typeof(LinuxIfAddr))]
    [InlineData(typeof(LinuxNeighbour))]
    [InlineData(typeof(LinuxFibRules))]
    [InlineData(typeof(LinuxLwtunnel))]
    [InlineData(typeof(LinuxNexthop))]
    [InlineData(typeof(LinuxNetNamespace))]
    [InlineData(typeof(LinuxIfTun))]
    [InlineData(typeof(LinuxIfTunnel))]
    [InlineData(typeof(LinuxIp6Tunnel))]
    [InlineData(typeof(LinuxEthtool))]
    [InlineData(typeof(LinuxBpf))]
    [InlineData(typeof(LinuxGenericNetlink))]
    [InlineData(typeof(LinuxNfnetlink))]
    [InlineData(typeof(LinuxWireguard))]
    [InlineData(typeof(LinuxNfTables))]
    [InlineData(typeof(LinuxFou))]
    [InlineData(typeof(LinuxMacsec))]
    [InlineData(typeof(LinuxXfrm))]
    [InlineData(typeof(LinuxPktSched))]
    [InlineData(typeof(LinuxPktCls))]
    [InlineData(typeof(LinuxTcAct))]
    [InlineData(typeof(Errno))]
    public void ConstantsAreThoseOfTheHeaders(Type constants)
    {
        // ENOTSUPP is linux/errno.h's own, and not for programs.
        Dictionary<string, uint> ours = constants.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.IsLiteral && !NewerThanHeaders.Contains(f.Name) && f.Name != nameof(Errno.ENOTSUPP))
            .ToDictionary(f => f.Name, f => Convert.ToUInt32(f.GetRawConstantValue(), CultureInfo.InvariantCulture));

        Assert.NotEmpty(ours);
        Assert.Equal(SystemHeaders.Evaluate(ours.Keys), ours);
    }

    /// <summary>The header has them in network order.</summary>
    [Fact]
    public void FlagsOfGreAreThoseOfTheHeaders()
    {
        Dictionary<string, uint> ours = new()
        {
            ["__be16_to_cpu(GRE_CSUM)"] = GreFlags.GRE_CSUM, ["__be16_to_cpu(GRE_KEY)"] = GreFlags.GRE_KEY, ["__be16_to_cpu(GRE_SEQ)"] = GreFlags.GRE_SEQ,
        };

        Assert.Equal(SystemHeaders.Evaluate(ours.Keys), ours);
    }

    [Fact]
    public void ErrorNamesAreThoseOfTheHeaders()
    {
        Dictionary<string, uint> ours = Enumerable.Range(1, 133)
            .Where(n => Errno.NameOf(n).StartsWith('E')).ToDictionary(Errno.NameOf, n => (uint)n);

        Assert.True(ours.Count > 120, $"only {ours.Count} errors have a name");
        Assert.Equal(SystemHeaders.Evaluate(ours.Keys), ours);
    }

    public static TheoryData<Type, string> Layouts => new()
    {
        { typeof(NetlinkHeader), "nlmsghdr" },
        { typeof(IfInfoMsg), "ifinfomsg" },
        { typeof(IfAddrMsg), "ifaddrmsg" },
        { typeof(IfaCacheInfo), "ifa_cacheinfo" },
        { typeof(RtMsg), "rtmsg" },
        { typeof(RtNextHop), "rtnexthop" },
        { typeof(NdMsg), "ndmsg" },
        { typeof(FibRuleHdr), "fib_rule_hdr" },
        { typeof(RtGenMsg), "rtgenmsg" },
        { typeof(BoolOptions), "br_boolopt_multi" },
        { typeof(BridgeVlanInfo), "bridge_vlan_info" },
        { typeof(BrVlanMsg), "br_vlan_msg" },
        { typeof(BrPortMsg), "br_port_msg" },
        { typeof(TunnelMsg), "tunnel_msg" },
        { typeof(BrMdbEntry), "br_mdb_entry" },
        { typeof(GenlMsgHdr), "genlmsghdr" },
        { typeof(NfGenMsg), "nfgenmsg" },
        { typeof(NhMsg), "nhmsg" },
        { typeof(NexthopGrp), "nexthop_grp" },
        { typeof(FibRuleUidRange), "fib_rule_uid_range" },
        { typeof(FibRulePortRange), "fib_rule_port_range" },
        { typeof(TcMsg), "tcmsg" },
        { typeof(TcRateSpec), "tc_ratespec" },
        { typeof(TcPrioQopt), "tc_prio_qopt" },
        { typeof(TcHtbGlob), "tc_htb_glob" },
        { typeof(TcHtbOpt), "tc_htb_opt" },
        { typeof(TcTbfQopt), "tc_tbf_qopt" },
        { typeof(TcNetemQopt), "tc_netem_qopt" },
        { typeof(TcNetemCorr), "tc_netem_corr" },
        { typeof(TcNetemReorder), "tc_netem_reorder" },
        { typeof(TcNetemReorder), "tc_netem_corrupt" },
        { typeof(TcNetemRate), "tc_netem_rate" },
        { typeof(TcNetemSlot), "tc_netem_slot" },
        { typeof(TcNetemGiModel), "tc_netem_gimodel" },
        { typeof(TcNetemGeModel), "tc_netem_gemodel" },
        { typeof(TcU32Sel), "tc_u32_sel" },
        { typeof(TcU32Key), "tc_u32_key" },
        { typeof(TcU32Mark), "tc_u32_mark" },
        { typeof(TcGact), "tc_gact" },
        { typeof(TcGact), "tc_skbedit" },
        { typeof(TcGactP), "tc_gact_p" },
        { typeof(TcMirred), "tc_mirred" },
        { typeof(TcVlan), "tc_vlan" },
        { typeof(TcCsum), "tc_csum" },
        { typeof(TcPeditSel), "tc_pedit_sel" },
        { typeof(TcPeditKey), "tc_pedit_key" },
        { typeof(TcPolice), "tc_police" },
        { typeof(XfrmSel), "xfrm_selector" },
        { typeof(XfrmId), "xfrm_id" },
        { typeof(XfrmLifetimeCfg), "xfrm_lifetime_cfg" },
        { typeof(XfrmLifetimeCur), "xfrm_lifetime_cur" },
        { typeof(XfrmStats), "xfrm_stats" },
        { typeof(XfrmUsersaInfo), "xfrm_usersa_info" },
        { typeof(XfrmUsersaId), "xfrm_usersa_id" },
        { typeof(XfrmUserExpire), "xfrm_user_expire" },
        { typeof(XfrmUsersaFlush), "xfrm_usersa_flush" },
        { typeof(XfrmUserpolicyInfo), "xfrm_userpolicy_info" },
        { typeof(XfrmUserpolicyId), "xfrm_userpolicy_id" },
        { typeof(XfrmUserPolexpire), "xfrm_user_polexpire" },
        { typeof(XfrmUserpolicyType), "xfrm_userpolicy_type" },
        { typeof(XfrmUserTmpl), "xfrm_user_tmpl" },
        { typeof(XfrmEncapTmpl), "xfrm_encap_tmpl" },
        { typeof(XfrmMark), "xfrm_mark" },
        { typeof(XfrmUserOffload), "xfrm_user_offload" },
        { typeof(XfrmReplayStateEsn), "xfrm_replay_state_esn" },
        { typeof(Interop.SockaddrNl), "sockaddr_nl" },
        { typeof(Interop.Ifreq), "ifreq" },
        { typeof(Interop.IfreqData), "ifreq" },
        { typeof(Interop.EthtoolDrvinfo), "ethtool_drvinfo" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void LayoutsAreThoseOfTheHeaders(Type ours, string theirs)
    {
        Dictionary<string, uint> expected = new() { [$"sizeof(struct {theirs})"] = (uint)Marshal.SizeOf(ours) };
        foreach (FieldInfo field in ours.GetFields(BindingFlags.Public | BindingFlags.Instance).Where(f => !f.Name.Contains("pad", StringComparison.Ordinal) && !f.Name.StartsWith("res", StringComparison.Ordinal)))
        {
            expected[$"offsetof(struct {theirs}, {field.Name})"] = (uint)Marshal.OffsetOf(ours, field.Name);
        }
        // nlmsghdr is a record here, with names of its own.
        if (theirs == "nlmsghdr")
        {
            foreach ((string name, string property) in new[] { ("nlmsg_len", "Length"), ("nlmsg_type", "Type"), ("nlmsg_flags", "Flags"), ("nlmsg_seq", "Sequence"), ("nlmsg_pid", "PortId") })
            {
                expected[$"offsetof(struct {theirs}, {name})"] = (uint)Marshal.OffsetOf(ours, $"<{property}>k__BackingField");
            }
        }

        Assert.Equal(SystemHeaders.Evaluate(expected.Keys), expected);
    }
}
