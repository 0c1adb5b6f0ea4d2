using Wire.Domain;

namespace Wire.Kernel.Tests.Messages;

/// <summary>NLMSG_ERROR as linux/netlink.h describes it.</summary>
public sealed class ExtendedAcknowledgements
{
    // nlmsghdr: 60 bytes, NLMSG_ERROR, NLM_F_CAPPED | NLM_F_ACK_TLVS; error -22; the request's header; then the attributes.
    private const string Refusal = """
        3c000000 0200 0003 07000000 00000000
        eaffffff
        70000000 1000 0506 07000000 00000000
        0e00 0100 4261642076616c756500 0000
        0800 0200 40000000
        """;

    private static byte[] Bytes(string text) => Convert.FromHexString(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));

    [Fact]
    public void TextAndOffsetAreRead()
    {
        NetlinkError error = NetlinkError.Read(Vectors.Vector.Message(Bytes(Refusal)));

        Assert.Equal(new NetlinkError(22, 7, "Bad value", 0x40), error);
    }

    [Fact]
    public void AcknowledgementHasNoError()
    {
        byte[] bytes = Bytes("24000000 0200 0001 09000000 00000000 00000000 20000000 1000 0506 09000000 00000000");

        Assert.Equal(new NetlinkError(0, 9, null, null), NetlinkError.Read(Vectors.Vector.Message(bytes)));
    }

    [Theory]
    // request-vxlan: nlmsghdr 16, ifinfomsg 16, IFLA_ADDRESS 12, IFLA_IFNAME 8, IFLA_LINKINFO 4, IFLA_INFO_KIND 12, IFLA_INFO_DATA 4 …
    [InlineData("request-vxlan", 32, "IFLA_ADDRESS")]
    [InlineData("request-vxlan", 44, "IFLA_IFNAME")]
    [InlineData("request-vxlan", 52, "IFLA_LINKINFO")]
    [InlineData("request-vxlan", 56, "IFLA_INFO_KIND")]
    [InlineData("request-vxlan", 68, "IFLA_INFO_DATA")]
    [InlineData("request-vxlan", 72, "IFLA_VXLAN_LINK")]
    [InlineData("request-vxlan", 80, "IFLA_VXLAN_TTL")]
    // request-veth: inside VETH_INFO_PEER, after its ifinfomsg.
    [InlineData("request-veth", 76, "VETH_INFO_PEER")]
    [InlineData("request-veth", 96, "IFLA_ADDRESS")]
    [InlineData("request-veth", 108, "IFLA_MTU")]
    [InlineData("request-route-v4", 36, "RTA_GATEWAY")]
    [InlineData("request-vxlan", 4000, null)]
    public void OffsetIsTheNameOfTheAttributeThere(string vector, int offset, string? name) =>
        Assert.Equal(name, AttributeNames.At(Vectors.Vector.Load(vector), NetlinkFamily.Route, vector.Contains("route", StringComparison.Ordinal) ? Route.TheKind : Veth.TheKind, offset));
}
