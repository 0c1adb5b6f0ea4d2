using System.Buffers.Binary;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Kernel;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Node;

/// <summary>A kernel that sends what is no message, once.</summary>
public sealed class OddKernelTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SimulatedKernel _kernel = new() { Ipv6LinkLocal = false };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnEventThatCannotBeDecodedIsAGapAndTheNodeGoesOn()
    {
        OddKernel odd = new(_kernel);
        await using SimulatedNode node = await SimulatedNode.StartAsync(odd, _directory.File("state"));
        await node.ApplyAsync("bridge br0");
        long before = node.Engine.Journal.LastPosition;

        odd.BreakNextEvent = true;
        using ForeignActor other = _kernel.As(977);
        other.CreateBridge("theirs");

        await foreach (EventView seen in node.Node.WatchAsync(new WatchQuery(before + 1), Cancel))
        {
            if (seen.Name == "kernel.gap")
            {
                Assert.Contains("no event", seen.Summary, StringComparison.Ordinal);
                break;
            }
        }
        Assert.NotNull((await node.ApplyAsync("bridge br0\nbridge br1")).Change);
        Assert.Contains((await node.Node.ShowAsync(new ShowQuery("link"), Cancel)).Resources, r => r.Name == "theirs");
    }

    public void Dispose() => _directory.Dispose();

    private sealed class OddKernel(INetlinkProvider kernel) : INetlinkProvider
    {
        public volatile bool BreakNextEvent;

        public GenericFamilies Generic => kernel.Generic;

        public INetlinkSocket Open(NetlinkFamily family, string? netns) => new OddSocket(this, kernel.Open(family, netns));

        public INetlinkWait OpenWait() => new OddWait(kernel.OpenWait());

        public INetns OpenNetns(string? netns) => kernel.OpenNetns(netns);

        public IReadOnlyList<string> NamedNamespaces() => kernel.NamedNamespaces();

        public void Call(string? netns, KernelCall call) => kernel.Call(netns, call);

        public T Ask<T>(string? netns, KernelQuery<T> query) => kernel.Ask(netns, query);
    }

    private sealed class OddWait(INetlinkWait wait) : INetlinkWait
    {
        public void Add(INetlinkSocket socket) => wait.Add(((OddSocket)socket).Socket);

        public void AddNames() => wait.AddNames();

        public bool TakeNamesChanged() => wait.TakeNamesChanged();

        public bool Wait(int timeoutMs) => wait.Wait(timeoutMs);

        public bool HadData(int socket) => wait.HadData(socket);

        public void Wake() => wait.Wake();

        public void Dispose() => wait.Dispose();
    }

    private sealed class OddSocket(OddKernel kernel, INetlinkSocket socket) : INetlinkSocket
    {
        private bool _hears;

        public INetlinkSocket Socket => socket;

        public uint PortId => socket.PortId;

        public void Send(ReadOnlySpan<byte> datagram) => socket.Send(datagram);

        public int Receive(Span<byte> buffer, int timeoutMs)
        {
            int length = socket.Receive(buffer, timeoutMs);
            if (length > 0 && _hears && kernel.BreakNextEvent)
            {
                kernel.BreakNextEvent = false;
                BinaryPrimitives.WriteInt32LittleEndian(buffer, length + 1); // nlmsg_len leads out of the datagram
            }
            return length;
        }

        public void Join(int group)
        {
            _hears = true;
            socket.Join(group);
        }

        public void SetReceiveBuffer(int bytes) => socket.SetReceiveBuffer(bytes);

        public void Dispose() => socket.Dispose();
    }
}
