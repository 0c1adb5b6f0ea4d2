using System.Text;
using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>What tc(8) sends for a command, what the kernel then says, and what Wire sends for its text are one and the same.</summary>
public sealed class TrafficControlVectors
{
    private const uint D0 = 106, Ifb7 = 108;

    private readonly LinkTable _links = new(null);

    public TrafficControlVectors()
    {
        _links.Name(D0, "d0");
        _links.Name(Ifb7, "ifb7");
    }

    public static TheoryData<string, string> Texts => new()
    {
        { "qdisc-htb", "htb d0 { handle 1:; default 10; r2q 20; direct-qlen 500 }" },
        { "qdisc-prio", "prio d0 { handle 1:; bands 4; priomap 3,2,2,2,1,2,0,0,1,1,1,1,1,1,1,1 }" },
        { "qdisc-tbf", "tbf d0 { handle 1:; rate 10mbit; burst 10k; limit 30k; peakrate 20mbit; mtu 2000 }" },
        { "qdisc-fq-codel", "fq-codel d0 { handle 1:; limit 1000; flows 512; target 10ms; interval 200ms; quantum 600; ecn off }" },
        { "qdisc-fq", "fq d0 { handle 1:; limit 5000; maxrate 10mbit; pacing off; buckets 2048 }" },
        { "qdisc-cake", "cake d0 { handle 1:; bandwidth 10mbit; diffserv diffserv4; isolation dual-srchost; nat; overhead 18 }" },
        { "qdisc-netem", "netem d0 { handle 1:; limit 500; delay 100ms; jitter 10ms; delay-correlation 25%; loss 1%; loss-correlation 30%; duplicate 2%; reorder 25%; reorder-correlation 50%; gap 5; rate 1mbit }" },
        { "qdisc-ingress", "ingress d0" },
        { "qdisc-clsact", "clsact d0" },
        { "class-htb", "htb-class d0 { classid 1:10; rate 10mbit; ceil 50mbit; burst 15k; cburst 25000; prio 2; quantum 3000; overhead 14; mpu 64 }" },
        { "filter-flower", "flower d0 { parent ingress; priority 10; protocol ip; ip-proto tcp; dst-ip 10.0.0.0/24; src-port 1000-2000; action pedit ex munge ip ttl dec pipe; action csum ip4h pipe; action police rate 10mbit burst 15k conform-exceed drop/pipe; action skbedit mark 5/0xff }" },
        { "filter-u32", "u32 d0 { parent 1:; priority 1; protocol ip; match ip dst 10.0.0.0/8; match ip dport 80 0xffff; classid 1:10 }" },
        { "filter-matchall", "matchall d0 { parent egress; priority 2; chain 5; protocol all; action vlan push id 100 priority 3; action mirred egress redirect dev ifb7 }" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void TextIsWhatTcAndTheKernelSay(string name, string text)
    {
        ConfigReading reading = ConfigReader.Read(Encoding.UTF8.GetBytes(text), "net.wire", null);
        Assert.True(reading.IsValid, reading.RenderErrors());
        Declared declared = Assert.Single(reading.Desired);

        Resource told = Decoded(Vector.Load(name));
        Resource asked = Decoded(Vector.Load("request-" + name));
        Resource sent = Decoded(Request(declared.Resource));

        Assert.Equal("", Misfits(declared.Resource, told));
        Assert.Equal("", Misfits(declared.Resource, asked));
        Assert.Equal("", Misfits(declared.Resource, sent));
    }

    [Fact]
    public void WhatIsOfAnotherKindIsShownAsIt()
    {
        Assert.Equal("sfq", Assert.IsType<OtherQdisc>(Decoded(Vector.Load("qdisc-other"))).Discipline);
        Assert.Equal("fw", Assert.IsType<OtherFilter>(Decoded(Vector.Load("filter-other"))).Classifier);
    }

    [Fact]
    public void BandwidthThatCakeMeasuresIsNotItsSetting()
    {
        byte[] message = Vector.Load("qdisc-cake");
        Assert.NotNull(Assert.IsType<Cake>(Decoded(message)).Bandwidth);
        // TCA_CAKE_AUTORATE, length and type before its value.
        message[message.AsSpan().IndexOf((byte[])[8, 0, 9, 0, 0, 0, 0, 0]) + 4] = 1;

        Cake measuring = Assert.IsType<Cake>(Decoded(message));

        Assert.True(measuring.AutorateIngress);
        Assert.Null(measuring.Bandwidth);
        Assert.True(Cake.TheKind.Attributes.Single(a => a.Name == "bandwidth").Fits(new Cake { Bandwidth = 5_000_000 }, measuring));
    }

    [Fact]
    public void KernelsOwnDefaultIsNoObject()
    {
        byte[] message = Vector.Load("qdisc-other");
        // tcm_handle, behind the header, the family and the index.
        message.AsSpan(16 + 8, 4).Clear();

        Assert.Empty(ResourceMessages.DecodeAll(Vector.Message(message), new ObjectContext(_links)));
    }

    [Fact]
    public void DisciplineThatGoesTakesItsClassesAndFiltersAlongInSilence()
    {
        ObjectContext context = new(_links);
        Htb htb = new() { Dev = "d0", Parent = TcHandles.Root, Handle = 0x10000 };
        HtbClass above = new() { Dev = "d0", ClassId = 0x10001, Parent = 0x10000 }, below = new() { Dev = "d0", ClassId = 0x10010, Parent = 0x10001 };
        FqCodel leaf = new() { Dev = "d0", Parent = 0x10010, Handle = 0x100000 };
        Matchall filter = new() { Dev = "d0", Parent = 0x10000, Priority = 1, Handle = 1 };
        Htb other = new() { Dev = "ifb7", Parent = TcHandles.Root, Handle = 0x10000 };
        Resource[] told = [htb, above, below, leaf, filter, other];
        context.ToldOf = collection => told.Where(r => r.Kind.Collection == collection);
        byte[] message = Vector.Load("qdisc-htb");
        message[4] = (byte)LinuxRtnetlink.RTM_DELQDISC;

        IEnumerable<string> gone = ResourceMessages.DecodeAll(Vector.Message(message), context).Select(r => r.Key.ToString());

        Assert.Equal(
            new[] { "class d0 1:1", "class d0 1:10", "filter d0 1: priority 1", "qdisc d0 1:10", "qdisc d0 root" },
            gone.Order(StringComparer.Ordinal));
    }

    private Resource Decoded(byte[] datagram) => Assert.Single(ResourceMessages.DecodeAll(Vector.Message(datagram), new ObjectContext(_links)));

    private static byte[] Request(Resource resource)
    {
        Operation create = new(0, OperationVerb.Create, null, resource, null, [], null);
        using Prepared prepared = Preparation.Of(new RealNetlink(), [create], new Dictionary<string, uint> { ["d0"] = D0, ["ifb7"] = Ifb7 }, 1);
        return prepared.Bytes.Written.ToArray();
    }

    private static string Misfits(Resource declared, Resource seen)
    {
        Assert.Equal(declared.Key, seen.Key);
        return string.Join(", ", declared.Kind.Attributes.Where(a => a.IsSet(declared) && !a.Fits(declared, seen))
            .Select(a => $"{a.Name} {a.Format(declared)} is {a.Format(seen)}"));
    }
}
