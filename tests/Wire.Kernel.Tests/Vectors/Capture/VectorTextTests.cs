namespace Wire.Kernel.Tests.Vectors.Capture;

public sealed class VectorTextTests
{
    public static TheoryData<string> Names => [.. Vector.Names.Where(n => n.StartsWith("link-", StringComparison.Ordinal) || n.StartsWith("route-", StringComparison.Ordinal))];

    /// <summary>However it is cut into lines, no byte is lost or added.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TheTextOfAMessageIsReadBackAsTheMessage(string name)
    {
        byte[] message = Vector.Load(name);
        message.AsSpan(8, 8).Clear();

        string text = VectorText.Of(LinuxNetlink.NETLINK_ROUTE, [message], new Dictionary<int, string>());

        Assert.Equal(message, Vector.Bytes(text));
    }

    [Fact]
    public void AttributesHaveTheirNamesAndTheirDepth()
    {
        Assert.SkipUnless(HeaderEnums.Name("IFLA_UNSPEC", 1) is not null, "needs the system's kernel headers (linux-libc-dev)");

        string text = VectorText.Of(LinuxNetlink.NETLINK_ROUTE, [Vector.Load("request-vxlan")], new Dictionary<int, string>());

        Assert.Contains("# nlmsghdr: RTM_NEWLINK\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  09 00 01 00 76 78 6c 61 6e 00 00 00  # IFLA_INFO_KIND \"vxlan\"\n", text, StringComparison.Ordinal);
        Assert.Contains("\n    08 00 01 00 2a 00 00 00  # IFLA_VXLAN_ID 42\n", text, StringComparison.Ordinal);
    }
}
