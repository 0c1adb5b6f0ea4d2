using System.Text;
using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>What ethtool(8) sends is what Wire sends, and what the kernel announces is what ethtool showed.</summary>
public sealed class EthtoolVectors
{
    private readonly ObjectContext _context = new(new LinkTable(null));

    public EthtoolVectors() => _context.Links.Name(2, "eth0");

    [Fact]
    public void RingsAreDecodedWithTheirMaxima() => Assert.Equal(
        Device(("ring-rx", "512"), ("ring-rx-mini", "0"), ("ring-rx-jumbo", "0"), ("ring-tx", "256"), ("ring-tx-push", "off"), ("ring-rx-push", "off"),
            ("ring-rx-max", "4096"), ("ring-rx-mini-max", "4096"), ("ring-rx-jumbo-max", "4096"), ("ring-tx-max", "4096")),
        Told("ethtool-rings"));

    [Fact]
    public void ChannelsAreDecoded() => Assert.Equal(Device(("channels-combined", "2"), ("channels-combined-max", "4")), Told("ethtool-channels"));

    [Fact]
    public void PauseFramesAreDecoded() => Assert.Equal(Device(("pause-autoneg", "off"), ("pause-rx", "on"), ("pause-tx", "on")), Told("ethtool-pause"));

    [Fact]
    public void CoalescingIsDecoded()
    {
        Ethtool told = Told("ethtool-coalesce");

        Assert.Equal(
            [("adaptive-rx", "on"), ("adaptive-tx", "off"), ("rx-usecs", "20"), ("rx-frames", "0"), ("tx-frames", "7")],
            new[] { "adaptive-rx", "adaptive-tx", "rx-usecs", "rx-frames", "tx-frames" }.Select(n => (n, told.Kind.Find(n)!.Format(told))));
    }

    /// <summary>An announcement is about one subject: what was told of others stays.</summary>
    [Fact]
    public void SubjectThatIsAnnouncedLeavesTheOthers()
    {
        Ethtool before = Device(("ring-rx", "128"), ("ring-cqe-size", "64"), ("pause-rx", "off"));
        _context.FindTold = _ => before;

        Ethtool after = Told("ethtool-pause");

        Assert.Equal(Device(("ring-rx", "128"), ("ring-cqe-size", "64"), ("pause-autoneg", "off"), ("pause-rx", "on"), ("pause-tx", "on")), after);
    }

    [Fact]
    public void VirtualLinkThatNobodyDeclaresIsNotToldOf()
    {
        _context.Links.Set(new Veth { Name = "eth0", Index = 2 });

        Assert.Empty(Vector.Decode("ethtool-rings", Vector.Load("ethtool-rings"), _context));

        _context.Watched = [new ResourceKey("ethtool", "eth0")];
        Assert.Single(Vector.Decode("ethtool-rings", Vector.Load("ethtool-rings"), _context));
    }

    /// <summary>The kernel answers with lists of names when no compact sets are asked for (ETHTOOL_FLAG_COMPACT_BITSETS).</summary>
    [Fact]
    public void FeaturesThatNeverChangeAreNotToldOf()
    {
        NetlinkMessageWriter writer = new();
        writer.Begin(20, 0, 0, new GenlMsgHdr { cmd = LinuxEthtool.ETHTOOL_MSG_FEATURES_GET_REPLY, version = 1 });
        Set(writer, LinuxEthtool.ETHTOOL_A_FEATURES_HW, hasMask: false, ("tx-gso", true), ("rx-gro", true), ("loopback", true));
        Set(writer, LinuxEthtool.ETHTOOL_A_FEATURES_WANTED, hasMask: false, ("rx-gro", true));
        Set(writer, LinuxEthtool.ETHTOOL_A_FEATURES_NOCHANGE, hasMask: false, ("loopback", true));
        writer.End();

        Ethtool told = EthtoolMessages.Merge(new Ethtool(), EthtoolSubject.Told(LinuxEthtool.ETHTOOL_MSG_FEATURES_GET_REPLY)!, Vector.Message(writer.Written));

        Assert.Equal([new EthtoolFeature("rx-gro", true), new("tx-gso", false)], told.Features);
    }

