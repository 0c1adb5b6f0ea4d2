using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>VLANs of a bridge's ports as bridge(8) asks for them and as the kernel then tells of them.</summary>
public sealed class BridgeVlanVectors
{
    private readonly LinkTable _links = new(null);
    private readonly ObjectContext _context;

    public BridgeVlanVectors()
    {
        _context = new(_links);
        _links.Name(100, "br0");
        _links.Name(110, "v-a");
    }

    private static readonly BridgeVlan _new = new() { Dev = "v-a", Pvid = 1, Untagged = Vlans("1"), Tagged = [], Tunnels = [], Self = false };

    private static ValueList<NumberRange> Vlans(string text) => VlanRanges.Format.TryParse(text, out ValueList<NumberRange> vlans) ? vlans : throw new FormatException(text);

    private BridgeVlan Told(string vector) => Assert.Single(Vector.Decode(vector, Vector.Load(vector), _context).OfType<BridgeVlan>());

    [Fact]
    public void APortTellsAllOfItsVlansAndTunnels()
    {
        Assert.Equal(_new with { Pvid = 10, Untagged = Vlans("1,10") }, Told("bridge-vlan-pvid"));
        Assert.Equal(_new with { Tagged = Vlans("10-12"), Tunnels = [new VlanTunnel(10, 11, 1010)] }, Told("bridge-vlan-tunnel"));
    }

    /// <summary>What tells a bridge's own VLANs from a port's is that it is its own master.</summary>
    [Fact]
    public void ABridgeTellsItsOwnAsThoseOfAPortOfItself()
    {
        byte[] message = Vector.Load("bridge-vlan-pvid");
        message[20] = 100;

        Assert.Equal(_new with { Dev = "br0", Pvid = 10, Untagged = Vlans("1,10"), Self = true },
            Assert.Single(Vector.Decode("bridge-vlan-pvid", message, _context).OfType<BridgeVlan>()));
    }

    [Fact]
    public void APvidThatIsOnlyAnnouncedByItselfJoinsWhatIsKnown()
    {
        Assert.Equal(_new with { Pvid = 7, Untagged = Vlans("7") }, Told("bridge-vlan-state"));

        _context.FindTold = _ => _new with { Tagged = Vlans("5-9") };
        Assert.Equal(_new with { Pvid = 7, Untagged = Vlans("1,7"), Tagged = Vlans("5-6,8-9") }, Told("bridge-vlan-state"));

        byte[] gone = Vector.Load("bridge-vlan-state");
        gone[4] = (byte)LinuxRtnetlink.RTM_DELVLAN;
        _context.FindTold = _ => _new with { Pvid = 7, Untagged = Vlans("1,7") };
        Assert.Equal(_new with { Pvid = 0 }, Assert.Single(Vector.Decode("bridge-vlan-state", gone, _context)));
    }

    /// <summary>A kernel without VLANs tells of ports as one does of a port that has none: only its bridge knows.</summary>
    [Fact]
    public void WithoutVlansInTheMessageTheBridgeSaysWhetherThereAreAny()
    {
        const int SpecBytes = 12;
        byte[] message = Vector.Load("bridge-port-told")[..^SpecBytes];
        BitConverter.TryWriteBytes(message, message.Length);
        Assert.Empty(Vector.Decode("bridge-port-told", message, _context).OfType<BridgeVlan>());

        _links.Set(new Bridge { Name = "br0", Index = 100, VlanDefaultPvid = 1 });
        Assert.Equal(_new with { Pvid = 0, Untagged = [] }, Assert.Single(Vector.Decode("bridge-port-told", message, _context).OfType<BridgeVlan>()));
    }

    public static TheoryData<string, string> Requests => new()
    {
        { "request-bridge-vlan", "pvid none; tagged 20-30" },
        { "request-bridge-vlan-pvid", "pvid 10" },
        { "request-bridge-vlan-delete", "untagged 1" },
        { "request-bridge-vlan-tunnel", "tagged 10-12; tunnel 10:1010; tunnel 11:1011" },
    };

    /// <summary>One of the requests that Wire sends for it is the very one; the others set the rest of the whole.</summary>
    [Theory]
    [MemberData(nameof(Requests))]
    public void WireAsksForWhatBridgeAsksFor(string vector, string block)
    {
        ConfigReading reading = ConfigReader.Read(System.Text.Encoding.UTF8.GetBytes($"bridge-vlan v-a {{ {block} }}"), "a.wire", null);
        BridgeVlan asked = Assert.IsType<BridgeVlan>(Assert.Single(reading.Desired).Resource);

        Assert.Contains(Vector.Lines(Vector.Load(vector)), Encoded(asked with { Self = false }));
    }

    [Fact]
    public void OfABridgeItIsAskedAsOfItself() =>
        Assert.Contains(Vector.Lines(Vector.Load("request-bridge-vlan-self")), Encoded(new() { Dev = "br0", Tagged = Vlans("5"), Self = true }));

    private static List<string[]> Encoded(BridgeVlan after)
    {
        Operation change = new(0, OperationVerb.Change, new BridgeVlan { Dev = after.Dev }, after, null, ["pvid", "untagged", "tagged", "tunnel"], null);
        using Prepared prepared = Preparation.Of(new RealNetlink(), [change], new Dictionary<string, uint> { ["v-a"] = 110, ["br0"] = 100 }, 1);
        List<string[]> requests = [];
        ReadOnlySpan<byte> rest = prepared.Bytes.Written;
        while (!rest.IsEmpty)
        {
            int length = NetlinkHeader.Align(BitConverter.ToInt32(rest));
            requests.Add(Vector.Lines(rest[..length]));
            rest = rest[length..];
        }
        return requests;
    }
}
