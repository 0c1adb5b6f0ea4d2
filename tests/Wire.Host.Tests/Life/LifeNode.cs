using Wire.Host.Node;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Kernel;

namespace Wire.Host.Tests.Life;

/// <summary>A whole daemon's node, threads and journal and all, in a namespace of the running kernel.</summary>
internal sealed class LifeNode : IAsyncDisposable
{
    private readonly NodeEngine _engine;
    private bool _isDisposed;

    private LifeNode(NodeEngine engine, LocalNode node)
    {
        _engine = engine;
        Node = node;
    }

    public LocalNode Node { get; }

    /// <param name="state">The state directory.</param>
    /// <param name="netns">The namespace it works in.</param>
    /// <param name="policy">Null holds nothing down: a life undoes things faster than any person.</param>
    public static async Task<LifeNode> OpenAsync(string state, string netns, ReactorPolicy? policy = null)
    {
        NodeOptions options = new(state, netns);
        NodeOpener opener = new(NodeOpener.Real, new JournalOptions(), policy ?? new ReactorPolicy { HealsPerWindowMax = int.MaxValue });
        NodeEngine engine = await opener.OpenAsync(options, "daemon");
        return new(engine, new LocalNode(options, opener, engine));
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }
        _isDisposed = true;
        await Node.DisposeAsync();
        await _engine.DisposeAsync();
    }
}