    /// <summary>The mask has what is supported, the value what is announced.</summary>
    [Fact]
    public void LinkModesAreSupportedOrAnnounced()
    {
        NetlinkMessageWriter writer = new();
        writer.Begin(20, 0, 0, new GenlMsgHdr { cmd = LinuxEthtool.ETHTOOL_MSG_LINKMODES_GET_REPLY, version = 1 });
        Set(writer, LinuxEthtool.ETHTOOL_A_LINKMODES_OURS, hasMask: true, ("10baseT/Half", false), ("1000baseT/Full", true));
        writer.WriteU32(LinuxEthtool.ETHTOOL_A_LINKMODES_SPEED, uint.MaxValue);
        writer.WriteU8(LinuxEthtool.ETHTOOL_A_LINKMODES_DUPLEX, (byte)1);
        writer.End();

        Ethtool told = EthtoolMessages.Merge(new Ethtool { Dev = "eth0" }, EthtoolSubject.Told(LinuxEthtool.ETHTOOL_MSG_LINKMODES_GET_REPLY)!, Vector.Message(writer.Written));

        Assert.Equal(Device(("duplex", "full")) with { Supported = ["1000baseT/Full", "10baseT/Half"], Advertise = ["1000baseT/Full"] }, told);
    }

    [Fact]
    public void RingsAreSetAsByEthtool() => AssertSame("rings", Device(("ring-rx", "512"), ("ring-tx", "256")), ["ring-rx", "ring-tx"]);

    [Fact]
    public void ChannelsAreSetAsByEthtool() => AssertSame("channels", Device(("channels-combined", "2")), ["channels-combined"]);

    [Fact]
    public void CoalescingIsSetAsByEthtool() =>
        AssertSame("coalesce", Device(("adaptive-rx", "on"), ("rx-usecs", "20"), ("tx-frames", "7")), ["adaptive-rx", "rx-usecs", "tx-frames"]);

    [Fact]
    public void PauseFramesAreSetAsByEthtool() => AssertSame("pause", Device(("pause-rx", "on"), ("pause-tx", "on")), ["pause-rx", "pause-tx"]);

    /// <summary>Set by name; Wire does without the answer (ETHTOOL_FLAG_OMIT_REPLY), ethtool wants it compact.</summary>
    [Fact]
    public void FeaturesAreSetAsByEthtool()
    {
        Ethtool after = new() { Dev = "eth0", Features = [new("hw-tc-offload", true)] };
        string[] ours = Requests.Of(b => new EthtoolCodec().EncodeChange(b, Requests.Change(new Ethtool { Dev = "eth0" }, after, "feature")));

        Requests.AssertSame("request-ethtool-features", ours, [Named, "/1/3 01000000"], ["/1/1 02000000", "/1/3 02000000"]);
    }

    private static readonly string Named = $"/1/2 {Convert.ToHexStringLower(Encoding.ASCII.GetBytes("eth0\0"))}";

    /// <summary>Wire names the device by its index.</summary>
    private static void AssertSame(string subject, Ethtool after, string[] attributes) => Requests.AssertSame($"request-ethtool-{subject}",
        Requests.Of(b => new EthtoolCodec().EncodeChange(b, Requests.Change(new Ethtool { Dev = "eth0" }, after, [.. attributes]))), [Named], ["/1/1 02000000"]);

    private Ethtool Told(string vector) => Assert.IsType<Ethtool>(Assert.Single(Vector.Decode(vector, Vector.Load(vector), _context)));

    private static Ethtool Device(params (string Name, string Text)[] values) => (Ethtool)values.Aggregate(
        (Resource)new Ethtool { Dev = "eth0" },
        (device, value) => Ethtool.TheKind.Find(value.Name)!.TryParse(device, value.Text, out Resource with) ? with : throw new ArgumentException(value.Text));

    private static void Set(NetlinkMessageWriter writer, ushort type, bool hasMask, params (string Name, bool On)[] bits)
    {
        int set = writer.BeginNested(type);
        if (!hasMask)
        {
            writer.Write(LinuxEthtool.ETHTOOL_A_BITSET_NOMASK, []);
        }
        int list = writer.BeginNested(LinuxEthtool.ETHTOOL_A_BITSET_BITS);
        foreach ((string name, bool on) in bits)
        {
            int bit = writer.BeginNested(LinuxEthtool.ETHTOOL_A_BITSET_BITS_BIT);
            writer.WriteString(LinuxEthtool.ETHTOOL_A_BITSET_BIT_NAME, name);
            if (on && hasMask)
            {
                writer.Write(LinuxEthtool.ETHTOOL_A_BITSET_BIT_VALUE, []);
            }
            writer.EndNested(bit);
        }
        writer.EndNested(list);
        writer.EndNested(set);
    }
}
