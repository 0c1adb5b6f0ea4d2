using Wire.Domain;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>Reads the expressions of a rule.</summary>
internal static class NftExpressionReader
{
    /// <summary>Null when one of them is none that is known here, or does more than is known.</summary>
    public static List<NftExpression>? Read(AttributeReader elements)
    {
        List<NftExpression> expressions = [];
        while (elements.Read())
        {
            string name = "";
            NftExpression? expression = null;
            AttributeReader parts = elements.Nested();
            while (parts.Read())
            {
                switch (parts.Type)
                {
                    case NFTA_EXPR_NAME:
                        name = parts.ReadString();
                        break;
                    case NFTA_EXPR_DATA:
                        expression = Read(name, parts.Nested());
                        break;
                }
            }
            if (expression is null)
            {
                return null;
            }
            expressions.Add(expression);
        }
        return expressions;
    }

    private static NftExpression? Read(string name, AttributeReader data)
    {
        Parts parts = new(data, isImmediate: name == "immediate");
        return name switch
        {
            "payload" when parts.Has(NFTA_PAYLOAD_DREG, NFTA_PAYLOAD_BASE, NFTA_PAYLOAD_OFFSET, NFTA_PAYLOAD_LEN) =>
                new NftPayload(parts[NFTA_PAYLOAD_DREG], parts[NFTA_PAYLOAD_BASE], parts[NFTA_PAYLOAD_OFFSET], parts[NFTA_PAYLOAD_LEN]),
            "meta" when parts.Has(NFTA_META_KEY, NFTA_META_DREG) => new NftMeta(parts[NFTA_META_DREG], parts[NFTA_META_KEY], Sets: false),
            "meta" when parts.Has(NFTA_META_KEY, NFTA_META_SREG) => new NftMeta(parts[NFTA_META_SREG], parts[NFTA_META_KEY], Sets: true),
            "ct" when parts.Has(NFTA_CT_KEY, NFTA_CT_DREG) => new NftCt(parts[NFTA_CT_DREG], parts[NFTA_CT_KEY], Sets: false),
            "ct" when parts.Has(NFTA_CT_KEY, NFTA_CT_SREG) => new NftCt(parts[NFTA_CT_SREG], parts[NFTA_CT_KEY], Sets: true),
            "cmp" when parts.Value(NFTA_CMP_DATA) is { } value => new NftCmp(parts[NFTA_CMP_SREG], parts[NFTA_CMP_OP], value),
            "bitwise" when parts.Value(NFTA_BITWISE_MASK) is { } mask && parts.Value(NFTA_BITWISE_XOR) is { } xor && xor.All(b => b == 0)
                && parts[NFTA_BITWISE_OP] == 0 && parts[NFTA_BITWISE_SREG] == parts[NFTA_BITWISE_DREG] => new NftMask(parts[NFTA_BITWISE_SREG], mask),
            "range" when parts[NFTA_RANGE_OP] == NFT_RANGE_NEQ && parts.Value(NFTA_RANGE_FROM_DATA) is { } from && parts.Value(NFTA_RANGE_TO_DATA) is { } to =>
                new NftOutside(parts[NFTA_RANGE_SREG], new(from, to)),
            "lookup" when parts.Text(NFTA_LOOKUP_SET) is { } set => new NftSetLookup(set, parts[NFTA_LOOKUP_SREG],
                parts.Has(NFTA_LOOKUP_DREG) ? parts[NFTA_LOOKUP_DREG] : null, (parts[NFTA_LOOKUP_FLAGS] & NFT_LOOKUP_F_INV) != 0),
            "immediate" when parts.Value(NFTA_IMMEDIATE_DATA) is { } value => new NftImmediate(parts[NFTA_IMMEDIATE_DREG], value),
            "immediate" when parts.Verdict is { } verdict => new NftDecision(verdict),
            "counter" => new NftCount(),
            "limit" when Rate(parts) is { } rate => rate,
            "log" when parts[NFTA_LOG_FLAGS] == 0 && parts[NFTA_LOG_SNAPLEN] == 0 && parts[NFTA_LOG_QTHRESHOLD] == 0 => Log(parts),
            "reject" => new NftRejection(parts[NFTA_REJECT_TYPE], parts[NFTA_REJECT_TYPE] == NFT_REJECT_TCP_RST ? 0 : parts[NFTA_REJECT_ICMP_CODE]),
            "dynset" when parts.Text(NFTA_DYNSET_SET_NAME) is { } set && !parts.Has(NFTA_DYNSET_SREG_DATA) && !parts.Has(NFTA_DYNSET_EXPR) && parts[NFTA_DYNSET_OP] <= 2 =>
                new NftDynset(parts[NFTA_DYNSET_OP], set, parts[NFTA_DYNSET_SREG_KEY], parts.Long(NFTA_DYNSET_TIMEOUT) is > 0 and var timeout ? timeout : null),
            "nat" when parts[NFTA_NAT_TYPE] <= NFT_NAT_DNAT => Translation(parts[NFTA_NAT_TYPE] == NFT_NAT_SNAT ? NftNatKind.Snat : NftNatKind.Dnat, parts[NFTA_NAT_FAMILY],
                Registers(parts, NFTA_NAT_REG_ADDR_MIN, NFTA_NAT_REG_ADDR_MAX), Registers(parts, NFTA_NAT_REG_PROTO_MIN, NFTA_NAT_REG_PROTO_MAX), parts[NFTA_NAT_FLAGS]),
            "masq" => Translation(NftNatKind.Masquerade, 0, null, Registers(parts, NFTA_MASQ_REG_PROTO_MIN, NFTA_MASQ_REG_PROTO_MAX), parts[NFTA_MASQ_FLAGS]),
            "redir" => Translation(NftNatKind.Redirect, 0, null, Registers(parts, NFTA_REDIR_REG_PROTO_MIN, NFTA_REDIR_REG_PROTO_MAX), parts[NFTA_REDIR_FLAGS]),
            _ => null,
        };
    }

