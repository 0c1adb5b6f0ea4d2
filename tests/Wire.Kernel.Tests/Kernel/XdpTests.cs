using System.Diagnostics;
using System.Text.Json;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>Programs for XDP on the running kernel: ping says what they do to packets, ip(8) and bpftool(8) what is loaded.</summary>
[Trait("Category", "Kernel")]
public sealed class XdpTests
{
    private static readonly Xdp _drop = new() { Dev = "v0", Program = BpfObjects.DropIcmp, Section = "xdp", Mode = 2 };

    [Fact]
    public void ProgramThatDropsIcmpStopsPingAndCountsInItsMap()
    {
        using TestNetns netns = new(), other = new();
        Connect(netns, other);
        using Wired wired = new(netns);
        wired.Learn("v0");
        Assert.True(Pings(other));

        Assert.Null(wired.Execute(Wired.Creation(_drop)).Refused);

        Assert.False(Pings(other));
        JsonElement shown = netns.Link("v0").GetProperty("xdp");
        BpfProgramDescription program = BpfProgram.Describe(shown.GetProperty("prog").GetProperty("id").GetUInt32())!;
        Assert.Equal((2, "drop_icmp", program.Tag), (shown.GetProperty("mode").GetInt32(), program.Name, shown.GetProperty("prog").GetProperty("tag").GetString()));
        Assert.Equal((_drop.Program, _drop.Section), (program.File, program.Section));
        using BpfMap map = BpfMap.OfId(Assert.Single(program.Maps), out string name)!;
        Assert.Equal("dropped", name);
        ulong dropped = BitConverter.ToUInt64(map.Read(stackalloc byte[4]));
        Assert.True(dropped > 0);
        Assert.Equal(dropped, Dumped(program.Maps[0]));

        map.Write(stackalloc byte[4], BitConverter.GetBytes(1000UL));
        Assert.Equal(1000UL, Dumped(program.Maps[0]));

        Assert.Null(wired.Execute(Wired.Deletion(_drop)).Refused);
        Assert.True(Pings(other));
        Assert.False(netns.Link("v0").TryGetProperty("xdp", out _));
    }

    /// <summary>bpftool(8) shows what is in a map by the names of its type's fields.</summary>
    [Fact]
    public void MapsThatAreToldByTypesAreMadeWithThem()
    {
        using TestNetns netns = new(), other = new();
        Connect(netns, other);
        using Wired wired = new(netns);
        wired.Learn("v0");

        Assert.Null(wired.Execute(Wired.Creation(_drop with { Program = BpfObjects.CountIcmp })).Refused);

        Assert.True(Pings(other));
        BpfProgramDescription program = BpfProgram.Describe(netns.Link("v0").GetProperty("xdp").GetProperty("prog").GetProperty("id").GetUInt32())!;
        Dictionary<string, uint> ids = program.Maps.ToDictionary(NameOf);
        Assert.Equal(["counts", "others"], ids.Keys.Order());
        JsonElement value = Dump(ids["counts"])[1].GetProperty("formatted").GetProperty("value");
        Assert.Equal(2, value.GetProperty("packets").GetInt32());
        using BpfMap others = BpfMap.OfId(ids["others"], out _)!;
        Assert.Equal(new BpfMapShape(LinuxBpf.BPF_MAP_TYPE_HASH, 4, 8, 16, 1), others.Shape);

        static string NameOf(uint id)
        {
            using BpfMap? map = BpfMap.OfId(id, out string name);
            return name;
        }
    }

    [Fact]
    public void OneProgramTakesThePlaceOfAnother()
    {
        using TestNetns netns = new(), other = new();
        Connect(netns, other);
        using Wired wired = new(netns);
        wired.Learn("v0");
        Xdp pass = _drop with { Section = "xdp.pass" };
        Assert.Null(wired.Execute(Wired.Creation(_drop), Wired.Difference(_drop, pass)).Refused);

        Assert.True(Pings(other));
        using KernelMonitor monitor = KernelMonitor.Open(wired.Kernel);
        Xdp seen = Assert.Single(monitor.Dump(out _).OfType<Xdp>());
        Assert.Equal(pass, seen with { Tag = null, Id = null });
    }

