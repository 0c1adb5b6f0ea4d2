using System.Diagnostics;
using Wire.Domain;
using Wire.Kernel.Tests.Vectors;
using Wire.Testing;

namespace Wire.Kernel.Tests.Guest;

/// <summary>What the kernel tells of IPsec, what it loses, and what it refuses.</summary>
[Trait("Category", "Guest")]
public sealed class GuestIpsecTests : IDisposable
{
    private const string Key = "000102030405060708090a0b0c0d0e0f10111213";

    private readonly GuestNetns _netns = new();
    private readonly GuestExecutor _wire;

    private static readonly XfrmState _state = new() { Spi = 0x1000, Dst = IpAddr.Parse("192.0.2.2"), Src = IpAddr.Parse("192.0.2.1"), Aead = "rfc4106(gcm(aes))", AeadKey = "gcm" };

    public GuestIpsecTests() => _wire = new(_netns, new FixedKeys().With("gcm", Key).With("other", Key[..32]));

    public void Dispose()
    {
        _wire.Dispose();
        _netns.Dispose();
    }

    [Fact]
    public void EveryWayOfComingAndGoingIsTold()
    {
        using KernelMonitor monitor = _wire.OpenMonitor();
        monitor.Dump(out _);
        _netns.Ip($"xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000 aead rfc4106(gcm(aes)) 0x{Key} 128");
        _netns.Ip("xfrm state delete src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000");
        _netns.Ip($"xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1001 aead rfc4106(gcm(aes)) 0x{Key} 128");
        _netns.Ip($"xfrm state add src 192.0.2.1 dst 192.0.2.2 proto ah spi 0x1002 auth hmac(sha1) 0x{Key}");
        _netns.Ip("xfrm state flush proto esp");
        _netns.Ip("xfrm policy add dir out src 10.0.0.0/8 dst 10.0.0.0/8");
        _netns.Ip("xfrm policy update dir out src 10.0.0.0/8 dst 10.0.0.0/8 priority 5");
        _netns.Ip("xfrm policy flush");
        _netns.Ip("xfrm policy add dir in src 10.0.0.0/8 dst 10.0.0.0/8 limit time-hard 1");

        Assert.Equal(
        [
            "+ 0x1000 dst 192.0.2.2 proto esp key gcm",
            "- 0x1000 dst 192.0.2.2 proto esp key gcm",
            "+ 0x1001 dst 192.0.2.2 proto esp key gcm",
            "+ 0x1002 dst 192.0.2.2 proto ah key gcm",
            "- 0x1001 dst 192.0.2.2 proto esp key gcm",
            "+ out src 10.0.0.0/8 dst 10.0.0.0/8",
            "+ out src 10.0.0.0/8 dst 10.0.0.0/8",
            "- out src 10.0.0.0/8 dst 10.0.0.0/8",
            "+ in src 10.0.0.0/8 dst 10.0.0.0/8",
            "- in src 10.0.0.0/8 dst 10.0.0.0/8",
        ],
        Told(monitor, until: told => told.LastOrDefault()?.StartsWith("- in", StringComparison.Ordinal) == true));
    }

    /// <summary>The sockets of IPsec are counted with the others: what found no room is a gap.</summary>
    [Fact]
    public void LostEventsAreSaid()
    {
        using KernelMonitor monitor = _wire.OpenMonitor(receiveBufferBytes: 4096);
        monitor.Dump(out _);
        string batch = Path.GetTempFileName();
        File.WriteAllLines(batch, Enumerable.Range(0, 300).Select(i => $"xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi {0x1000 + i} aead rfc4106(gcm(aes)) 0x{Key} 128"));

        _netns.Ip($"-batch {batch}");
        File.Delete(batch);

        List<Observation> told = [];
        Assert.True(monitor.Receive(told, 1000, out bool overrun));
        Assert.True(overrun);
        Assert.Equal(300, monitor.Dump(out _).OfType<XfrmState>().Count(s => s.AeadKey == "gcm"));
    }