    /// <summary>NF_NAT_RANGE_MAP_IPS and NF_NAT_RANGE_PROTO_SPECIFIED (linux/netfilter/nf_nat.h): the kernel sets them by the registers.</summary>
    private const uint FlagsOfRegisters = 3;

    /// <summary>Null for a flag without a word here, such as that of whole prefixes (NF_NAT_RANGE_NETMAP).</summary>
    private static NftTranslation? Translation(NftNatKind kind, uint family, (uint, uint)? addresses, (uint, uint)? ports, uint flags)
    {
        uint words = NftNat.FlagWords.Aggregate(0u, (all, f) => all | f.Flag);
        return (flags & ~(words | FlagsOfRegisters)) == 0 ? new(kind, family, addresses, ports, flags & words) : null;
    }

    private static (uint, uint)? Registers(Parts parts, ushort first, ushort last) =>
        !parts.Has(first) ? null : (parts[first], parts.Has(last) ? parts[last] : parts[first]);

    private static NftRate? Rate(Parts parts) => NftWordsOfLimit(parts.Long(NFTA_LIMIT_UNIT)) && parts[NFTA_LIMIT_TYPE] <= 1 && parts[NFTA_LIMIT_FLAGS] <= NFT_LIMIT_F_INV
        ? new(new(parts.Long(NFTA_LIMIT_RATE), parts.Long(NFTA_LIMIT_UNIT), parts[NFTA_LIMIT_BURST], parts[NFTA_LIMIT_TYPE] == 1, parts[NFTA_LIMIT_FLAGS] == NFT_LIMIT_F_INV))
        : null;

    private static bool NftWordsOfLimit(ulong seconds) => seconds is 1 or 60 or 3600 or 86_400 or 604_800;

    /// <summary>NFT_LOGLEVEL_WARNING is what the kernel takes when nothing is said, and tells.</summary>
    private const uint WarningLevel = 4;

    private static NftLogging? Log(Parts parts) => parts.Text(NFTA_LOG_PREFIX)?.Contains('"', StringComparison.Ordinal) == true || parts[NFTA_LOG_LEVEL] > 7 ? null
        : new(new(parts.Text(NFTA_LOG_PREFIX), parts.Has(NFTA_LOG_GROUP) || !parts.Has(NFTA_LOG_LEVEL) || parts[NFTA_LOG_LEVEL] == WarningLevel ? null : parts[NFTA_LOG_LEVEL],
            parts.Has(NFTA_LOG_GROUP) ? parts[NFTA_LOG_GROUP] : null));

    /// <summary>The attributes of one expression by number.</summary>
    private sealed class Parts
    {
        private readonly Dictionary<ushort, byte[]> _payloads = [];

        public Parts(AttributeReader data, bool isImmediate)
        {
            while (data.Read())
            {
                _payloads[data.Type] = data.Payload.ToArray();
                if (isImmediate && data.Type == NFTA_IMMEDIATE_DATA)
                {
                    Verdict = data.ReadVerdict();
                }
            }
        }

        public NftVerdict? Verdict { get; }

        /// <summary>A big-endian number of one, two, four or eight bytes; 0 when it is not there.</summary>
        public uint this[ushort type] => (uint)Long(type);

        public ulong Long(ushort type) => _payloads.TryGetValue(type, out byte[]? bytes) && bytes.Length <= 8 ? bytes.Aggregate(0UL, (value, b) => value << 8 | b) : 0;

        public bool Has(params ReadOnlySpan<ushort> types)
        {
            foreach (ushort type in types)
            {
                if (!_payloads.ContainsKey(type))
                {
                    return false;
                }
            }
            return true;
        }

        public string? Text(ushort type) => _payloads.TryGetValue(type, out byte[]? bytes) ? System.Text.Encoding.UTF8.GetString(bytes.AsSpan().TrimEnd((byte)0)) : null;

        public ValueList<byte>? Value(ushort type)
        {
            if (!_payloads.TryGetValue(type, out byte[]? bytes))
            {
                return null;
            }
            AttributeReader inner = new(bytes, 0);
            return inner.Read() && inner.Type == NFTA_DATA_VALUE ? ValueList.Create(inner.Payload) : null;
        }
    }
}
