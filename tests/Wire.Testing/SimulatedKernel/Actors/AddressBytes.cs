using System.Net;
using static Wire.Testing.Simulation.IfAddr;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Address requests as bytes, written without Wire.Kernel.</summary>
public static class AddressBytes
{
    /// <param name="address">"10.0.0.1/24" or "2001:db8::1/64".</param>
    /// <param name="protocol">IFA_PROTO, 0 for none.</param>
    public static byte[] Add(int link, string address, byte protocol = 0, uint addressFlags = 0, ushort flags = NLM_F_CREATE | NLM_F_EXCL, uint sequence = 1) =>
        Write(RTM_NEWADDR, link, address, protocol, addressFlags, flags, sequence);

    public static byte[] Delete(int link, string address, ushort flags = 0, uint sequence = 1) =>
        Write(RTM_DELADDR, link, address, 0, 0, flags, sequence);

    private static byte[] Write(ushort type, int link, string address, byte protocol, uint addressFlags, ushort flags, uint sequence)
    {
        IpText ip = IpText.Parse(address);
        MessageWriter message = new MessageWriter(type, (ushort)(flags | NLM_F_REQUEST | NLM_F_ACK), sequence, 0)
            .U8(ip.Family).U8(ip.PrefixLength).U8(0).U8(RT_SCOPE_UNIVERSE).U32((uint)link)
            .Attribute(IFA_LOCAL, ip.Bytes)
            .Attribute(IFA_ADDRESS, ip.Bytes);
        if (protocol != 0)
        {
            message.AttributeU8(IFA_PROTO, protocol);
        }
        if (addressFlags != 0)
        {
            message.AttributeU32(IFA_FLAGS, addressFlags);
        }
        return message.ToArray();
    }
}

/// <summary>"10.0.0.0/8", "10.0.0.1", "2001:db8::/32", "default" and "default6" as bytes.</summary>
public readonly record struct IpText(byte Family, byte[] Bytes, byte PrefixLength)
{
    public static IpText Parse(string text)
    {
        if (text is "default" or "default6")
        {
            return new(text == "default" ? AF_INET : AF_INET6, new byte[text == "default" ? 4 : 16], 0);
        }
        string[] parts = text.Split('/');
        byte[] bytes = IPAddress.Parse(parts[0]).GetAddressBytes();
        return new(bytes.Length == 4 ? AF_INET : AF_INET6, bytes,
            parts.Length == 1 ? (byte)(bytes.Length * 8) : byte.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