    /// <summary>The kernel drops what a device did the cryptography of when that goes down, and says nothing.</summary>
    [Fact]
    public void StateThatGoesWithItsDeviceIsFoundGone()
    {
        Assert.SkipWhen(LabKernel.IsStock, "Debian's kernel has no netdevsim");
        _netns.Ip("link show"); // the namespace is there
        string id = $"{Environment.ProcessId % 1000 + 500}";
        File.WriteAllText("/sys/bus/netdevsim/new_device", $"{id} 1");
        try
        {
            string name = Path.GetFileName(Directory.GetDirectories($"/sys/bus/netdevsim/devices/netdevsim{id}/net").Single());
            Process.Start("ip", ["link", "set", "dev", name, "name", "sim0", "netns", _netns.Name]).WaitForExit();
            _netns.Ip("link set sim0 up");
            using KernelMonitor monitor = _wire.OpenMonitor();
            uint index = monitor.Dump(out _).OfType<Link>().Single(l => l.Name == "sim0").Index!.Value;
            _wire.Knows("sim0", index);
            _wire.Make(_state with { OffloadDev = "sim0", OffloadDir = 0 });
            Told(monitor, until: told => told.Count > 0);
            Assert.True(monitor.HasPolled);
            List<Observation> looked = [];
            monitor.Poll(looked, afterOwn: true);
            looked.Clear();

            _netns.Ip("link set sim0 down");
            monitor.Poll(looked, afterOwn: false);

            Assert.Equal([(true, "0x1000 dst 192.0.2.2 proto esp")], looked.Where(o => o.Resource is XfrmState).Select(o => (o.Vanished, o.Resource.Key.Id)));
        }
        finally
        {
            File.WriteAllText("/sys/bus/netdevsim/del_device", id);
        }
    }

    [Fact]
    public void RefusalsSayWhatToDo()
    {
        XfrmPolicy policy = new() { Dir = 1, Selector = new() { Src = IpPrefix.Parse("10.0.0.0/8"), Dst = IpPrefix.Parse("10.0.0.0/8") } };
        _wire.Make(_state, policy);

        Assert.Equal(("EEXIST", "a state of spi 0x1000 to 192.0.2.2 exists already: one without a mark, or with the same one"), Said(_wire.RefusalOf(_state)));
        Assert.Equal(("EEXIST", "a policy of out src 10.0.0.0/8 dst 10.0.0.0/8 exists already"), Said(_wire.RefusalOf(policy)));
        Assert.Equal(("ENOSYS", "this kernel does not know the algorithm 'rot13'"), Said(_wire.RefusalOf(_state with { Spi = 0x1001, Aead = "rot13" })));
        if (!LabKernel.IsStock) // which has both
        {
            Assert.Equal(("ENOSYS", "this kernel has no cbc(camellia) (CONFIG_CRYPTO_CAMELLIA)"),
                Said(_wire.RefusalOf(_state with { Spi = 0x1001, Aead = null, Enc = "cbc(camellia)", EncKey = "other" })));
            Assert.Equal("this kernel has no policies of type sub (CONFIG_XFRM_SUB_POLICY)", _wire.RefusalOf(policy with { PType = 1 }).Advice);
        }
        Assert.Equal(("ENOKEY", "make one: wire key generate NAME --bytes 20"), Said(_wire.RefusalOf(_state with { Spi = 0x1001, AeadKey = "other" })));
    }

    private static (string Errno, string? Advice) Said(KernelRefusal refusal) => (refusal.Name, refusal.Advice);

    private static List<string> Told(KernelMonitor monitor, Func<List<string>, bool> until)
    {
        List<string> told = [];
        for (Stopwatch watch = Stopwatch.StartNew(); !until(told); )
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), string.Join('\n', told));
            List<Observation> events = [];
            monitor.Receive(events, 1000, out bool overrun);
            Assert.False(overrun);
            told.AddRange(events.Where(e => e.Resource is XfrmState or XfrmPolicy).Select(e =>
                $"{(e.Vanished ? "-" : "+")} {e.Resource.Key.Id}{(e.Resource is XfrmState state ? $" key {state.AeadKey ?? state.AuthKey}" : "")}"));
        }
        return told;
    }
}
