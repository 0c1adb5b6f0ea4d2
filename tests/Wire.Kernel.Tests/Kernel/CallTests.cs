using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>What goes to the kernel without netlink lands in the right namespace, or is refused whole.</summary>
[Trait("Category", "Kernel")]
public sealed class CallTests : IDisposable
{
    private readonly TestNetns _netns = new();
    private readonly RealNetlink _kernel;

    public CallTests() => _kernel = new(_netns.Name);

    public void Dispose() => _netns.Dispose();

    private string? Read(string path) => _kernel.Ask(null, new SysctlRead([path]))[0];

    [Fact]
    public void SysctlIsSetInItsNamespaceOnly()
    {
        string? here = new RealNetlink().Ask(null, new SysctlRead(["net/ipv4/ip_forward"]))[0];

        _kernel.Call(null, new SysctlWrite("net/ipv4/ip_forward", "1"));
        Assert.Equal("1", Read("net/ipv4/ip_forward"));
        _kernel.Call(null, new SysctlWrite("net/ipv4/ip_forward", "0"));
        Assert.Equal("0", Read("net/ipv4/ip_forward"));

        Assert.Equal(here, new RealNetlink().Ask(null, new SysctlRead(["net/ipv4/ip_forward"]))[0]);
    }

    [Theory]
    [InlineData("net/ipv4/no_such_thing", "1", Errno.ENOENT)]
    [InlineData("net/../../etc/passwd", "1", Errno.ENOENT)]
    [InlineData("net/ipv4/ip_forward", "nonsense", Errno.EINVAL)]
    public void SysctlThatIsNoneOrTakesNoSuchValueIsRefused(string path, string value, int errno) =>
        Assert.Equal(errno, Assert.Throws<NetlinkException>(() => _kernel.Call(null, new SysctlWrite(path, value))).Errno);

    [Fact]
    public void SysctlThatIsNotThereHasNoValue() => Assert.Null(Read("net/ipv4/no_such_thing"));

    [Fact]
    public void NamespaceIsMadeAsIpSeesItAndRemovedWithItsLinks()
    {
        string name = $"wt-{Guid.NewGuid():N}"[..15];
        RealNetlink kernel = new();
        kernel.Call(null, new CreateNetns(name));
        try
        {
            Assert.Contains(name, kernel.NamedNamespaces());
            Assert.Equal(Errno.EEXIST, Assert.Throws<NetlinkException>(() => kernel.Call(null, new CreateNetns(name))).Errno);
            using KernelMonitor there = KernelMonitor.Open(kernel, name);
            Assert.Equal([$"{name}/lo"], there.Dump(out _).OfType<Link>().Select(l => l.Reference));
            Assert.NotEqual(kernel.IdentityOf(_netns.Name), kernel.IdentityOf(name));
        }
        finally
        {
            kernel.Call(null, new DeleteNetns(name));
        }
        Assert.DoesNotContain(name, kernel.NamedNamespaces());
        Assert.Throws<NetlinkException>(() => kernel.Call(null, new DeleteNetns(name)));
    }

    [Theory]
    [InlineData(true, "tap")]
    [InlineData(false, "tun")]
    public void TunAndTapAreMadeWithTheirIndex(bool isTap, string type)
    {
        _kernel.Call(null, new TunRequest("t0", isTap, 1 << 20, Owner: 1000));

        Assert.Equal(1 << 20, _netns.Link("t0").GetProperty("ifindex").GetInt32());
        Assert.Equal(type, _netns.Link("t0").GetProperty("linkinfo").GetProperty("info_data").GetProperty("type").GetString());
        Assert.Equal(Errno.EBUSY, Assert.Throws<NetlinkException>(() => _kernel.Call(null, new TunRequest("t0", isTap, null))).Errno);
    }

    [Fact]
    public void ProgramIsNamedByThePortOfItsSecondSocketToo()
    {
        using INetlinkSocket first = _kernel.Open(NetlinkFamily.Route, null), second = _kernel.Open(NetlinkFamily.Route, null);
        string own = File.ReadAllText("/proc/self/comm").TrimEnd('\n');

        Assert.NotEqual(first.PortId, second.PortId);
        Assert.Equal(own, _kernel.Ask(null, new ProgramOfPort(NetlinkFamily.Route, first.PortId)));
        Assert.Equal(own, _kernel.Ask(null, new ProgramOfPort(NetlinkFamily.Route, second.PortId)));
        Assert.Null(_kernel.Ask(null, new ProgramOfPort(NetlinkFamily.Route, 4_123_456_789)));
    }

    /// <summary>An event that comes at the same moment is told first, and takes the waking with it: it is woken until it ends.</summary>
    [Fact]
    public async Task WaitThatIsWokenEndsWithoutAnEvent()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using KernelMonitor monitor = KernelMonitor.Open(_kernel);
        Task waiting = Task.Run(
            () =>
            {
                while (monitor.Receive([], -1, out _))
                {
                }
            },
            cancel);

        do
        {
            monitor.Wake();
        }
        while (await Task.WhenAny(waiting, Task.Delay(100, cancel)) != waiting);

        await waiting;
    }
}
