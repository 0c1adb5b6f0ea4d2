using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>Dumps of the simulated kernel: in several datagrams, and interrupted.</summary>
public sealed class DumpTests : IDisposable
{
    private readonly SimulatedKernel _kernel = new() { DumpDatagramBytes = 1024 };
    private readonly ForeignActor _ip;
    private readonly INetlinkSocket _socket;

    public DumpTests()
    {
        _ip = _kernel.As(4711);
        _socket = _kernel.Open(NetlinkFamily.Route, null);
        for (int i = 0; i < 10; i++)
        {
            _ip.CreateBridge($"br{i}", up: false);
        }
    }

    [Fact]
    public void DumpComesInSeveralDatagramsAndEndsWithDone()
    {
        _socket.Send(DumpBytes.All(RTM_GETLINK, AF_UNSPEC, 5));

        List<IReadOnlyList<Message>> datagrams = Datagrams();

        Assert.True(datagrams.Count > 2);
        Assert.Equal(NLMSG_DONE, datagrams[^1][^1].Type);
        Assert.Equal(11, datagrams.SelectMany(d => d).Count(m => m.Type == RTM_NEWLINK));
        Assert.All(datagrams.SelectMany(d => d), m => Assert.True(m.Has(NLM_F_MULTI) && m.Sequence == 5 && m.PortId == _socket.PortId));
    }

    [Fact]
    public void ChangeWhileADumpIsReadMarksWhatComesAfterAsInterrupted()
    {
        _socket.Send(DumpBytes.All(RTM_GETLINK, AF_UNSPEC));
        Message first = _socket.ReceiveMessages(0)![0];
        _ip.DeleteLink("br3");

        List<IReadOnlyList<Message>> rest = Datagrams();

        Assert.False(first.Has(NLM_F_DUMP_INTR));
        Assert.All(rest.SelectMany(d => d), m => Assert.True(m.Has(NLM_F_DUMP_INTR)));
    }

    [Fact]
    public void InterruptionOnDemandMarksSoManyDumps()
    {
        _kernel.Faults.InterruptDumps(1);

        IReadOnlyList<Message> interrupted = _socket.Dump(DumpBytes.All(RTM_GETLINK, AF_UNSPEC));
        IReadOnlyList<Message> whole = _socket.Dump(DumpBytes.All(RTM_GETLINK, AF_UNSPEC));

        Assert.All(interrupted, m => Assert.True(m.Has(NLM_F_DUMP_INTR)));
        Assert.All(whole, m => Assert.False(m.Has(NLM_F_DUMP_INTR)));
    }

    [Fact]
    public void SecondDumpOnASocketThatHasNotReadTheFirstIsRefused()
    {
        _socket.Send(DumpBytes.All(RTM_GETLINK, AF_UNSPEC, 1));
        _socket.Send(DumpBytes.All(RTM_GETADDR, AF_UNSPEC, 2));

        Message refusal = _socket.ReceiveMessages(0)!.Single();

        Assert.Equal((NLMSG_ERROR, -(int)Testing.Simulation.Errno.EBUSY), (refusal.Type, refusal.I32(0)));
    }

    public void Dispose()
    {
        _socket.Dispose();
        _ip.Dispose();
    }

    private List<IReadOnlyList<Message>> Datagrams()
    {
        List<IReadOnlyList<Message>> datagrams = [];
        while (_socket.ReceiveMessages(0) is { } datagram)
        {
            datagrams.Add(datagram);
        }
        return datagrams;
    }
}
