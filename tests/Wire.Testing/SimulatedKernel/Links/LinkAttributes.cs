using System.Text;
using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>What a link's attributes must look like (ifla_policy, dev_valid_name, is_valid_ether_addr).</summary>
internal static class LinkAttributes
{
    public const int NameBytesMax = 15;

    public static void Check(Attributes attributes)
    {
        if (attributes.Find(IFLA_IFNAME) is { } name && TextBytes(name) > NameBytesMax)
        {
            throw new RefusedException(Errno.ERANGE, "Attribute failed policy validation");
        }
        if (attributes.Find(IFLA_IFALIAS) is { } alias && TextBytes(alias) > 255)
        {
            throw new RefusedException(Errno.ERANGE, "Attribute failed policy validation");
        }
        if (attributes.Find(IFLA_MTU) is { Length: < 4 } || attributes.Find(IFLA_MASTER) is { Length: < 4 } || attributes.Find(IFLA_GROUP) is { Length: < 4 })
        {
            throw new RefusedException(Errno.ERANGE, "Attribute failed policy validation");
        }
        if (attributes.Has(IFLA_NET_NS_PID))
        {
            throw new RefusedException(Errno.EOPNOTSUPP, "the simulated kernel knows namespaces by descriptor only");
        }
    }

    public static void CheckName(string name)
    {
        if (name.Length == 0 || Encoding.UTF8.GetByteCount(name) > NameBytesMax || name is "." or ".." || name.Any(c => c is '/' or ':' || char.IsWhiteSpace(c)))
        {
            throw new RefusedException(Errno.EINVAL);
        }
    }

    /// <summary>An address that a link may have: 6 bytes, not multicast, not zero.</summary>
    public static void CheckMac(ReadOnlyMemory<byte> mac)
    {
        if (mac.Length != 6)
        {
            throw new RefusedException(Errno.EINVAL);
        }
        if ((mac.Span[0] & 1) != 0 || mac.Span.IndexOfAnyExcept((byte)0) < 0)
        {
            throw new RefusedException(Errno.EADDRNOTAVAIL);
        }
    }

    /// <summary>validate_linkmsg: not shorter than those of the link.</summary>
    public static void CheckAddressLengths(SimulatedLink link, Attributes attributes)
    {
        if (attributes.Find(IFLA_ADDRESS)?.Length < link.AddressBytes || attributes.Find(IFLA_BROADCAST)?.Length < link.AddressBytes)
        {
            throw new RefusedException(Errno.EINVAL);
        }
    }

    public static void CheckMtu(SimulatedLink link, uint mtu)
    {
        if (mtu < link.MtuMin || mtu > int.MaxValue)
        {
            throw new RefusedException(Errno.EINVAL, "mtu less than device minimum");
        }
        if (link.MtuMax > 0 && mtu > link.MtuMax)
        {
            throw new RefusedException(Errno.EINVAL, "mtu greater than device maximum");
        }
    }

    private static int TextBytes(ReadOnlyMemory<byte> value) => value.Span.TrimEnd((byte)0).Length;
}
