using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>Networks of a VXLAN as bridge(8) asks for them and as the kernel then tells of them.</summary>
public sealed class VxlanVniVectors
{
    private static readonly VxlanVni _asked = new() { Dev = "vx0", Vnis = [new VniRange(200, 200, IpAddr.Parse("10.0.0.9"))] };

    private readonly ObjectContext _context;

    public VxlanVniVectors()
    {
        LinkTable links = new(null);
        links.Name(103, "vx0");
        _context = new(links);
    }

    private Resource Told(byte[] message) => Assert.Single(Vector.Decode("vxlan-vni-remote", message, _context));

    [Fact]
    public void ANetworkThatIsToldJoinsThoseThatAreKnown()
    {
        byte[] message = Vector.Load("vxlan-vni-remote");
        Assert.Equal(_asked, Told(message));

        _context.FindTold = _ => _asked with { Vnis = [new VniRange(199, 201, null)] };
        Assert.Equal(_asked with { Vnis = [new VniRange(199, 199, null), .. _asked.Vnis!, new VniRange(201, 201, null)] }, Told(message));

        message[4] = (byte)LinuxRtnetlink.RTM_DELTUNNEL;
        Assert.Equal(_asked with { Vnis = [new VniRange(199, 199, null), new VniRange(201, 201, null)] }, Told(message));
    }

    [Fact]
    public void WireAsksForWhatBridgeAsksFor()
    {
        Operation change = new(0, OperationVerb.Change, new VxlanVni { Dev = "vx0", Vnis = [] }, _asked, null, ["vni"], null);
        using Prepared prepared = Preparation.Of(new RealNetlink(), [change], new Dictionary<string, uint> { ["vx0"] = 103 }, 1);

        byte[] theirs = Vector.Load("request-vxlan-vni-remote"), ours = prepared.Bytes.Written.ToArray();
        Assert.Equal(theirs[16..], ours[16..]);
        Assert.Equal(LinuxRtnetlink.RTM_NEWTUNNEL, BitConverter.ToUInt16(ours, 4));
    }

    /// <summary>What only goes elsewhere is given its new remote; nothing of it is deleted.</summary>
    [Fact]
    public void OnlyTheDifferenceIsAskedFor()
    {
        VxlanVni before = _asked with { Vnis = [new VniRange(100, 110, null), .. _asked.Vnis!] };
        Operation change = new(0, OperationVerb.Change, before, _asked with { Vnis = [new VniRange(100, 104, null), new VniRange(200, 200, null)] }, null, ["vni"], null);
        using Prepared prepared = Preparation.Of(new RealNetlink(), [change], new Dictionary<string, uint> { ["vx0"] = 103 }, 1);

        List<(int Type, uint First)> requests = [];
        NetlinkMessageReader messages = new(prepared.Bytes.Written);
        while (messages.Read(out NetlinkMessage message))
        {
            AttributeReader entries = message.Attributes(8);
            Assert.True(entries.Read());
            AttributeReader entry = entries.Nested();
            Assert.True(entry.Read());
            requests.Add((message.Type, entry.ReadU32()));
        }
        Assert.Equal([(LinuxRtnetlink.RTM_NEWTUNNEL, 200u), (LinuxRtnetlink.RTM_DELTUNNEL, 105u)], requests);
    }
}
