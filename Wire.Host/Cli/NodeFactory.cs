using Wire.Host.Api;
using Wire.Host.Node;

namespace Wire.Host.Cli;

/// <summary>The node of a command: the daemon's where one listens, else one in this process on journal and kernel.</summary>
/// <param name="direct">Opens a node in this process.</param>
public sealed class NodeFactory(Func<NodeOptions, INode> direct)
{
    /// <exception cref="NodeException">There is a daemon, and this user may not talk to it.</exception>
    public async Task<INode> OpenAsync(NodeOptions options, string socketPath, CancellationToken cancel) =>
        await NodeClient.TryConnectAsync(socketPath, options.Netns, cancel).ConfigureAwait(false) is { } client ? client : direct(options);
}
