using System.Buffers.Binary;
using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.Rtnetlink;
using static Wire.Testing.Simulation.Xfrm;

namespace Wire.Testing.Simulation;

/// <summary>Which packets: the beginning of states and policies.</summary>
internal static class XfrmSelectors
{
    public static void Check(ReadOnlySpan<byte> selector, bool mayBeUnspecified)
    {
        int longest = Math.Max(selector[SelectorPrefixesAt], selector[SelectorPrefixesAt + 1]);
        Require(BinaryPrimitives.ReadUInt16LittleEndian(selector[SelectorFamilyAt..]) switch
        {
            AF_INET => longest <= 32,
            AF_INET6 => longest <= 128,
            AF_UNSPEC => mayBeUnspecified,
            _ => false,
        }, Errno.EINVAL);
    }
}