    /// <summary>The file and the section are kept with the program in the kernel, so somebody else's has none.</summary>
    [Fact]
    public void SomebodyElsesProgramIsOfNoFile()
    {
        using TestNetns netns = new(), other = new();
        Connect(netns, other);
        using BpfProgram foreign = BpfProgram.Load("foreign", PassAll, LinuxBpf.BPF_PROG_TYPE_XDP, "GPL");
        using KernelMonitor monitor = KernelMonitor.Open(new RealNetlink(netns.Name));
        monitor.Dump(out _);
        Attach(netns, foreign);

        List<Observation> seen = [];
        while (!seen.Any(o => o.Resource is Xdp))
        {
            Assert.True(monitor.Receive(seen, 10_000, out _));
        }

        Xdp xdp = seen.Select(o => o.Resource).OfType<Xdp>().First();
        Assert.Equal(new Xdp { Dev = "v0", Mode = 2, Id = xdp.Id, Tag = xdp.Tag }, xdp);
        Assert.Equal(16, xdp.Tag!.Length);
        Assert.All(Xdp.TheKind.Attributes.Where(a => a.Name == "program"), a => Assert.False(a.Fits(_drop, xdp)));
    }

    [Fact]
    public void ProgramThatTheVerifierRefusesIsRefusedWithItsWords()
    {
        using TestNetns netns = new(), other = new();
        Connect(netns, other);
        using Wired wired = new(netns);
        wired.Learn("v0");

        (int, KernelRefusal Refusal)? refused = wired.Execute(Wired.Creation(_drop with { Section = "xdp.wrong" })).Refused;

        Assert.Contains("invalid access to packet", refused!.Value.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MapIsPinnedAndFoundByItsPath()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: mounts a BPF file system");
        string directory = Directory.CreateTempSubdirectory("wire-bpf-").FullName, path = $"{directory}/map";
        Run("mount", "-t", "bpf", "none", directory);
        try
        {
            using (BpfMap made = BpfMap.Create("pinned", new(LinuxBpf.BPF_MAP_TYPE_ARRAY, 4, 8, 2)))
            {
                made.Write(BitConverter.GetBytes(1), BitConverter.GetBytes(42UL));
                made.Pin(path);
            }
            using BpfMap found = BpfMap.OfPath(path);
            Assert.Equal(new BpfMapShape(LinuxBpf.BPF_MAP_TYPE_ARRAY, 4, 8, 2), found.Shape);
            Assert.Equal(42UL, BitConverter.ToUInt64(found.Read(BitConverter.GetBytes(1))));
            Assert.Null(found.Read(BitConverter.GetBytes(2)));
        }
        finally
        {
            Run("umount", directory);
            Directory.Delete(directory);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>r0 = XDP_PASS; exit.</summary>
    private static readonly byte[] PassAll = [0xb7, 0, 0, 0, 2, 0, 0, 0, 0x95, 0, 0, 0, 0, 0, 0, 0];

    private static void Connect(TestNetns netns, TestNetns other)
    {
        netns.Ip($"link add v0 type veth peer name v1 netns {other.Name}");
        netns.Ip("address add 10.9.0.1/24 dev v0");
        other.Ip("address add 10.9.0.2/24 dev v1");
        netns.Ip("link set v0 up");
        other.Ip("link set v1 up");
    }

    private static void Attach(TestNetns netns, BpfProgram program)
    {
        using INetlinkSocket socket = new RealNetlink(netns.Name).Open(NetlinkFamily.Route, null);
        NetlinkMessageWriter writer = new();
        writer.Begin(LinuxRtnetlink.RTM_NEWLINK, LinuxNetlink.NLM_F_REQUEST, 1, new IfInfoMsg { ifi_index = netns.Link("v0").GetProperty("ifindex").GetUInt32() });
        int xdp = writer.BeginNested(LinuxIfLink.IFLA_XDP | LinuxNetlink.NLA_F_NESTED);
        writer.WriteU32(LinuxIfLink.IFLA_XDP_FD, (uint)program.Descriptor);
        writer.WriteU32(LinuxIfLink.IFLA_XDP_FLAGS, LinuxIfLink.XDP_FLAGS_SKB_MODE);
        writer.EndNested(xdp);
        writer.End();
        socket.Send(writer.Written);
    }

    private static bool Pings(TestNetns from)
    {
        using Process ping = Start("ip", ["netns", "exec", from.Name, "ping", "-n", "-q", "-c", "2", "-i", "0.2", "-W", "1", "10.9.0.1"]);
        ping.StandardOutput.ReadToEnd();
        ping.WaitForExit();
        return ping.ExitCode == 0;
    }

    /// <summary>What bpftool(8) reads of the map's only value.</summary>
    private static ulong Dumped(uint map)
    {
        byte[] bytes = [.. Dump(map)[0].GetProperty("value").EnumerateArray().Select(b => Convert.ToByte(b.GetString(), 16))];
        return BitConverter.ToUInt64(bytes);
    }

    private static JsonElement Dump(uint map)
    {
        using Process bpftool = Start("bpftool", ["-j", "map", "dump", "id", $"{map}"]);
        string output = bpftool.StandardOutput.ReadToEnd();
        bpftool.WaitForExit();
        return JsonDocument.Parse(output).RootElement;
    }

    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
