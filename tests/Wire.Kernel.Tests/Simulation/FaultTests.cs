using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;
using SimulatedErrno = Wire.Testing.Simulation.Errno;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>What tests can make go wrong.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly SimulatedKernel _kernel = new();
    private readonly INetlinkSocket _socket;
    private readonly ForeignActor _witness;

    public FaultTests()
    {
        _socket = _kernel.Open(NetlinkFamily.Route, null);
        _witness = _kernel.As(4711);
    }

    [Fact]
    public void NthRequestIsRefusedWithErrnoAndWordsAndTheOthersGoThrough()
    {
        _kernel.Faults.RefuseRequest(2, SimulatedErrno.EPERM, "not today");

        _socket.Send([.. Bridge("a", 1), .. Bridge("b", 2), .. Bridge("c", 3)]);

        Assert.Equal([(1u, 0), (2u, (int)SimulatedErrno.EPERM), (3u, 0)], Acknowledgements());
        Assert.Equal(["a", "c"], Bridges());
    }

    [Theory]
    [InlineData(false, new[] { "a" })]
    [InlineData(true, new[] { "a", "b" })]
    public void ProgramDiesBeforeOrAfterTheNthRequestOfADatagram(bool done, string[] made)
    {
        _kernel.Faults.AtRequest(2, new KillFault(done));

        Assert.Throws<KilledException>(() => _socket.Send([.. Bridge("a", 1), .. Bridge("b", 2), .. Bridge("c", 3)]));

        Assert.Equal(made, Bridges());
    }

    [Fact]
    public void OtherProgramIsFaster()
    {
        _kernel.Faults.AtRequest(1, new InterferenceFault(() => _witness.CreateBridge("a", up: false)));

        Assert.Equal((int)SimulatedErrno.EEXIST, _socket.Ask(Bridge("a", 1)).Errno);
    }

    [Fact]
    public void UnsupportedKindIsRefusedInTheKernelsWords()
    {
        _kernel.UnsupportedKinds.Add("bridge");

        Assert.Equal(((int)SimulatedErrno.EOPNOTSUPP, "Unknown device type"), _socket.Ask(Bridge("a", 1)));
    }

    [Fact]
    public void WithoutPrivilegeReadingWorksAndChangingDoesNot()
    {
        _kernel.Privileged = false;

        Assert.Equal((int)SimulatedErrno.EPERM, _socket.Ask(Bridge("a", 1)).Errno);
        Assert.Single(_socket.Dump(DumpBytes.All(RTM_GETLINK, AF_UNSPEC)));
    }

    public void Dispose()
    {
        _socket.Dispose();
        _witness.Dispose();
    }

    private static byte[] Bridge(string name, uint sequence) => LinkBytes.Create(new() { Name = name, Kind = "bridge" }, sequence: sequence);

    private IEnumerable<(uint, int)> Acknowledgements()
    {
        while (_socket.ReceiveMessages(0) is { } messages)
        {
            foreach (Message message in messages.Where(m => m.Type == NLMSG_ERROR))
            {
                yield return (message.Sequence, -message.I32(0));
            }
        }
    }

    private IEnumerable<string?> Bridges() =>
        _witness.Links().Where(name => name != "lo");
}
