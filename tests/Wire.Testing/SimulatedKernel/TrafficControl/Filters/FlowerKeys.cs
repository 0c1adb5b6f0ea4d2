using static Wire.Testing.Simulation.PktSched;

namespace Wire.Testing.Simulation;

/// <summary>What a filter of flower looks at (fl_set_key, fl_dump_key): Ethernet, IP, ports of TCP and UDP, and one VLAN tag; TCA_FLOWER_KEY_* by number.</summary>
internal sealed class FlowerKeys
{
    private const ushort ETH_DST = 4, ETH_DST_MASK = 5, ETH_SRC = 6, ETH_SRC_MASK = 7, IP_PROTO = 9, IPV4_SRC = 10, IPV4_SRC_MASK = 11, IPV4_DST = 12, IPV4_DST_MASK = 13;
    private const ushort IPV6_SRC = 14, IPV6_SRC_MASK = 15, IPV6_DST = 16, IPV6_DST_MASK = 17, TCP_SRC = 18, TCP_DST = 19, UDP_SRC = 20, UDP_DST = 21;
    private const ushort VLAN_ID = 23, VLAN_PRIO = 24, TCP_SRC_MASK = 35, TCP_DST_MASK = 36, UDP_SRC_MASK = 37, UDP_DST_MASK = 38;
    private const ushort ETH_P_IP = 0x0800, ETH_P_IPV6 = 0x86dd, ETH_P_8021Q = 0x8100, ETH_P_8021AD = 0x88a8;
    private const byte IPPROTO_TCP = 6, IPPROTO_UDP = 17;

    private readonly SortedDictionary<ushort, Key> _keys = [];

    public static FlowerKeys Read(Attributes a)
    {
        FlowerKeys keys = new();
        keys.Take(a, ETH_DST, ETH_DST_MASK, 6);
        keys.Take(a, ETH_SRC, ETH_SRC_MASK, 6);
        ushort? type = a.U16Be(TCA_FLOWER_KEY_ETH_TYPE);
        if (type is ETH_P_8021Q or ETH_P_8021AD)
        {
            keys.TakeVlan(a, type.Value);
        }
        else
        {
            keys.Take(a, TCA_FLOWER_KEY_ETH_TYPE, 0, 2);
        }
        if (type is ETH_P_IP or ETH_P_IPV6)
        {
            keys.Take(a, IP_PROTO, 0, 1);
        }
        keys.TakeAddresses(a);
        keys.TakePorts(a);
        return keys;
    }

    public bool IsSameAs(FlowerKeys other) =>
        _keys.Count == other._keys.Count && _keys.All(k => other._keys.GetValueOrDefault(k.Key) is { } same && same.IsSameAs(k.Value));

    /// <summary>fl_check_assign_mask: a filter that is changed keeps its mask. TCP and UDP have theirs for ports in one place.</summary>
    public bool HasMaskOf(FlowerKeys other) => Masks.SequenceEqual(other.Masks);

    private IEnumerable<string> Masks => _keys.Where(k => k.Value.Mask.Any(b => b != 0))
        .Select(k => $"{(k.Key is UDP_SRC ? TCP_SRC : k.Key is UDP_DST ? TCP_DST : k.Key)} {Convert.ToHexString(k.Value.Mask)}").Order(StringComparer.Ordinal);

    public void Write(MessageWriter options)
    {
        foreach ((ushort type, Key key) in _keys.Where(k => k.Value.IsTold && k.Value.Mask.Any(b => b != 0)))
        {
            options.Attribute(type, key.Value);
            if (key.MaskType != 0)
            {
                options.Attribute(key.MaskType, key.Mask);
            }
        }
    }

    /// <param name="maskType">0 for one that has none.</param>
    private void Take(Attributes a, ushort type, ushort maskType, int bytes)
    {
        if (a.Bytes(type) is { } value)
        {
            Require(value.Length >= bytes, Errno.ERANGE, "Attribute failed policy validation");
            byte[] mask = (maskType == 0 ? null : a.Bytes(maskType)) ?? [.. Enumerable.Repeat(byte.MaxValue, bytes)];
            _keys[type] = new(value[..bytes], mask, maskType);
        }
    }

    /// <summary>The tag's own type is looked at too, and not told.</summary>
    private void TakeVlan(Attributes a, ushort type)
    {
        _keys[TCA_FLOWER_KEY_ETH_TYPE] = new(BitConverter.GetBytes(type), [0xff, 0xff], 0) { IsTold = false };
        if (a.U16(VLAN_ID) is { } id)
        {
            _keys[VLAN_ID] = new(BitConverter.GetBytes((ushort)(id & 0xfff)), [0xff, 0x0f], 0);
        }
        if (a.U8(VLAN_PRIO) is { } priority)
        {
            _keys[VLAN_PRIO] = new([(byte)(priority & 7)], [7], 0);
        }
    }

    private void TakeAddresses(Attributes a)
    {
        if (a.Has(IPV4_SRC) || a.Has(IPV4_DST))
        {
            Take(a, IPV4_SRC, IPV4_SRC_MASK, 4);
            Take(a, IPV4_DST, IPV4_DST_MASK, 4);
        }
        else if (a.Has(IPV6_SRC) || a.Has(IPV6_DST))
        {
            Take(a, IPV6_SRC, IPV6_SRC_MASK, 16);
            Take(a, IPV6_DST, IPV6_DST_MASK, 16);
        }
    }

    private void TakePorts(Attributes a)
    {
        switch (_keys.GetValueOrDefault(IP_PROTO)?.Value[0])
        {
            case IPPROTO_TCP:
                Take(a, TCP_SRC, TCP_SRC_MASK, 2);
                Take(a, TCP_DST, TCP_DST_MASK, 2);
                break;
            case IPPROTO_UDP:
                Take(a, UDP_SRC, UDP_SRC_MASK, 2);
                Take(a, UDP_DST, UDP_DST_MASK, 2);
                break;
        }
    }

    private sealed record Key(byte[] Value, byte[] Mask, ushort MaskType)
    {
        public bool IsTold { get; init; } = true;

        public bool IsSameAs(Key other) =>
            Mask.AsSpan().SequenceEqual(other.Mask) && Value.Zip(Mask, (v, m) => v & m).SequenceEqual(other.Value.Zip(Mask, (v, m) => v & m));
    }
}
