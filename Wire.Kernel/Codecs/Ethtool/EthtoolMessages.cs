using System.Runtime.CompilerServices;
using Wire.Domain;
using static Wire.Kernel.LinuxEthtool;

namespace Wire.Kernel;

/// <summary>What ethtool's netlink interface tells of one subject of a device.</summary>
internal static class EthtoolMessages
{
    public static byte Command(scoped in NetlinkMessage message) => message.Fixed<GenlMsgHdr>().cmd;

    /// <summary>The interface index of the device; 0 when the message names none.</summary>
    public static uint Device(scoped in NetlinkMessage message)
    {
        AttributeReader attributes = Attributes(message);
        while (attributes.Read())
        {
            if (attributes.Type != EthtoolSubject.Header)
            {
                continue;
            }
            AttributeReader header = attributes.Nested();
            while (header.Read())
            {
                if (header.Type == ETHTOOL_A_HEADER_DEV_INDEX)
                {
                    return header.ReadU32();
                }
            }
        }
        return 0;
    }

    /// <summary>The device with what the message tells of the subject; what it does not tell any more is not set.</summary>
    public static Ethtool Merge(Ethtool known, EthtoolSubject subject, scoped in NetlinkMessage message)
    {
        Dictionary<int, uint> numbers = known.Numbers.ToDictionary(n => n.Id, n => n.Value);
        foreach (EthtoolField field in subject.Fields)
        {
            numbers.Remove(field.Id);
        }
        AttributeReader attributes = Attributes(message);
        while (attributes.Read())
        {
            foreach (EthtoolField field in subject.Fields)
            {
                if (field.Type == attributes.Type && (field.IsByte ? attributes.ReadU8() : attributes.ReadU32()) is var value && value != field.Unknown)
                {
                    numbers[field.Id] = value;
                }
            }
        }
        Ethtool told = known with { Numbers = numbers.OrderBy(n => n.Key).Select(n => new EthtoolNumber(n.Key, n.Value)).ToValueList() };
        return Command(message) switch
        {
            ETHTOOL_MSG_FEATURES_GET_REPLY => WithFeatures(told, message),
            ETHTOOL_MSG_LINKMODES_GET_REPLY => WithModes(told, message),
            _ => told,
        };
    }

    /// <summary>An announcement has its bits without their names: the subject has to be asked for.</summary>
    public static bool IsNameless(byte command) => command is ETHTOOL_MSG_FEATURES_NTF or ETHTOOL_MSG_LINKMODES_NTF;

    /// <summary>What can be switched, as it is wanted. What never changes (NETIF_F_NEVER_CHANGE) the kernel tells apart.</summary>
    private static Ethtool WithFeatures(Ethtool known, scoped in NetlinkMessage message)
    {
        HashSet<string> switchable = [], wanted = [], fixedOnes = [];
        AttributeReader attributes = Attributes(message);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case ETHTOOL_A_FEATURES_HW:
                    ReadBits(attributes.Nested(), named: null, set: switchable);
                    break;
                case ETHTOOL_A_FEATURES_WANTED:
                    ReadBits(attributes.Nested(), named: null, set: wanted);
                    break;
                case ETHTOOL_A_FEATURES_NOCHANGE:
                    ReadBits(attributes.Nested(), named: null, set: fixedOnes);
                    break;
            }
        }
        switchable.ExceptWith(fixedOnes);
        return known with { Features = switchable.Order(StringComparer.Ordinal).Select(n => new EthtoolFeature(n, wanted.Contains(n))).ToValueList() };
    }

    /// <summary>In ETHTOOL_A_LINKMODES_OURS the mask is what is supported, and the value what is announced.</summary>
    private static Ethtool WithModes(Ethtool known, scoped in NetlinkMessage message)
    {
        HashSet<string> supported = [], announced = [];
        AttributeReader attributes = Attributes(message);
        while (attributes.Read())
        {
            if (attributes.Type == ETHTOOL_A_LINKMODES_OURS)
            {
                ReadBits(attributes.Nested(), supported, announced);
            }
        }
        return known with
        {
            Supported = supported.Order(StringComparer.Ordinal).ToValueList(),
            Advertise = announced.Order(StringComparer.Ordinal).ToValueList(),
        };
    }

    /// <param name="bitset">The attributes of a bit set that is not compact.</param>
    /// <param name="named">Takes the names of all bits that are listed.</param>
    /// <param name="set">Takes those of the bits that are set: in a list without a mask all that are listed.</param>
    private static void ReadBits(AttributeReader bitset, HashSet<string>? named, HashSet<string> set)
    {
        bool hasMask = true;
        while (bitset.Read())
        {
            if (bitset.Type == ETHTOOL_A_BITSET_NOMASK)
            {
                hasMask = false;
            }
            else if (bitset.Type == ETHTOOL_A_BITSET_BITS)
            {
                AttributeReader bits = bitset.Nested();
                while (bits.Read())
                {
                    AttributeReader bit = bits.Nested();
                    string? name = null;
                    bool isSet = !hasMask;
                    while (bit.Read())
                    {
                        name = bit.Type == ETHTOOL_A_BITSET_BIT_NAME ? bit.ReadString() : name;
                        isSet |= bit.Type == ETHTOOL_A_BITSET_BIT_VALUE;
                    }
                    if (name is not null)
                    {
                        named?.Add(name);
                        _ = isSet && set.Add(name);
                    }
                }
            }
        }
    }

    private static AttributeReader Attributes(scoped in NetlinkMessage message) => message.Attributes(Unsafe.SizeOf<GenlMsgHdr>());
}
