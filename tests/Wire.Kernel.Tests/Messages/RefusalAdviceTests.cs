using Wire.Domain;

namespace Wire.Kernel.Tests.Messages;

/// <summary>What a person is told to do about a refusal, in the words of the configuration.</summary>
public sealed class RefusalAdviceTests
{
    private static readonly IpPrefix Network = IpPrefix.Parse("10.0.0.1/24");

    /// <summary>The refused object, errno, the kernel's words, the attribute that it points at, and what the advice has in it.</summary>
    public static TheoryData<string> Cases => [.. Refusals.Keys.Order(StringComparer.Ordinal)];

    private static readonly Dictionary<string, (Resource Subject, int Errno, string? Message, string? Attribute, string Advice)> Refusals = new()
    {
        ["no privilege"] = (new Dummy { Name = "d0" }, Errno.EPERM, null, null, "CAP_NET_ADMIN"),
        ["bond member up"] = (new Dummy { Name = "d0", Master = "team" }, Errno.EPERM, "Device can not be enslaved while up", null, "team takes d0 only while it is down"),
        ["VLAN on a parent that is down"] = (new Vlan { Name = "office", Parent = "eth0", Id = 7 }, Errno.ENETDOWN, null, null, "declare 'eth0' with 'up on', or office with 'loose-binding on'"),
        ["macvlan on a parent that is down"] = (new Macvlan { Name = "m0", Parent = "eth0" }, Errno.ENETDOWN, null, null, "declare 'eth0' with 'up on'"),
        ["VRF without a table"] = (new Vrf { Name = "red", Table = 0 }, Errno.EINVAL, "Invalid VRF table id", "IFLA_VRF_TABLE", "'table' of red"),
        ["no such nexthop"] = (new Route { Prefix = Network.Network, NexthopId = 9 }, Errno.EINVAL, "Nexthop id does not exist", null, "declare 'nexthop 9'"),
        ["nexthop of a group"] = (new NexthopObject { Id = 9, Group = [new(1, 1)] }, Errno.EINVAL, "Invalid nexthop id", null, "each nexthop of 'group"),
        ["nexthop's link is down"] = (new NexthopObject { Id = 9, Dev = "eth0" }, Errno.ENETDOWN, null, null, "eth0 is down"),
        ["qdisc's parent"] = (new FqCodel { Dev = "eth0", Parent = 0x10010 }, Errno.ENOENT, "Failed to find specified qdisc", null, "'parent'"),
        ["name too long"] = (new Dummy { Name = "a-name-of-twenty-byt" }, Errno.ERANGE, null, "IFLA_IFNAME", "'a-name-of-twenty-byt': at most 15 bytes"),
        ["busy master"] = (new Dummy { Name = "d0", Master = "br0" }, Errno.EBUSY, null, null, "d0 cannot become a port of br0"),
        ["VLAN id is taken"] = (new Vlan { Name = "office", Parent = "eth0", Id = 7 }, Errno.EEXIST, "VLAN device already exists", null, "eth0 has another VLAN of 'id 7'"),
        ["VXLAN is taken"] = (new Vxlan { Name = "vx0", Vni = 42 }, Errno.EEXIST, "A VXLAN device with the specified VNI already exists", null, "'vni 42'"),
        ["name is taken"] = (new Vxlan { Name = "vx0", Vni = 42 }, Errno.EEXIST, null, null, "a link named 'vx0'"),
        ["UDP port is taken"] = (new Wireguard { Name = "wg0", ListenPort = 51820 }, Errno.EADDRINUSE, null, null, "'listen-port 51820'"),
        ["multicast address"] = (new Dummy { Name = "d0", Mac = MacAddress.Parse("01:00:5e:00:00:01") }, Errno.EADDRNOTAVAIL, null, "IFLA_ADDRESS", "'mac' is neither zeros nor a group's"),
        ["scope"] = (new Address { Link = "br0", Prefix = Network, Scope = 253 }, Errno.EINVAL, "ipv4: Invalid scope value", null, "10.0.0.0/24 on br0 has another 'scope'"),
        ["IPv6 is off"] = (new Address { Link = "br0", Prefix = IpPrefix.Parse("fd00::1/64") }, Errno.EACCES, "IPv6 is disabled on this device", null, "net.ipv6.conf.br0.disable_ipv6"),
        ["no port"] = (new BridgePort { Dev = "eth0" }, Errno.EOPNOTSUPP, null, null, "eth0 is no port of a bridge"),
        ["anything else"] = (new Vxlan { Name = "vx0", Vni = 42, UdpChecksum = true }, Errno.EINVAL, null, "IFLA_VXLAN_UDP_CSUM", "of vxlan vx0"),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void AdviceNamesWhatToDo(string refused)
    {
        (Resource subject, int errno, string? message, string? attribute, string advice) = Refusals[refused];

        KernelRefusal refusal = RefusalAdvice.Refuse(new(0, OperationVerb.Create, null, subject, null, [], null), errno, message, attribute);

        Assert.Contains(advice, refusal.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("IFLA_", refusal.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void OfWhatIsNotKnownNothingIsSaid() =>
        Assert.Null(RefusalAdvice.Refuse(new(0, OperationVerb.Create, null, new Dummy { Name = "d0" }, null, [], null), Errno.ENOBUFS, null, null).Advice);
}
