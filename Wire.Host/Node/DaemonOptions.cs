namespace Wire.Host.Node;

/// <summary>What a daemon runs.</summary>
/// <param name="Node">Its node.</param>
/// <param name="SocketPath">Where its API listens.</param>
public sealed record DaemonOptions(NodeOptions Node, string SocketPath);
