using Wire.Host.Api;
using Wire.Host.Node;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Kernel;

namespace Wire.Host.Tests.Node;

/// <summary>A whole daemon's node, threads and journal and all, on a simulated kernel and a real directory.</summary>
internal sealed class SimulatedNode : IAsyncDisposable
{
    private readonly NodeEngine _engine;

    private SimulatedNode(NodeEngine engine, LocalNode node)
    {
        _engine = engine;
        Node = node;
    }

    public LocalNode Node { get; }

    public NodeEngine Engine => _engine;

    public static async Task<SimulatedNode> StartAsync(INetlinkProvider kernel, string stateDirectory, JournalOptions? journal = null)
    {
        NodeOptions options = new(stateDirectory);
        NodeOpener opener = new(_ => kernel, journal ?? new JournalOptions(), new ReactorPolicy());
        NodeEngine engine = await opener.OpenAsync(options, "daemon");
        return new(engine, new LocalNode(options, opener, engine));
    }

    public Task<ChangeReply> ApplyAsync(string text, bool allowEmpty = false) =>
        Node.ApplyAsync(new ApplyCommand(new PlanCommand(text, "net.wire", AllowEmpty: allowEmpty)), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await _engine.DisposeAsync();
    }
}
