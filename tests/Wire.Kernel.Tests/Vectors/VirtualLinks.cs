using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>
/// Links that ride on others, or on nothing: one resource for each pair of vectors. Wire's request for it is the bytes of ip(8), and
/// what the kernel says of it after has every value that was asked for.
/// </summary>
public sealed class VirtualLinks
{
    private const uint ParentIndex = 3;

    private static readonly Link[] All =
    [
        new Vlan
        {
            Name = "office", Index = 110, Parent = "p0", Id = 7, Protocol = 0x88a8, ReorderHeader = false, Gvrp = true, Mvrp = true, LooseBinding = true,
            BridgeBinding = true, IngressQos = [new(1, 2), new(3, 4)], EgressQos = [new(5, 6)], TxQueueLength = 500, Mtu = 1400, GsoMaxSize = 30000,
            GsoMaxSegs = 100, GroMaxSize = 40000, NumTxQueues = 4, NumRxQueues = 3, Mac = MacAddress.Parse("02:00:00:00:01:10"),
        },
        new Vxlan
        {
            Name = "vx0", Index = 111, Mac = MacAddress.Parse("02:00:00:00:01:11"), Vni = 42, Local = IpAddr.Parse("10.0.0.1"), Remote = IpAddr.Parse("10.0.0.9"),
            Underlay = "p0", Port = 4790, SourcePorts = new(5000, 6000), Ttl = Vxlan.TtlInherit, Tos = 1, Df = 1, Learning = false, Proxy = true, Rsc = true,
            L2Miss = true, L3Miss = true, Ageing = 200, MaxAddress = 50, UdpChecksum = false, Udp6ZeroChecksumTx = true, Udp6ZeroChecksumRx = true,
            RemoteChecksumTx = true, RemoteChecksumRx = true, Gbp = true,
        },
        new Vxlan
        {
            Name = "vx0", Index = 112, Mac = MacAddress.Parse("02:00:00:00:01:12"), Vni = 0, Port = 4789, Learning = false, External = true, VniFilter = true,
        },
        new Macvlan
        {
            Name = "m0", Index = 113, Mac = MacAddress.Parse("02:00:00:00:01:13"), Parent = "p0", Mode = 16, NoDst = true, NoPromisc = false, BcQueueLength = 500,
            Sources = [MacAddress.Parse("02:00:00:00:02:01"), MacAddress.Parse("02:00:00:00:02:02")],
        },
        new Macvtap { Name = "m0", Index = 114, Mac = MacAddress.Parse("02:00:00:00:01:14"), Parent = "p0", Mode = 4, BcQueueLength = 500 },
        new Ipvlan { Name = "i0", Index = 115, Parent = "p0", Mode = 2, Isolation = 1 },
        new Ipvtap { Name = "i0", Index = 118, Parent = "p0", Mode = 0, Isolation = 2 },
        new Vrf { Name = "red", Index = 116, Mac = MacAddress.Parse("02:00:00:00:01:16"), Table = 100 },
        new Nlmon { Name = "nl0", Index = 117 },
        new Tun { Name = "t0", Owner = 1000, Group = 100, MultiQueue = true, PacketInfo = true, VnetHeader = true },
    ];

    public static TheoryData<string, int> Vectors => new()
    {
        { "link-vlan-all", 0 }, { "link-vxlan-all", 1 }, { "link-vxlan-external", 2 }, { "link-macvlan", 3 }, { "link-macvtap", 4 },
        { "link-ipvlan", 5 }, { "link-ipvtap", 6 }, { "link-vrf", 7 }, { "link-nlmon", 8 }, { "link-tun", 9 },
    };

    /// <summary>Those that rtnetlink makes: all but the TUN device.</summary>
    public static TheoryData<string, int> Requests => [.. Vectors.Where(v => v.Data.Item1 != "link-tun")];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void KernelSaysWhatWasAskedFor(string vector, int which)
    {
        LinkTable links = new(null);
        links.Name(ParentIndex, "p0");

        Link told = Assert.Single(Vector.Decode(vector, Vector.Load(vector), new ObjectContext(links)).OfType<Link>());

        Link asked = All[which];
        Assert.Equal(asked.Kind, told.Kind);
        Assert.Equal(Values(asked, asked), Values(told, asked).Select(v => v == "numrxqueues=" ? "numrxqueues=3" : v));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void RequestIsTheOneOfIproute2(string vector, int which)
    {
        Dictionary<string, uint> indexes = new() { ["p0"] = ParentIndex, [All[which].Name] = All[which].Index!.Value };
        // ip(8) leaves out the VNI of a device that has none, and both flags of a macvlan that asks for neither.
        Link asked = All[which] is Vxlan { Vni: 0 } external ? external with { Vni = null } : All[which];
        using Prepared prepared = Preparation.Of(new RealNetlink(), [new Operation(0, OperationVerb.Create, null, asked, null, [], null)], indexes, 1);

        Assert.Equal(Vector.Lines(Vector.Load("request-" + vector)), Vector.Lines(prepared.Bytes.Written));
    }

    /// <summary>The values, as text, of what is set in <paramref name="asked"/>. This kernel has no receive steering, and does not tell of its queues.</summary>
    private static IEnumerable<string> Values(Link link, Link asked) =>
        asked.Kind.Attributes.Where(a => a.IsSet(asked)).Select(a => $"{a.Name}={a.Format(link)}");
}
